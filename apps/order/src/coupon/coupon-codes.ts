import { randomInt } from 'node:crypto';

/** Crockford's Base32: no letters that look like digits, and no U. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 3;
const GROUP_LENGTH = 4;

/** A code that nobody can guess: 60 random bits. @param prefix what it begins with, before a hyphen */
export function randomCode(prefix: string | undefined): string {
  const groups = Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP_LENGTH }, () => SYMBOLS[randomInt(SYMBOLS.length)]).join(''),
  );
  return [...(prefix === undefined ? [] : [prefix]), ...groups].join('-');
}
