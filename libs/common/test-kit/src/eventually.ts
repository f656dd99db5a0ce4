import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 20;

/** What a question may be answered with. No number: whether nought is an answer, the question has to say. */
type Answer = object | string | boolean | null | undefined;

/**
 * Waits until something is there: repeats a question until its answer is neither undefined, null nor false, and no
 * longer throws.
 * @param what names the condition in the failure
 * @param withinMs the longest wait in milliseconds
 */
export async function eventually<T extends Answer>(
  what: string,
  question: () => Promise<T> | T,
  withinMs = 20_000,
): Promise<Exclude<T, null | undefined | false>> {
  const ends = performance.now() + withinMs;
  let last: unknown;
  while (performance.now() < ends) {
    try {
      const answer = await question();
      if (isThere(answer)) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    await pause(EVERY_MS);
  }
  const reason = last instanceof Error ? last.message : JSON.stringify(last);
  throw new Error(`Not within ${withinMs} ms: ${what} (last seen: ${reason})`);
}

function isThere<T>(answer: T): answer is Exclude<T, null | undefined | false> {
  return answer !== undefined && answer !== null && answer !== false;
}
