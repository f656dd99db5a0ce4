import { orWhenUnavailable } from './optional-reply';
import { UpstreamReplyInvalid, UpstreamUnavailable } from './rpc.errors';

describe('orWhenUnavailable', () => {
  it('returns the reply, or the fallback when there is no response', async () => {
    const fallback = jest.fn(() => 'nothing known');
    expect(await orWhenUnavailable(Promise.resolve('a reply'), fallback)).toBe('a reply');
    expect(fallback).not.toHaveBeenCalled();
    const failure = new UpstreamUnavailable();
    expect(await orWhenUnavailable(Promise.reject(failure), fallback)).toBe('nothing known');
    expect(fallback).toHaveBeenCalledWith(failure);
  });

  it('passes on every other error', async () => {
    const failure = new UpstreamReplyInvalid();
    const fallback = jest.fn(() => 'nothing known');
    await expect(orWhenUnavailable(Promise.reject(failure), fallback)).rejects.toBe(failure);
    expect(fallback).not.toHaveBeenCalled();
  });
});
