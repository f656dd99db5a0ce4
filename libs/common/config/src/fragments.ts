import { HOUR_MS, MINUTE_MS, SECOND_MS } from '@course-plateform/common/kernel';
import { type ServiceName, serviceEntry } from '@course-plateform/types/platform';
import {
  choiceOr,
  flagOr,
  integerOr,
  list,
  optionalText,
  optionalUrl,
  ownInProduction,
  ratioOr,
  secretOr,
  textOr,
  urlOr,
  withRule,
} from './kinds';

/** The settings of every process. */
export const processSettings = {
  nodeEnv: choiceOr(
    'development',
    ['development', 'test', 'production'],
    'development, test or production',
  ),
  logLevel: choiceOr(
    'info',
    ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
    'The least severe log lines that are written',
  ),
};

/** Tracing, in OpenTelemetry's variables. The exporter reads others, such as `OTEL_EXPORTER_OTLP_HEADERS`, itself. */
export const tracingSettings = {
  otelExporterOtlpEndpoint: optionalUrl(
    ['http:', 'https:'],
    'The OpenTelemetry receiver that takes spans over OTLP/HTTP, for example http://127.0.0.1:4318; empty: none are made',
  ),
  otelTracesSamplerArg: ratioOr(
    1,
    'The share of the traces that is recorded, 0 to 1; a caller that sends a traceparent decides itself',
  ),
};

/** The HTTP server of a service. Each service has its own default `PORT`. */
export const httpSettings = {
  host: textOr('127.0.0.1', 'The address to listen on'),
  corsOrigins: list('Origins that browsers may call from, separated by commas'),
  trustedProxies: list('Addresses or CIDR ranges of proxies whose X-Forwarded-For is believed'),
  trustedProxySecret: optionalText(
    'What a proxy in TRUSTED_PROXIES must send in X-Proxy-Secret to be believed, and what the gateway sends to the services; empty: the address is enough',
  ),
  bodyLimitBytes: integerOr(
    262_144,
    { min: 1024, max: 104_857_600 },
    'The largest request body, in bytes',
  ),
  requestTimeoutMs: integerOr(
    30 * SECOND_MS,
    { min: 100, max: HOUR_MS },
    'How long a request may take to arrive, headers and body, in milliseconds',
  ),
  drainDelayMs: integerOr(
    1500,
    { min: 0, max: MINUTE_MS },
    'How long a stopping service still takes requests while it reports that it is not ready, in milliseconds',
  ),
  cursorSecret: secretOr(
    'development-cursor-secret-please-change',
    'Signs the cursors of lists; the same in all replicas of a service',
  ),
};

/** The connection to NATS. */
export const natsSettings = {
  natsUrl: urlOr('nats://127.0.0.1:4222', ['nats:', 'tls:'], 'The NATS server with JetStream'),
  natsNamespace: textOr(
    '',
    'Put in front of every subject, stream and consumer; empty except in tests',
  ),
  rpcTimeoutMs: integerOr(
    2000,
    { min: 50, max: MINUTE_MS },
    'How long a question to another service may take, in milliseconds',
  ),
  rpcFailuresInARow: integerOr(
    10,
    { min: 1, max: 1_000_000 },
    'Requests in a row without a response that open the circuit to a service for half a second',
  ),
  eventFirstRetryMs: integerOr(
    500,
    { min: 10, max: 10_000 },
    'How long after its first failure an event comes again, in milliseconds; doubles with each of the eight tries, to 10 s',
  ),
};

/** How access tokens are verified. */
export const tokenSettings = {
  jwksUrl: urlOr(
    'http://127.0.0.1:3002/.well-known/jwks.json',
    ['http:', 'https:'],
    "The auth service's public keys",
  ),
  tokenIssuer: textOr('course-plateform', 'The issuer of access tokens'),
  tokenAudience: textOr('course-plateform-api', 'The audience of access tokens'),
};

/** The connection to Redis: caches and rate limits, never the only copy of anything. */
export const redisSettings = {
  redisUrl: urlOr('redis://127.0.0.1:6379', ['redis:', 'rediss:'], 'The Redis-protocol server'),
  redisTimeoutMs: integerOr(
    200,
    { min: 10, max: MINUTE_MS },
    'How long Redis may take to respond before it counts as unavailable for a second, in milliseconds',
  ),
};

