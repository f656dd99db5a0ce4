import { v7, validate, version } from 'uuid';

/** A new identifier: UUID version 7, so that ids sort by the time they were made (RFC 9562). */
export function newId(): string {
  return v7();
}

/** Whether a text is an identifier of this platform. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && validate(value) && version(value) === 7;
}
