/** Names of fields that never reach a log, in lower case. */
const SECRET_FIELDS: ReadonlySet<string> = new Set([
  'password',
  'newpassword',
  'currentpassword',
  'passwordhash',
  'token',
  'accesstoken',
  'refreshtoken',
  'idtoken',
  'access_token',
  'refresh_token',
  'id_token',
  'secret',
  'clientsecret',
  'client_secret',
  'apikey',
  'api_key',
  'privatekey',
  'private_key',
  'authorization',
  'cookie',
  'set-cookie',
  'stripe-signature',
]);

/** What stands in a log in place of a secret. */
export const REDACTED = '[redacted]';

/** Levels of nesting that are looked through; what lies deeper is not logged at all. */
const DEEPEST = 5;

/**
 * The same fields with secrets blanked by their names, at any level. Copies only what has to change, for it runs
 * at every line (pino's own wildcard paths cost a third of a NATS round trip).
 */
export function redacted(
  fields: Readonly<Record<string, unknown>>,
  depth = 0,
): Record<string, unknown> {
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    const clean = SECRET_FIELDS.has(name.toLowerCase()) ? REDACTED : cleaned(value, depth);
    if (clean !== value) {
      copy ??= { ...fields };
      copy[name] = clean;
    }
  }
  return copy ?? fields;
}

function cleaned(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Error) return value;
  if (value instanceof Date || Buffer.isBuffer(value)) return value;
  if (depth >= DEEPEST) return '[deep]';
  if (!Array.isArray(value)) return redacted(value as Record<string, unknown>, depth + 1);
  const items = value.map((item: unknown) => cleaned(item, depth + 1));
  return items.some((item, index) => item !== value[index]) ? items : value;
}
