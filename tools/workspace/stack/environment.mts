import { randomBytes } from 'node:crypto';
import path from 'node:path';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Node runs this file as it is and knows no path aliases
import {
  GATEWAY_PORT,
  SERVICES,
  type ServiceEntry,
} from '../../../libs/types/platform/src/services.ts';
import { brokerUrlFor } from '../broker/users.mts';
import { STACK_DIR } from '../shared/paths.mts';
import type { StoreUrls } from './store-names.mts';

/** Shared by the programs of one start; made anew for each. */
const PROXY_SECRET = randomBytes(32).toString('base64url');

/** The first administrator of a demo; a real installation sets its own. */
export const DEMO_ADMIN = { email: 'admin@example.com', password: 'Open-Sesame-2468' } as const;

/** Where the seed writes the accounts it made: a JSON array of `{ role, email, password }`. */
export const DEMO_ACCOUNTS_FILE = path.join(STACK_DIR, 'demo-accounts.json');

export const GATEWAY = 'gateway';

/** The platform's programs in the order they are shown. The gateway comes last: it leads to the others. */
export const PROGRAMS: readonly string[] = [...SERVICES.map(({ name }) => name), GATEWAY];

/** The default ports. */
export function usualPort(program: string): number {
  const entries: readonly ServiceEntry[] = SERVICES;
  return entries.find(({ name }) => name === program)?.port ?? GATEWAY_PORT;
}

/** The database of a service on the PostgreSQL server. */
export function databaseName(service: string): string {
  return service.replaceAll('-', '_');
}

/** The database of searches by words, which the course service makes from its catalog. */
export const SEARCH_DATABASE = 'course_search';

function withPath(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** The services that keep their data in PostgreSQL. */
export function usesPostgres(program: string): boolean {
  const entries: readonly ServiceEntry[] = SERVICES;
  return entries.find(({ name }) => name === program)?.database === 'postgres';
}

/** The variable with a service's address, which the gateway reads: `USER_PROGRESS_SERVICE_URL`. */
export function addressVariable(service: string): string {
  return `${service.replaceAll('-', '_').toUpperCase()}_SERVICE_URL`;
}

/** Whoever tries the demo publishes a first course within a minute; the defaults are for production. */
const EASY_PUBLISH_RULES = {
  COURSE_DESCRIPTION_MINIMUM: '20',
  COURSE_LESSONS_MINIMUM: '1',
  COURSE_MINUTES_MINIMUM: '0',
  COURSE_OBJECTIVES_MINIMUM: '0',
  COURSE_COVER_MINIMUM_WIDTH: '0',
} as const;

/** Every setting that the stack gives to a program. What the user has set wins. */
export function programEnvironment(options: {
  readonly program: string;
  readonly ports: ReadonlyMap<string, number>;
  readonly stores: StoreUrls;
  readonly overrides?: Readonly<Record<string, string>> | undefined;
  /** What the user has set; the environment of this tool when left out. */
  readonly inherited?: NodeJS.ProcessEnv;
}): NodeJS.ProcessEnv {
  const { program, ports, stores, overrides } = options;
  const address = (name: string): string =>
    `http://127.0.0.1:${ports.get(name) ?? usualPort(name)}`;
  const others = SERVICES.map(({ name }) => [addressVariable(name), address(name)] as const);
  // Options for the tool's own Node, such as a debugger's port, are not for ten other processes.
  const { NODE_OPTIONS: _, ...inherited } = options.inherited ?? process.env;
  const portal = address(GATEWAY);
  return {
    NODE_ENV: 'development',
    // `npm run clock` moves the time of the domain; services refuse to start with it in production.
    TEST_CLOCK: String((overrides?.['NODE_ENV'] ?? inherited['NODE_ENV']) !== 'production'),
    LOG_LEVEL: 'info',
    // No load balancer has to learn that a service leaves, so Ctrl-C need not wait for one.
    DRAIN_DELAY_MS: '0',
    FIRST_ADMIN_EMAIL: DEMO_ADMIN.email,
    FIRST_ADMIN_PASSWORD: DEMO_ADMIN.password,
    // Compiled code of the last start: a service is ready in about half the time.
    NODE_COMPILE_CACHE: path.join(STACK_DIR, 'cache', 'node'),
    // glibc would give each thread a heap of its own and keep what is freed in it: 5 MB of a program with one busy thread.
    MALLOC_ARENA_MAX: '2',
    ...EASY_PUBLISH_RULES,
    // Everybody who tries the demo, and whoever fills it, comes from one address.
    RATE_LIMIT_READ: '100000',
    RATE_LIMIT_WRITE: '100000',
    RATE_LIMIT_SENSITIVE: '100000',
    // The portal's pages, until there is a front end.
    EMAIL_VERIFICATION_URL: `${portal}/verify-email?token={token}`,
    PASSWORD_RESET_URL: `${portal}/reset-password?token={token}`,
    OAUTH_PAGE_URL: `${portal}/signed-in`,
    CHECKOUT_RETURN_ORIGINS: `${portal},${portal.replace('127.0.0.1', 'localhost')}`,
    GOOGLE_CALLBACK_URL: `${portal}/api/v1/auth/oauth/google/callback`,
    ...inherited,
    // The gateway's word on the client's address counts, and nobody else's on this machine: only it knows the secret.
    // The gateway itself has no proxy in front of it.
    TRUSTED_PROXIES: program === GATEWAY ? '' : '127.0.0.1',
    TRUSTED_PROXY_SECRET: PROXY_SECRET,
    MIGRATE_ON_START: 'true',
    HOST: '127.0.0.1',
    PORT: String(ports.get(program) ?? usualPort(program)),
    POSTGRES_URL: stores.postgres,
    MONGODB_URL: stores.mongodb,
    // Only the course service reads it.
    COURSE_SEARCH_URL: withPath(stores.postgres, SEARCH_DATABASE),
    NATS_URL: brokerUrlFor(program, stores.nats),
    REDIS_URL: stores.redis,
    ...(stores.storage === undefined ? {} : { STORAGE_URL: stores.storage }),
    JWKS_URL: `${address('auth')}/.well-known/jwks.json`,
    PUBLIC_URL: portal,
    ...(program === GATEWAY ? Object.fromEntries(others) : {}),
    ...overrides,
  };
}
