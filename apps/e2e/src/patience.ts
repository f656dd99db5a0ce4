import { setTimeout as pause } from 'node:timers/promises';

/** How long a client waits before it tries again. */
const AGAIN_MS = 200;
const PATIENCE_MS = 120_000;
/** What passes: a limit, and services that are unavailable. A 500 is never the right response to the crash of another one. */
const PASSING = [429, 502, 503, 504];

interface Result {
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * Repeats a call until the platform has decided about it: a crash costs a client patience, and nothing else. All tries
 * are one and the same call, so give it a key that stays.
 * @returns the first response that repeating would not change
 */
export async function decided<R extends Result>(call: () => Promise<R>): Promise<R> {
  const ends = Date.now() + PATIENCE_MS;
  for (;;) {
    const result = await call().catch(withoutResponse);
    if (result && !isPassing(result)) return result;
    if (Date.now() > ends) throw new Error(`No decision within ${PATIENCE_MS} ms`);
    await pause(AGAIN_MS);
  }
}

/** A connection that ends in the middle is a TypeError of Node, which is another class than that of a test. */
function withoutResponse(error: unknown): undefined {
  if ((Object(error) as { name?: string }).name !== 'TypeError') throw error;
}

function isPassing({ error, response }: Result): boolean {
  const { code } = Object(error) as { code?: string };
  return PASSING.includes(response.status) || code === 'idempotency.in_progress';
}

/** Does something with each item, so many of them at once; the rules of the workspace keep this app from the kernel's. */
export async function inLanes<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  const lane = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return results;
}
