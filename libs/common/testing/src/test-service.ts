import { MikroORM, type EntityClass, type EntityManager, type FilterQuery } from '@mikro-orm/core';
import supertest from 'supertest';
import { connect } from 'nats';
import type { DestinationStream } from 'pino';
import {
  type PlatformSettings,
  type RunningService,
  type ServiceDefinition,
  runService,
} from '@course-plateform/common/service';
import {
  type Class,
  type Clock,
  type RealClock,
  SystemClock,
  newId,
} from '@course-plateform/common/kernel';
import { eventStream, provisionBroker } from '@course-plateform/common/events';
import { clockStream } from '@course-plateform/common/nats';
import { RpcClient } from '@course-plateform/common/rpc';
import type { Role } from '@course-plateform/types/platform';
import { forkOf } from '@course-plateform/common/persistence';
import { testStores } from '@course-plateform/common/test-kit';
import type { ApiDocument } from './response-contract';
import { SentResponses } from './sent-responses';
import { EventProbe } from './event-probe';
import { FakeUpstreams } from './fake-upstreams';
import { createTestDatabase } from './test-database';
import { type TestUser, TokenFactory } from './token-factory';
import type { TrustedKey } from './token-forgeries';

interface TestServiceOptions {
  /** Settings by their environment variable that differ from the defaults. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Domain time, and real time too unless there is a `realClock`. */
  readonly clock?: Clock;
  readonly realClock?: RealClock;
  /** Where its log goes; standard output when absent, and there only what `TEST_LOG_LEVEL` says. */
  readonly logTo?: DestinationStream;
  /** How long users stay signed in, in seconds: longer than a test moves the clock. */
  readonly tokenLifetime?: number;
}

/** The real service in this process: its own database, its own corner of the broker, faked upstream services. */
export interface TestService {
  readonly url: string;
  /** Its corner of the broker and of Redis; a second replica is given it as `NATS_NAMESPACE`. */
  readonly namespace: string;
  /** Requests to the service's HTTP server. */
  readonly http: ReturnType<typeof supertest>;
  readonly upstreams: FakeUpstreams;
  readonly events: EventProbe;
  /** Sends requests to the service in place of one of their callers. */
  readonly rpc: Pick<RpcClient, 'request'>;
  /** A signed-in user; send `Authorization` with `bearer(user)`. */
  user(role?: Role, id?: string): Promise<TestUser>;
  /** The key of the tokens that `user` makes. */
  readonly trustedKey: TrustedKey;
  /** A provider of the running application. */
  get<T>(token: Class<T> | (abstract new (...args: never[]) => T)): T;
  /** Starts another process of the service, as far as others can tell; it ends with this one. */
  replica(): Promise<RunningService>;
  /** Reads what is stored, in the order of its primary keys: that of its creation where they are ids. */
  stored<T extends object>(entity: EntityClass<T>, where?: FilterQuery<NoInfer<T>>): Promise<T[]>;
  /** A fresh entity manager, to arrange what no route can. */
  em(): EntityManager;
  /** Says that an older release has stored a response, which is replayed as it is and not by today's document. */
  storedByOlderRelease(body: string): void;
  /**
   * Ends the service and takes its database away.
   * @throws Error when the service gave a response that its OpenAPI document does not allow
   */
  stop(): Promise<void>;
}

