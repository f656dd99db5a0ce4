import { idempotencyKey } from './headers';
import type { Result } from './problem';

export interface RetryOptions {
  /** Calls at most, the first one counted; 4 when left out. */
  readonly tries?: number;
  /** The longest wait between two tries in milliseconds; 10 000 when left out. A longer `Retry-After` ends the retries. */
  readonly longestWaitMs?: number;
  /** Ends the waiting. Give it to the call as well: `client.GET(path, { signal })`. */
  readonly signal?: AbortSignal;
}

const FIRST_WAIT_MS = 250;

/**
 * Repeats a call that met a limit (429), a service that is unavailable (503), or no response at all. All tries share one
 * `Idempotency-Key`, so that a call with it has one effect, even when only its response was lost; a POST without the key
 * is better not repeated.
 * `retry((key) => client.POST('/api/v1/orders', { params: { header: key }, body }))`
 * @returns the last response
 * @throws TypeError or TimeoutError when the last try got no response; the reason of the signal when it was aborted
 */
export async function retry<Response extends Result<unknown>>(
  call: (key: { 'Idempotency-Key': string }) => Promise<Response>,
  { tries = 4, longestWaitMs = 10_000, signal }: RetryOptions = {},
): Promise<Response> {
  const key = idempotencyKey();
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted();
    const outcome = await call(key).catch(withoutResponse);
    const waitMs = 'response' in outcome ? waitAfter(outcome.response, attempt) : backoff(attempt);
    if (waitMs === undefined || waitMs > longestWaitMs || attempt >= tries) {
      if ('response' in outcome) return outcome;
      throw outcome.failure;
    }
    signal?.throwIfAborted();
    await pause(waitMs, signal);
  }
}

/** Without a response `fetch` throws a TypeError, and a client with `timeoutMs` a TimeoutError; nothing else is retried. */
function withoutResponse(failure: unknown): { readonly failure: unknown } {
  if (failure instanceof TypeError) return { failure };
  if (failure instanceof DOMException && failure.name === 'TimeoutError') return { failure };
  throw failure;
}

/** Milliseconds until another try makes sense; undefined when it never does. */
function waitAfter({ status, headers }: Response, attempt: number): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const retryAfter = headers.get('retry-after');
  // Seconds, or a date (RFC 9110, 10.2.3).
  const waitMs =
    retryAfter === null
      ? NaN
      : /^\d+$/.test(retryAfter)
        ? Number(retryAfter) * 1000
        : untilMs(retryAfter);
  // Spread out, so that clients with the same date do not all come back at once.
  return Number.isNaN(waitMs) ? backoff(attempt) : waitMs * (1 + Math.random() / 10);
}

function untilMs(timestamp: string): number {
  return Math.max(0, Date.parse(timestamp) - Date.now());
}

/** Twice as long after each try, and by chance up to half of it less. */
function backoff(attempt: number): number {
  return FIRST_WAIT_MS * 2 ** (attempt - 1) * (1 - Math.random() / 2);
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
