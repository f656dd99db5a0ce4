import { mailSettings, mongodbSettings, platformSettings, postgresSettings } from './fragments';
import { defineSettings, variableName } from './settings';

const shape = {
  ...platformSettings('order'),
  ...postgresSettings,
  ...mongodbSettings,
  ...mailSettings,
};
const settings = defineSettings('order', shape);

/** Settings that are numbers, with their bounds. */
const BOUNDS = [
  ['bodyLimitBytes', 1024, 104_857_600],
  ['requestTimeoutMs', 100, 3_600_000],
  ['drainDelayMs', 0, 60_000],
  ['rpcTimeoutMs', 50, 60_000],
  ['rpcFailuresInARow', 1, 1_000_000],
  ['eventFirstRetryMs', 10, 10_000],
  ['redisTimeoutMs', 10, 60_000],
  ['rateLimitWindowSeconds', 1, 3600],
  ['rateLimitRead', 0, 1_000_000_000],
  ['rateLimitWrite', 0, 1_000_000_000],
  ['rateLimitSensitive', 0, 1_000_000_000],
  ['port', 1, 65_535],
  ['databasePoolMax', 1, 200],
  ['databaseTimeoutMs', 50, 600_000],
  ['otelTracesSamplerArg', 0, 1],
] as const;

describe('settings of services', () => {
  it('have valid defaults for development', () => {
    expect(settings.load({})).toEqual({
      nodeEnv: 'development',
      logLevel: 'info',
      otelExporterOtlpEndpoint: undefined,
      otelTracesSamplerArg: 1,
      host: '127.0.0.1',
      corsOrigins: [],
      trustedProxies: [],
      trustedProxySecret: undefined,
      bodyLimitBytes: 262_144,
      requestTimeoutMs: 30_000,
      drainDelayMs: 1500,
      cursorSecret: 'development-cursor-secret-please-change',
      port: 3010,
      natsUrl: 'nats://127.0.0.1:4222',
      natsNamespace: '',
      rpcTimeoutMs: 2000,
      rpcFailuresInARow: 10,
      eventFirstRetryMs: 500,
      jwksUrl: 'http://127.0.0.1:3002/.well-known/jwks.json',
      tokenIssuer: 'course-plateform',
      tokenAudience: 'course-plateform-api',
      redisUrl: 'redis://127.0.0.1:6379',
      redisTimeoutMs: 200,
      rateLimitWindowSeconds: 60,
      rateLimitRead: 600,
      rateLimitWrite: 120,
      rateLimitSensitive: 30,
      migrateOnStart: false,
      provisionOnStart: false,
      testClock: false,
      databasePoolMax: 10,
      databaseTimeoutMs: 10_000,
      postgresUrl: 'postgresql://postgres:postgres@127.0.0.1:5432',
      mongodbUrl: 'mongodb://127.0.0.1:27017/?replicaSet=rs0',
      smtpUrl: '',
      mailFrom: 'Course Plateform <no-reply@localhost>',
      mailSecret: 'development-mail-secret-please-change',
    });
  });

  it.each(Object.entries(shape))('describe %s', (_name, schema) => {
    expect(schema.description).toMatch(/^\w.*\w.{8,}$/);
  });

  it.each(BOUNDS)('check the bounds of %s', (name, min, max) => {
    const variable = variableName(name);
    for (const value of [min, max]) {
      expect(settings.load({ [variable]: String(value) })).toMatchObject({ [name]: value });
    }
    const refused = (value: string) => () => settings.load({ [variable]: value });
    expect(refused(String(min - 1))).toThrow(`${variable}: must be at least ${min}`);
    expect(refused(String(max + 1))).toThrow(`${variable}: must be at most ${max}`);
    expect(refused('many')).toThrow(/must be a (?:whole )?number/);
    if (name !== 'otelTracesSamplerArg') {
      expect(refused(String(min + 0.5))).toThrow(`${variable}: must be a whole number`);
    }
  });

  it.each([
    ['OTEL_EXPORTER_OTLP_ENDPOINT', ['http', 'https']],
    ['NATS_URL', ['nats', 'tls']],
    ['JWKS_URL', ['http', 'https']],
    ['REDIS_URL', ['redis', 'rediss']],
    ['POSTGRES_URL', ['postgres', 'postgresql']],
    ['MONGODB_URL', ['mongodb', 'mongodb+srv']],
  ])('accept URLs of the right scheme for %s', (variable, schemes) => {
    for (const scheme of schemes) {
      expect(() => settings.load({ [variable]: `${scheme}://there:1` })).not.toThrow();
    }
    const named = schemes.map((scheme) => `${scheme}://`).join(' or ');
    for (const value of ['ftp://there:1', 'there']) {
      expect(() => settings.load({ [variable]: value })).toThrow(
        `${variable}: must be an address that starts with ${named}`,
      );
    }
  });

  it.each([
    ['NODE_ENV', ['development', 'test']],
    ['LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'silent']],
    ['MIGRATE_ON_START', ['true', 'false']],
    ['PROVISION_ON_START', ['true', 'false']],
    ['TEST_CLOCK', ['true', 'false']],
  ])('accept the allowed words for %s', (variable, words) => {
    for (const word of words) expect(() => settings.load({ [variable]: word })).not.toThrow();
    expect(() => settings.load({ [variable]: 'maybe' })).toThrow(
      new RegExp(`${variable}: must be`),
    );
  });

  it('can be lists', () => {
    const { corsOrigins, trustedProxies } = settings.load({
      CORS_ORIGINS: ' https://a.test ,, https://b.test',
      TRUSTED_PROXIES: '10.0.0.0/8',
    });
    expect(corsOrigins).toEqual(['https://a.test', 'https://b.test']);
    expect(trustedProxies).toEqual(['10.0.0.0/8']);
  });

  it('reject a test clock in production', () => {
    const load = (environment: string) => () =>
      settings.load({ NODE_ENV: environment, TEST_CLOCK: 'true' });
    expect(load('production')).toThrow('TEST_CLOCK: must be false in production');
    expect(load('test')).not.toThrow();
  });

  it('reject development defaults in production', () => {
    const load = () => settings.load({ NODE_ENV: 'production' });
    for (const variable of ['CURSOR_SECRET', 'MAIL_FROM', 'MAIL_SECRET']) {
      expect(load).toThrow(`${variable}: must be set to a value`);
    }
    expect(load).not.toThrow(/POSTGRES_URL|TOKEN_ISSUER/);
  });
});
