/** The names of redacted fields, in lower case. */
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
  'x-api-key',
  'idempotencykey',
  'idempotency-key',
]);

/** The allowed fields of an error. Drivers put rows and documents into others. */
const ERROR_FIELDS: ReadonlySet<string> = new Set([
  'type',
  'name',
  'message',
  'stack',
  'aggregateErrors',
  'code',
  'errno',
  'syscall',
  'address',
  'port',
  'status',
  'statusCode',
  'severity',
  'schema',
  'table',
  'column',
  'constraint',
  'routine',
  'codeName',
]);

/** The parts of messages in which drivers and parsers quote input. */
const QUOTED_VALUES: readonly RegExp[] = [
  // MongoDB, E11000
  /(?<=dup key: )\{.*?\}/gs,
  // PostgreSQL, 22P02 and its like
  /(?<=invalid input (?:syntax|value) for [^:\n]+: )".*?"/gs,
  // PostgreSQL, appended by the ORM: the key or row that violated a constraint, possibly in several lines
  /(?<=\n - (?:detail|hint): ).*?(?=\n - hint: |\n {4}at |$)/gs,
  // V8, JSON.parse
  /(?<=^|[\s,])(?:\.\.\.)?".*?"(?:\.\.\.)?(?= is not valid JSON)/gs,
];

/** Errors whose whole message can quote input. */
const QUOTING_ERRORS: ReadonlySet<unknown> = new Set(['GraphQLError']);
const FIRST_FRAME = /^[^]*?(?=\n {4}at |$)/;

/** The replacement of a secret. */
export const REDACTED = '[redacted]';

/** The maximum nesting; deeper values are not logged. */
const DEEPEST = 5;

/**
 * Redacts secrets by field name at any level. It runs for every line, so it copies only what has to change (pino's
 * wildcard paths cost a third of a NATS round trip).
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

/**
 * The fields of an error without those in which its driver reports rows, documents and input.
 * @param error as pino describes it
 */
export function redactedError(error: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = Object.entries(error).filter(([name]) => ERROR_FIELDS.has(name));
  if (QUOTING_ERRORS.has(error['type'])) {
    return Object.fromEntries(kept.map(([name, value]) => [name, withoutMessage(name, value)]));
  }
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutValues(value)]));
}

function withoutMessage(name: string, value: unknown): unknown {
  if (name === 'message') return REDACTED;
  return name === 'stack' ? String(value).replace(FIRST_FRAME, REDACTED) : withoutValues(value);
}

function withoutValues(value: unknown): unknown {
  if (typeof value === 'string') {
    return QUOTED_VALUES.reduce((text, quoted) => text.replace(quoted, REDACTED), value);
  }
  if (!Array.isArray(value)) return typeof value === 'object' ? undefined : value;
  return value.map((one: Readonly<Record<string, unknown>>) => redactedError({ ...one }));
}

function cleaned(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Error) return value;
  if (value instanceof Date || Buffer.isBuffer(value)) return value;
  if (depth >= DEEPEST) return '[deep]';
  if (!Array.isArray(value)) return redacted(value as Record<string, unknown>, depth + 1);
  const items = value.map((item: unknown) => cleaned(item, depth + 1));
  return items.some((item, index) => item !== value[index]) ? items : value;
}
