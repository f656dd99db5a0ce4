import { idempotencyKey } from './headers';
import type { Result } from './problem';

export interface RetryOptions {
  /** Calls at most, the first one counted; 4 when left out. */
  readonly tries?: number;
  /** The longest wait between two tries in milliseconds; 10 000 when left out. Who is told to wait longer gives up. */
  readonly longestWaitMs?: number;
  /** Ends the waiting. Give it to the call as well: `client.GET(path, { signal })`. */
  readonly signal?: AbortSignal;
}

const FIRST_WAIT_MS = 250;

/**
 * Repeats a call that met a limit (429), a service that is away (503), or no answer at all. All tries share one
 * `Idempotency-Key`, so that a call with it has one effect, even when only its answer was lost; a POST without the key
 * is better not repeated.
 * `retry((key) => client.POST('/api/v1/orders', { params: { header: key }, body }))`
 * @returns the last answer
 * @throws TypeError when the last try got no answer; the reason of the signal when it was aborted
 */
export async function retry<Answer extends Result<unknown>>(
  call: (key: { 'Idempotency-Key': string }) => Promise<Answer>,
  { tries = 4, longestWaitMs = 10_000, signal }: RetryOptions = {},
): Promise<Answer> {
  const key = idempotencyKey();
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted();
    const outcome = await call(key).catch(unanswered);
    const waitMs = 'response' in outcome ? waitAfter(outcome.response, attempt) : backoff(attempt);
    if (waitMs === undefined || waitMs > longestWaitMs || attempt >= tries) {
      if ('response' in outcome) return outcome;
      throw outcome.failure;
    }
    signal?.throwIfAborted();
    await pause(waitMs, signal);
  }
}

/** What `fetch` throws when there is no answer is a TypeError; everything else is not for another try. */
function unanswered(failure: unknown): { readonly failure: TypeError } {
  if (failure instanceof TypeError) return { failure };
  throw failure;
}

/** Milliseconds until another try makes sense; undefined when it never does. */
function waitAfter({ status, headers }: Response, attempt: number): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const told = headers.get('retry-after');
  // Seconds, or a moment (RFC 9110, 10.2.3).
  const waitMs = told === null ? NaN : /^\d+$/.test(told) ? Number(told) * 1000 : untilMs(told);
  // Those who were told the same moment do not all come back in it.
  return Number.isNaN(waitMs) ? backoff(attempt) : waitMs * (1 + Math.random() / 10);
}

function untilMs(moment: string): number {
  return Math.max(0, Date.parse(moment) - Date.now());
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
