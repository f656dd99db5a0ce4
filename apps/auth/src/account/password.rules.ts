import {
  type FieldError,
  fieldError,
  defineMessage,
  present,
} from '@course-plateform/common/kernel';

/** Passwords of this length may use any kind of characters. */
const LONG_ENOUGH = 15;
/** How many kinds of characters a shorter password needs. */
const KINDS_NEEDED = 3;
/** Shorter names are ignored, because they can be part of a password by chance. */
const SHORTEST_TELLING_NAME = 4;

const TOO_SIMPLE = defineMessage(
  'password.too_simple',
  'needs three of lower-case letters, upper-case letters, digits and symbols, or {length, plural, one {# character} other {# characters}}',
);
const PERSONAL = defineMessage(
  'password.personal',
  'must not contain the e-mail address or the name',
);
const COMMON = defineMessage('password.common', 'is one of the most common passwords');

const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u];

/** What must not be in the password. */
export interface PasswordOwner {
  readonly email: string;
  /** The full name, when the user service has returned it. */
  readonly name?: string | undefined;
}

/**
 * The problems of a password; empty when it is valid. The request's class checks its length.
 * @param common passwords that are rejected
 * @param pointer the field it is from
 */
export function passwordFaults(
  password: string,
  owner: PasswordOwner,
  common: readonly string[],
  pointer = '/password',
): FieldError[] {
  const lower = password.toLowerCase();
  const faults: FieldError[] = [];
  if (Array.from(password).length < LONG_ENOUGH && kindsIn(password) < KINDS_NEEDED) {
    faults.push(fieldError(pointer, TOO_SIMPLE, { length: LONG_ENOUGH }));
  }
  if (tellingParts(owner).some((part) => lower.includes(part))) {
    faults.push(fieldError(pointer, PERSONAL));
  }
  if (common.some((one) => one.toLowerCase() === lower)) {
    faults.push(fieldError(pointer, COMMON));
  }
  return faults;
}

function kindsIn(password: string): number {
  return KINDS.filter((kind) => kind.test(password)).length;
}

function tellingParts({ email, name = '' }: PasswordOwner): string[] {
  const local = present(email.split('@', 1)[0], 'the local part');
  return [email, local, ...name.split(/\s+/)]
    .map((part) => part.toLowerCase())
    .filter((part) => part.length >= SHORTEST_TELLING_NAME);
}
