import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until something holds.
 * @param atMostMs the longest wait
 * @throws the last failure, or an error that names the condition
 */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  atMostMs = 20_000,
): Promise<void> {
  const ends = performance.now() + atMostMs;
  while (!(await holds())) {
    if (performance.now() > ends) throw new Error(`Not within ${atMostMs} ms: ${what}`);
    await sleep(10);
  }
}
