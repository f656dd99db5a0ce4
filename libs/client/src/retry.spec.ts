import type { Result } from './problem';
import { retry } from './retry';

describe('retry', () => {
  let waits: number[];

  beforeEach(() => {
    waits = [];
    jest.spyOn(Math, 'random').mockReturnValue(0);
    jest.spyOn(globalThis, 'setTimeout').mockImplementation((work, ms) => {
      waits.push(ms ?? 0);
      queueMicrotask(work);
      return 0 as never;
    });
  });

  afterEach(() => jest.restoreAllMocks());

  const answer = (status: number, headers: Record<string, string> = {}): Result<string> => ({
    response: new Response(null, { status, headers }),
  });

  /** A call that ends in one outcome after the other, and remembers its keys. */
  function callOf(...outcomes: (Result<string> | Error)[]) {
    const keys: string[] = [];
    const call = (key: { 'Idempotency-Key': string }): Promise<Result<string>> => {
      keys.push(key['Idempotency-Key']);
      const outcome = outcomes[keys.length - 1] ?? new Error('One call too many');
      return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
    };
    return { call, keys };
  }

  it('repeats after limits, absent services and lost answers, under the same key', async () => {
    const { call, keys } = callOf(
      answer(503),
      new TypeError('fetch failed'),
      answer(429),
      answer(201),
    );
    expect((await retry(call)).response.status).toBe(201);
    expect(keys).toHaveLength(4);
    expect(new Set(keys).size).toBe(1);
    expect(waits).toEqual([250, 500, 1000]);
  });

  it('takes another key for another effect', async () => {
    const { call, keys } = callOf(answer(200), answer(200));
    await retry(call);
    await retry(call);
    expect(new Set(keys).size).toBe(2);
  });

  it.each([200, 400, 409, 500, 502])('does not repeat after a %i', async (status) => {
    const { call, keys } = callOf(answer(status));
    expect((await retry(call)).response.status).toBe(status);
    expect(keys).toHaveLength(1);
  });

  it('does not repeat what failed before it was sent', async () => {
    const { call, keys } = callOf(new RangeError('A mistake in the program'));
    await expect(retry(call)).rejects.toThrow('A mistake in the program');
    expect(keys).toHaveLength(1);
  });

  it('waits as long as it is told, in seconds or until a moment', async () => {
    jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-01-01T00:00:00Z'));
    const told = ['3', '10', 'Thu, 01 Jan 2026 00:00:05 GMT', 'Wed, 31 Dec 2025 00:00:00 GMT'];
    const limits = [...told, 'soon', '1e1'].map((value) => answer(429, { 'retry-after': value }));
    await retry(callOf(...limits, answer(200)).call, { tries: 7 });
    expect(waits).toEqual([3000, 10_000, 5000, 0, 4000, 8000]);
  });

  it('spreads those who were told the same, and never asks before it may', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    await retry(callOf(answer(429, { 'retry-after': '2' }), answer(503), answer(200)).call);
    expect(waits).toEqual([2100, 375]);
  });

  it('gives up when it is told to wait too long', async () => {
    const { call, keys } = callOf(answer(429, { 'retry-after': '60' }));
    expect((await retry(call, { longestWaitMs: 5000 })).response.status).toBe(429);
    expect([keys.length, waits]).toEqual([1, []]);
  });

  it('gives up after so many tries, with what the last one ended in', async () => {
    expect((await retry(callOf(answer(503), answer(503)).call, { tries: 2 })).response.status).toBe(
      503,
    );
    const lost = callOf(new TypeError('first'), new TypeError('second'));
    await expect(retry(lost.call, { tries: 2 })).rejects.toThrow('second');
  });

  it('stops when it is told to, before a try and in between', async () => {
    const ended = AbortSignal.abort(new Error('The page was left'));
    const { call, keys } = callOf(answer(200));
    await expect(retry(call, { signal: ended })).rejects.toThrow('The page was left');
    expect(keys).toHaveLength(0);
    jest.spyOn(globalThis, 'setTimeout').mockReturnValue(7 as never);
    const cleared = jest.spyOn(globalThis, 'clearTimeout');
    const controller = new AbortController();
    const waiting = retry(callOf(answer(503)).call, { signal: controller.signal });
    await new Promise(setImmediate);
    controller.abort(new Error('Enough'));
    await expect(waiting).rejects.toThrow('Enough');
    // A timer that is left keeps a program from ending.
    expect(cleared).toHaveBeenCalledWith(7);
  });
});