/** Starts a service for one test file. */
export async function startTestService(
  definition: ServiceDefinition,
  options: TestServiceOptions = {},
): Promise<TestService> {
  const stores = testStores();
  const service = definition.settings.service;
  const { clock } = options;
  const realClock = options.realClock ?? clock ?? new SystemClock();
  const testClock = options.environment?.['TEST_CLOCK'] === 'true';
  const namespace = `t${newId().replaceAll('-', '')}.`;
  // First of all: when it fails, nothing is left running.
  await provisionBroker(stores.natsUrl, namespace, { testClock });
  const [database, tokens] = await Promise.all([
    createTestDatabase(service, definition.database),
    TokenFactory.start(realClock, options.tokenLifetime),
  ]);
  const settings = definition.settings.load({
    NODE_ENV: 'test',
    LOG_LEVEL: options.logTo ? 'debug' : (process.env.TEST_LOG_LEVEL ?? 'silent'),
    POSTGRES_URL: database.url,
    MONGODB_URL: database.url,
    NATS_URL: stores.natsUrl,
    NATS_NAMESPACE: namespace,
    REDIS_URL: stores.redisUrl,
    STORAGE_URL: `${stores.storageUrl}/${namespace.slice(0, -1)}`,
    JWKS_URL: tokens.jwksUrl,
    DRAIN_DELAY_MS: '0',
    // Counted as ever, but no test stands in the way of another.
    RATE_LIMIT_READ: '1000000',
    RATE_LIMIT_WRITE: '1000000',
    RATE_LIMIT_SENSITIVE: '1000000',
    PROVISION_ON_START: 'true',
    // A test may let its upstream services be unavailable as often as it likes and then have them back at once.
    RPC_FAILURES_IN_A_ROW: '1000000',
    // On a busy machine Redis may be slow briefly; that is no outage to count by.
    REDIS_TIMEOUT_MS: '10000',
    ...options.environment,
  });
  const [upstreams, events] = await Promise.all([
    FakeUpstreams.start(namespace),
    EventProbe.start(namespace),
  ]);
  const responses = new SentResponses();
  const start = (): Promise<RunningService> =>
    runService(
      { ...definition, module: responses.around(definition.module) },
      { ...settings, port: 0 } satisfies PlatformSettings,
      {
        realClock,
        ...(clock ? { clock } : {}),
        ...(options.logTo ? { logTo: options.logTo } : {}),
      },
    );
  const running = await start().catch(async (error: unknown) => {
    // Or their connections and ports would keep the test process from ending.
    await Promise.all([upstreams.stop(), events.stop(), tokens.stop()]);
    throw error;
  });
  const replicas: RunningService[] = [];
  const fork = (): EntityManager => forkOf(running.app.get(MikroORM).em);
  return {
    url: running.url,
    namespace,
    http: supertest(running.url),
    upstreams,
    events,
    rpc: {
      request: (contract, payload, requestOptions) => {
        const [upstream = 'nobody'] = contract.callers;
        return running.app.get(RpcClient).as(upstream).request(contract, payload, requestOptions);
      },
    },
    user: (role, id) => tokens.user(role, id === undefined ? {} : { id }),
    trustedKey: tokens.trustedKey,
    get: (token) => running.app.get(token, { strict: false }),
    async replica() {
      const replica = await start();
      replicas.push(replica);
      return replica;
    },
    stored: (entity, where) => storedIn(fork(), entity, where),
    em: fork,
    storedByOlderRelease: (body) => responses.leaveOutReplaysOf(body),
    async stop() {
      const document = await fetch(new URL('/openapi.json', running.url));
      const api = (await document.json()) as ApiDocument;
      for (const one of [...replicas, running]) await one.stop();
      const streams = [eventStream(namespace), ...(testClock ? [clockStream(namespace)] : [])];
      await Promise.all([upstreams.stop(), events.stop(), tokens.stop()]);
      await Promise.all([database.drop(), removeStreams(stores.natsUrl, streams)]);
      responses.check(api);
    },
  };
}

/** The `Authorization` header of a user. */
export function bearer(user: TestUser): { Authorization: string } {
  return { Authorization: `Bearer ${user.token}` };
}

function storedIn<T extends object>(
  em: EntityManager,
  entity: EntityClass<T>,
  where: FilterQuery<NoInfer<T>> = {},
): Promise<T[]> {
  const { primaryKeys } = em.getMetadata(entity);
  return em.find(entity, where, { orderBy: primaryKeys.map((key) => ({ [key]: 'asc' })) });
}

async function removeStreams(natsUrl: string, names: readonly string[]): Promise<void> {
  const connection = await connect({ servers: new URL(natsUrl).host });
  const manager = await connection.jetstreamManager();
  for (const name of names) await manager.streams.delete(name);
  await connection.close();
}
