import { setTimeout as pause } from 'node:timers/promises';
import { types } from 'node:util';

const { isNativeError } = types;

const EVERY_MS = 20;

/** The result of a probe. Not a number, because 0 would be ambiguous. */
type ProbeResult = object | string | boolean | null | undefined;

/**
 * Repeats a probe until it no longer throws and its result is neither undefined, null nor false.
 * @param what names the condition in the error message
 * @param withinMs the longest wait in milliseconds
 */
export async function eventually<T extends ProbeResult>(
  what: string,
  probe: () => Promise<T> | T,
  withinMs = 20_000,
): Promise<Exclude<T, null | undefined | false>> {
  const ends = performance.now() + withinMs;
  let last: unknown;
  while (performance.now() < ends) {
    try {
      const response = await probe();
      if (isThere(response)) return response;
      last = response;
    } catch (error) {
      last = error;
    }
    await pause(EVERY_MS);
  }
  throw new Error(`Not within ${withinMs} ms: ${what} (last seen: ${reasonOf(last)})`);
}

function isThere<T>(response: T): response is Exclude<T, null | undefined | false> {
  return response !== undefined && response !== null && response !== false;
}

/** Errors of Node's own, such as those of `fetch`, are of another realm than Jest's `Error`. */
function reasonOf(last: unknown): string {
  if (!isNativeError(last)) return JSON.stringify(last) ?? 'undefined';
  const { message, cause } = last;
  return isNativeError(cause) ? `${message}: ${cause.message}` : message;
}
