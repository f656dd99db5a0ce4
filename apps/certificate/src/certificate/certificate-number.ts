import { randomInt } from 'node:crypto';
import { pastedCode } from '@course-plateform/common/kernel';

/** Crockford's base 32: no I, L, O and U, so that a number survives being read aloud and typed in. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 5;
const GROUP_LENGTH = 5;
const NUMBER = new RegExp(`^[${ALPHABET}]{${GROUPS * GROUP_LENGTH}}$`);

/** A new certificate number: 125 random bits, `7K3QX-…` in five groups of five. */
export function newCertificateNumber(): string {
  const letters = Array.from({ length: GROUPS * GROUP_LENGTH }, () =>
    ALPHABET.charAt(randomInt(ALPHABET.length)),
  );
  return grouped(letters.join(''));
}

/**
 * A number as it is stored, from what a user typed: any case, any grouping, any dashes and
 * blanks between, and the letters that look like digits.
 * @returns undefined when nothing of the form of a number is there
 */
export function normalizedNumber(typed: string): string | undefined {
  const letters = pastedCode(typed).replaceAll('-', '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return NUMBER.test(letters) ? grouped(letters) : undefined;
}

function grouped(letters: string): string {
  return Array.from({ length: GROUPS }, (_, group) =>
    letters.slice(group * GROUP_LENGTH, (group + 1) * GROUP_LENGTH),
  ).join('-');
}
