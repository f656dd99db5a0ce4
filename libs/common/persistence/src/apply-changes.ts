import { isDeepStrictEqual } from 'node:util';
import type { Aggregate } from './aggregate';

/** New values of an aggregate's properties; what is `undefined` stays as it is. */
export type Changes<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/**
 * Assigns the values that differ from the present ones. Without any, nothing is stored: `updatedAt`, the version and
 * with it the ETag stay the same, so that a change that changes nothing is none.
 * @returns whether anything differs, for those who publish an event about it
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
