import { UpstreamUnavailable } from './rpc.errors';
import { UpstreamPolicies, NoResponders } from './upstream-policy';

describe('the policy for an upstream service', () => {
  const fails = (error: Error) => jest.fn(() => Promise.reject<string>(error));

  it('sends a request without responders again, three times in all', async () => {
    const policies = new UpstreamPolicies();
    const back = fails(new NoResponders())
      .mockRejectedValueOnce(new NoResponders())
      .mockResolvedValueOnce('here');
    expect(await policies.run('course', back)).toBe('here');
    expect(back).toHaveBeenCalledTimes(2);
    const unavailable = fails(new NoResponders());
    await expect(policies.run('course', unavailable)).rejects.toBeInstanceOf(UpstreamUnavailable);
    expect(unavailable).toHaveBeenCalledTimes(3);
  });

  it('sends a request that may have been received once only', async () => {
    const late = fails(new UpstreamUnavailable());
    await expect(new UpstreamPolicies().run('course', late)).rejects.toBeDefined();
    expect(late).toHaveBeenCalledTimes(1);
  });

  it('opens the circuit after consecutive failures, and closes it again', async () => {
    const policies = new UpstreamPolicies();
    const late = fails(new UpstreamUnavailable());
    for (let time = 0; time < 10; time += 1) {
      await expect(policies.run('course', late)).rejects.toBeDefined();
    }
    const responses = jest.fn(() => Promise.resolve('here'));
    await expect(policies.run('course', responses)).rejects.toMatchObject({
      code: 'upstream.unavailable',
      occurrence: { retryAfter: 2, params: { service: 'course' } },
    });
    expect(responses).not.toHaveBeenCalled();
    expect(await policies.run('quiz', responses)).toBe('here');
    while (responses.mock.calls.length < 2) {
      await new Promise(setImmediate);
      await policies.run('course', responses).catch((error: unknown) => {
        expect(error).toBeInstanceOf(UpstreamUnavailable);
      });
    }
    expect(await policies.run('course', responses)).toBe('here');
  });

  it('does not count a rejection as a failure', async () => {
    const policies = new UpstreamPolicies();
    const refusing = fails(new Error('no'));
    for (let time = 0; time < 12; time += 1) {
      await expect(policies.run('course', refusing)).rejects.toThrow('no');
    }
    expect(refusing).toHaveBeenCalledTimes(12);
  });
});
