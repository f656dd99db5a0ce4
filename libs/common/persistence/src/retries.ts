import { setTimeout as pause } from 'node:timers/promises';
import { DriverException } from '@mikro-orm/core';
import { isLostUpdate } from './aggregate';

/** The maximum number of attempts. Fewer for requests, because a client is waiting. */
const MOST_TRIES = { request: 8, contended: 30, background: 30 };
/** The maximum delay before the second attempt, in milliseconds; it doubles with each. */
const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 250;

/** MongoDB: write conflict. PostgreSQL: serialization failure, deadlock. */
function isTransactionConflict(error: unknown): boolean {
  const code: unknown = error instanceof DriverException ? error.code : undefined;
  return code === 112 || code === '40001' || code === '40P01' || isPlanOutdated(error);
}

/** Whether a table has changed since PostgreSQL prepared a statement. The next attempt prepares it again. */
export function isPlanOutdated(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || error.code !== '0A000') return false;
  return error.message.includes('cached plan must not change result type');
}

/** Whether a transaction was aborted by a conflict, or lost an update to another one. */
function isConflictOrLostUpdate(error: unknown): boolean {
  return isTransactionConflict(error) || isLostUpdate(error);
}

/**
 * Retries a transaction that was aborted by a conflict, after a short random delay. It may run several times, so it
 * must change nothing but the database.
 * @param isContended whether many concurrent writes of the same row are expected: more attempts then
 * @throws the last error when all attempts fail
 */
export function retryConflicts<T>(transaction: () => Promise<T>, isContended = false): Promise<T> {
  const mostTries = isContended ? MOST_TRIES.contended : MOST_TRIES.request;
  return attempt(transaction, isTransactionConflict, mostTries);
}

/**
 * The same for work that is not based on a version that a user has read, such as handling an event: it is also retried
 * after a lost update.
 */
export function retryConflictsAndLostUpdates<T>(transaction: () => Promise<T>): Promise<T> {
  return attempt(transaction, isConflictOrLostUpdate, MOST_TRIES.background);
}

async function attempt<T>(
  transaction: () => Promise<T>,
  isWorthAnother: (error: unknown) => boolean,
  mostTries: number,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (tries >= mostTries || !isWorthAnother(error)) throw error;
      await pause(Math.random() * Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS));
    }
  }
}
