import { orWhenUnavailable } from './optional-reply';
import { NeighbourReplyInvalid, NeighbourUnavailable } from './rpc.errors';

describe('orWhenUnavailable', () => {
  it('gives the reply, and otherwise the fallback when nobody answers', async () => {
    const fallback = jest.fn(() => 'nothing known');
    expect(await orWhenUnavailable(Promise.resolve('a reply'), fallback)).toBe('a reply');
    expect(fallback).not.toHaveBeenCalled();
    const failure = new NeighbourUnavailable();
    expect(await orWhenUnavailable(Promise.reject(failure), fallback)).toBe('nothing known');
    expect(fallback).toHaveBeenCalledWith(failure);
  });

  it('passes on every other failure', async () => {
    const failure = new NeighbourReplyInvalid();
    const fallback = jest.fn(() => 'nothing known');
    await expect(orWhenUnavailable(Promise.reject(failure), fallback)).rejects.toBe(failure);
    expect(fallback).not.toHaveBeenCalled();
  });
});
