import { DeadlinePassed, within } from './deadline';

describe('within', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('returns the response or its error, and leaves no timer behind', async () => {
    expect(await within(1000, Promise.resolve(7))).toBe(7);
    await expect(within(1000, Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('fails after the timeout', async () => {
    const late = expect(within(1000, new Promise(() => undefined))).rejects.toThrow(DeadlinePassed);
    await jest.advanceTimersByTimeAsync(1000);
    await late;
  });
});
