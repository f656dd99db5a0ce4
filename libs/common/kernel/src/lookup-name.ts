import { isId } from './ids';
import { isStorable } from './text';

/** The longest name that anything is looked up by, in characters; slugs and numbers that are stored are shorter. */
export const LOOKUP_NAME_MAX = 200;

/**
 * The id, slug or number that a caller wrote, as it is looked up. An id means the same in capital letters (RFC 9562 4).
 * @returns the empty text, which names nothing, for what cannot be stored or is too long
 */
export function lookupName(written: unknown): string {
  if (isId(written)) return written.toLowerCase();
  return typeof written === 'string' && isPossible(written) ? written : '';
}

function isPossible(written: string): boolean {
  return isStorable(written) && [...written].length <= LOOKUP_NAME_MAX;
}
