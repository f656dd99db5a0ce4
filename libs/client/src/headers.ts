/** A new `Idempotency-Key` for one intended effect. Keep it for repeats of the same call. */
export function idempotencyKey(): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': crypto.randomUUID() };
}

/** The `If-Match` header for a change of what was read. @param read a body with its version */
export function ifMatch(read: { readonly version: number }): { 'If-Match': string } {
  return { 'If-Match': `"${read.version}"` };
}
