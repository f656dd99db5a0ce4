import { setTimeout as pause } from 'node:timers/promises';
import { DriverException } from '@mikro-orm/core';
import { isLostUpdate } from './aggregate';

/** Writers of one row collide as often as there are writers. Somebody waits for a request, nobody for an event. */
const MOST_TRIES = { request: 8, background: 30 };
/** The longest pause before the second try, in milliseconds; it doubles with each. */
const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 250;

/** MongoDB: write conflict. PostgreSQL: serialization failure, deadlock. */
function gaveWay(error: unknown): boolean {
  const code: unknown = error instanceof DriverException ? error.code : undefined;
  return code === 112 || code === '40001' || code === '40P01' || isPlanOutdated(error);
}

/** Whether a table has got other columns since PostgreSQL prepared a statement about it. The next try prepares it anew. */
export function isPlanOutdated(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || error.code !== '0A000') return false;
  return error.message.includes('cached plan must not change result type');
}

/** Whether the database let another transaction go first, or another one changed what this one had read. */
function wasOvertaken(error: unknown): boolean {
  return gaveWay(error) || isLostUpdate(error);
}

/**
 * Runs a transaction again from its beginning, after a short pause of chance, when the database gave it up for another
 * one. It may run several times, so it changes nothing but the database.
 * @throws the last failure when it did not get through
 */
export function untilNotGivenUp<T>(transaction: () => Promise<T>): Promise<T> {
  return attempt(transaction, gaveWay, MOST_TRIES.request);
}

/**
 * The same for work that does not depend on what somebody has read before, such as the handling of an event: it also
 * runs again when another transaction has changed what it loaded.
 */
export function untilNotOvertaken<T>(transaction: () => Promise<T>): Promise<T> {
  return attempt(transaction, wasOvertaken, MOST_TRIES.background);
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
