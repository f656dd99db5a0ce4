import { randomBytes } from 'node:crypto';

/** A name nobody else uses: of a database, and with a dot a namespace. */
export function uniqueName(): string {
  return `t${randomBytes(6).toString('hex')}`;
}
