import { MINUTE_MS, SECOND_MS } from '@course-plateform/common/kernel';
/**
 * How long a key is published before it may sign, in milliseconds: services read the key set at least every ten
 * minutes, and a proxy between may keep its response for five.
 */
export const KNOWN_BY_ALL_MS = 15 * MINUTE_MS;

/** Longer than replicas take to notice that another key signs, in milliseconds. */
const NOTICED_MS = 10 * SECOND_MS;

/** When the last token that a retired key has signed has expired. */
export function lastTokenExpiry(
  retiredAt: Date,
  { accessTokenSeconds }: { readonly accessTokenSeconds: number },
): Date {
  return new Date(retiredAt.getTime() + NOTICED_MS + accessTokenSeconds * SECOND_MS);
}
