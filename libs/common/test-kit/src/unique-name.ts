import { randomBytes } from 'node:crypto';

/** A unique name for a database or, with a dot, for a namespace. */
export function uniqueName(): string {
  return `t${randomBytes(6).toString('hex')}`;
}
