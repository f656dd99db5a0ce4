import { v4, v7, validate, version } from 'uuid';

/** A new identifier: UUID version 7, so that ids sort by the time they were made (RFC 9562). */
export function newId(): string {
  return v7();
}

/**
 * A new identifier whose order tells nothing: UUID version 4 (RFC 9562). For what is shown shuffled, such as the choices
 * of a question.
 */
export function newRandomId(): string {
  return v4();
}

/** Whether a text is an identifier of this platform. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && validate(value) && [4, 7].includes(version(value));
}
