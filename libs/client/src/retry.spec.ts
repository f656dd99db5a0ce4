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

  const response = (status: number, headers: Record<string, string> = {}): Result<string> => ({
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

  it('retries after rate limits, unavailable services and lost responses, with the same key', async () => {
    const { call, keys } = callOf(
      response(503),
      new TypeError('fetch failed'),
      response(429),
      response(201),
    );
    expect((await retry(call)).response.status).toBe(201);
    expect(keys).toHaveLength(4);
    expect(new Set(keys).size).toBe(1);
    expect(waits).toEqual([250, 500, 1000]);
  });

  it('retries after a timeout of the client', async () => {
    const { call, keys } = callOf(new DOMException('Too slow', 'TimeoutError'), response(200));
    expect((await retry(call)).response.status).toBe(200);
    expect(keys).toHaveLength(2);
  });

  it('uses another key for another effect', async () => {
    const { call, keys } = callOf(response(200), response(200));
    await retry(call);
    await retry(call);
    expect(new Set(keys).size).toBe(2);
  });

  it.each([200, 400, 409, 500, 502])('does not retry after a %i', async (status) => {
    const { call, keys } = callOf(response(status));
    expect((await retry(call)).response.status).toBe(status);
    expect(keys).toHaveLength(1);
  });

  it('does not retry an error before sending', async () => {
    const { call, keys } = callOf(new RangeError('A mistake in the program'));
    await expect(retry(call)).rejects.toThrow('A mistake in the program');
    expect(keys).toHaveLength(1);
  });

  it('waits for Retry-After, in seconds or until a date', async () => {
    jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-01-01T00:00:00Z'));
    const values = ['3', '10', 'Thu, 01 Jan 2026 00:00:05 GMT', 'Wed, 31 Dec 2025 00:00:00 GMT'];
    const limits = [...values, 'soon', '1e1'].map((value) =>
      response(429, { 'retry-after': value }),
    );
    await retry(callOf(...limits, response(200)).call, { tries: 7 });
    expect(waits).toEqual([3000, 10_000, 5000, 0, 4000, 8000]);
  });

  it('adds jitter for clients with the same Retry-After, and never sends early', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    await retry(callOf(response(429, { 'retry-after': '2' }), response(503), response(200)).call);
    expect(waits).toEqual([2100, 375]);
  });

  it('gives up when Retry-After is too long', async () => {
    const { call, keys } = callOf(response(429, { 'retry-after': '60' }));
    expect((await retry(call, { longestWaitMs: 5000 })).response.status).toBe(429);
    expect([keys.length, waits]).toEqual([1, []]);
  });

  it('gives up after the maximum number of attempts, with the last error', async () => {
    expect(
      (await retry(callOf(response(503), response(503)).call, { tries: 2 })).response.status,
    ).toBe(503);
    const lost = callOf(new TypeError('first'), new TypeError('second'));
    await expect(retry(lost.call, { tries: 2 })).rejects.toThrow('second');
  });

  it('stops on abort, before an attempt and in between', async () => {
    const ended = AbortSignal.abort(new Error('The page was left'));
    const { call, keys } = callOf(response(200));
    await expect(retry(call, { signal: ended })).rejects.toThrow('The page was left');
    expect(keys).toHaveLength(0);
    jest.spyOn(globalThis, 'setTimeout').mockReturnValue(7 as never);
    const cleared = jest.spyOn(globalThis, 'clearTimeout');
    const controller = new AbortController();
    const waiting = retry(callOf(response(503)).call, { signal: controller.signal });
    await new Promise(setImmediate);
    controller.abort(new Error('Enough'));
    await expect(waiting).rejects.toThrow('Enough');
    // A timer that is left keeps a program from ending.
    expect(cleared).toHaveBeenCalledWith(7);
  });
});
