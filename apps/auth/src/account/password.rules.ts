import type { FieldError } from '@course-plateform/common/kernel';

/** Passwords of this length may be of any kind of characters. */
const LONG_ENOUGH = 15;
/** How many kinds of characters a shorter password needs. */
const KINDS_NEEDED = 3;
/** Names shorter than this may be part of a password by chance. */
const SHORTEST_TELLING_NAME = 4;

const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u];

/** What must not be in the password. */
export interface PasswordOwner {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/**
 * What is wrong with a password; nothing when it is good. Its length is the business of the request's class.
 * @param common passwords that nobody may have
 */
export function passwordFaults(
  password: string,
  owner: PasswordOwner,
  common: readonly string[],
): FieldError[] {
  const lower = password.toLowerCase();
  const faults: FieldError[] = [];
  const add = (code: string, detail: string): void => {
    faults.push({ pointer: '/password', code, detail });
  };
  if (Array.from(password).length < LONG_ENOUGH && kindsIn(password) < KINDS_NEEDED) {
    add(
      'password.too_simple',
      'needs three of lower-case letters, upper-case letters, digits and symbols, or 15 characters',
    );
  }
  if (tellingParts(owner).some((part) => lower.includes(part))) {
    add('password.personal', 'must not contain the e-mail address or the name');
  }
  if (common.some((one) => one.toLowerCase() === lower)) {
    add('password.common', 'is one of the most common passwords');
  }
  return faults;
}

function kindsIn(password: string): number {
  return KINDS.filter((kind) => kind.test(password)).length;
}

function tellingParts({ email, firstName, lastName }: PasswordOwner): string[] {
  const local = email.split('@', 1)[0] ?? '';
  return [email, local, firstName, lastName]
    .map((part) => part.toLowerCase())
    .filter((part) => part.length >= SHORTEST_TELLING_NAME);
}
