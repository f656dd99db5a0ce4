import { isDeepStrictEqual } from 'node:util';
import type { Aggregate } from './aggregate';

/** New values of an aggregate's properties; `undefined` keeps the current value. */
export type Changes<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/**
 * Assigns the values that differ from the current ones. Without any difference nothing is stored: `updatedAt`, version
 * and ETag stay the same.
 * @returns whether anything differs, and so whether to publish an event
 */
export function applyChanges<T extends Aggregate>(
  aggregate: T,
  changes: Changes<T>,
  now: Date,
): boolean {
  const differing = Object.entries(changes).filter(
    ([key, value]) => value !== undefined && !isDeepStrictEqual(value, aggregate[key as keyof T]),
  );
  if (differing.length === 0) return false;
  Object.assign(aggregate, Object.fromEntries(differing), { updatedAt: now });
  return true;
}