/** How many requests one caller may send to one service: a signed-in user, or a client address. */
export const rateLimitSettings = {
  rateLimitWindowSeconds: integerOr(
    60,
    { min: 1, max: 3600 },
    'The time in which the requests of a caller are counted, in seconds',
  ),
  rateLimitRead: requestsOr(600, 'Reading requests'),
  rateLimitWrite: requestsOr(120, 'Writing requests'),
  rateLimitSensitive: requestsOr(
    30,
    'Requests that sign in, open an account, renew tokens, hand in a quiz and the like',
  ),
};

/** The settings of every service. */
export function platformSettings(service: ServiceName) {
  return {
    ...processSettings,
    ...tracingSettings,
    ...httpSettings,
    port: integerOr(
      serviceEntry(service).port,
      { min: 1, max: 65_535 },
      'The port to listen on; by default each service has its own, 3001–3010',
    ),
    ...natsSettings,
    ...tokenSettings,
    ...redisSettings,
    ...rateLimitSettings,
    migrateOnStart: flagOr(
      false,
      'Bring the database up to date before starting; in production a separate job does it',
    ),
    provisionOnStart: flagOr(
      false,
      "Make the streams and this service's consumers at start; the broker must let it. The stack and deployments do it beforehand",
    ),
    testClock: withRule(
      flagOr(
        false,
        'Let `npm run clock` move the time of the domain: sales, quotes, deadlines; not in production',
      ),
      (isOn, { isProduction }) =>
        isOn && isProduction ? 'must be false in production, where time is real' : undefined,
    ),
  };
}

const databaseSettings = {
  databasePoolMax: integerOr(10, { min: 1, max: 200 }, 'Database connections of one process'),
  databaseTimeoutMs: integerOr(
    10 * SECOND_MS,
    { min: 50, max: 10 * MINUTE_MS },
    'How long one waits for a database connection, and for a lock in the database, in milliseconds',
  ),
};

/** A service with a PostgreSQL database, named like the service unless said otherwise. */
export const postgresSettings = {
  postgresUrl: urlOr(
    'postgresql://postgres:postgres@127.0.0.1:5432',
    ['postgres:', 'postgresql:'],
    'The PostgreSQL server; without a database name each service uses its own',
  ),
  ...databaseSettings,
};

/** A service with a MongoDB database. */
export const mongodbSettings = {
  mongodbUrl: urlOr(
    'mongodb://127.0.0.1:27017/?replicaSet=rs0',
    ['mongodb:', 'mongodb+srv:'],
    'The MongoDB replica set; without a database name each service uses its own',
  ),
  ...databaseSettings,
};

/** Outgoing mail. */
export const mailSettings = {
  smtpUrl: ownInProduction(
    urlOr(
      '',
      ['smtp:', 'smtps:'],
      'The SMTP server, smtp://user:password@host:port; empty: mails are logged',
    ),
  ),
  mailFrom: ownInProduction(textOr('Course Plateform <no-reply@localhost>', 'The sender of mails')),
  mailSecret: secretOr(
    'development-mail-secret-please-change',
    'Encrypts the mails that wait in the database; changing it loses those',
  ),
};

/** Where files are kept. */
export const storageSettings = {
  storageUrl: ownInProduction(
    urlOr(
      's3+http://course-plateform:course-plateform@127.0.0.1:8333/course-plateform',
      ['s3:', 's3+https:', 's3+http:', 'file:'],
      'Object storage: s3://key:secret@host/bucket/prefix?region=eu-west-1, the same with s3+http://, or a folder that all replicas see, file:///folder',
    ),
  ),
};

function requestsOr(fallback: number, what: string) {
  return integerOr(
    fallback,
    { min: 0, max: 1_000_000_000 },
    `${what} of a caller in that time; 0: any number`,
  );
}

/** Where clients reach the platform: for services that make addresses. */
export const publicUrlSettings = {
  publicUrl: ownInProduction(
    urlOr(
      'http://127.0.0.1:3000',
      ['http:', 'https:'],
      'Where everybody reaches the platform; the addresses of pictures and media begin with it',
    ),
  ),
};
