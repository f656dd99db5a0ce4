import { NeighbourUnavailable } from './rpc.errors';
import { NeighbourPolicies, NobodyThere } from './neighbour-policy';

describe('how a neighbour that does not answer is treated', () => {
  const fails = (error: Error) => jest.fn(() => Promise.reject<string>(error));

  it('sends a question that nobody took again, and gives up after three times', async () => {
    const policies = new NeighbourPolicies();
    const back = fails(new NobodyThere())
      .mockRejectedValueOnce(new NobodyThere())
      .mockResolvedValueOnce('here');
    expect(await policies.run('course', back)).toBe('here');
    expect(back).toHaveBeenCalledTimes(2);
    const away = fails(new NobodyThere());
    await expect(policies.run('course', away)).rejects.toBeInstanceOf(NeighbourUnavailable);
    expect(away).toHaveBeenCalledTimes(3);
  });

  it('sends a question that may have been taken only once', async () => {
    const late = fails(new NeighbourUnavailable());
    await expect(new NeighbourPolicies().run('course', late)).rejects.toBeDefined();
    expect(late).toHaveBeenCalledTimes(1);
  });

  it('leaves a service alone that does not answer time and again, and comes back to it', async () => {
    const policies = new NeighbourPolicies();
    const late = fails(new NeighbourUnavailable());
    for (let time = 0; time < 10; time += 1) {
      await expect(policies.run('course', late)).rejects.toBeDefined();
    }
    const answers = jest.fn(() => Promise.resolve('here'));
    await expect(policies.run('course', answers)).rejects.toMatchObject({
      code: 'neighbour.unavailable',
      occurrence: { retryAfter: 2, params: { service: 'course' } },
    });
    expect(answers).not.toHaveBeenCalled();
    expect(await policies.run('quiz', answers)).toBe('here');
    while (answers.mock.calls.length < 2) {
      await new Promise(setImmediate);
      await policies.run('course', answers).catch((error: unknown) => {
        expect(error).toBeInstanceOf(NeighbourUnavailable);
      });
    }
    expect(await policies.run('course', answers)).toBe('here');
  });

  it('does not take a refusal for silence', async () => {
    const policies = new NeighbourPolicies();
    const refusing = fails(new Error('no'));
    for (let time = 0; time < 12; time += 1) {
      await expect(policies.run('course', refusing)).rejects.toThrow('no');
    }
    expect(refusing).toHaveBeenCalledTimes(12);
  });
});
