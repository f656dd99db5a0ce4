import { v4, v7, validate, version } from 'uuid';

/** A new id: UUID version 7, which sorts by creation time (RFC 9562). */
export function newId(): string {
  return v7();
}

/**
 * A new random id: UUID version 4 (RFC 9562). For items whose order of creation must stay hidden, such as the choices
 * of a question.
 */
export function newRandomId(): string {
  return v4();
}

/** Whether a value is an id of this platform. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && validate(value) && [4, 7].includes(version(value));
}
