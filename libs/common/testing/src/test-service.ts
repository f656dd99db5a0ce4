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
import { Clock, type Class, SystemClock, newId } from '@course-plateform/common/kernel';
import { eventStream, provisionBroker } from '@course-plateform/common/events';
import { RpcClient } from '@course-plateform/common/rpc';
import type { Role } from '@course-plateform/types/platform';
import { forkOf } from '@course-plateform/common/persistence';
import { testStores } from '@course-plateform/common/test-kit';
import type { ApiDocument } from './answer-contract';
import { Answers } from './answers';
import { EventProbe } from './event-probe';
import { FakeNeighbours } from './fake-neighbours';
import { createTestDatabase } from './test-database';
import { type TestUser, TokenFactory } from './token-factory';
import type { TrustedKey } from './token-forgeries';

interface TestServiceOptions {
  /** Settings by their environment variable that differ from the defaults. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  /** Where its log goes; standard output when absent, and there only what `TEST_LOG_LEVEL` says. */
  readonly logTo?: DestinationStream;
  /** How long users stay signed in, in seconds: longer than a test moves the clock. */
  readonly tokenLifetime?: number;
}

/** The real service in this process: its own database, its own corner of the broker, faked neighbours. */
export interface TestService {
  readonly url: string;
  /** Its corner of the broker and of Redis; a second replica is given it as `NATS_NAMESPACE`. */
  readonly namespace: string;
  /** Requests to the service's HTTP server. */
  readonly http: ReturnType<typeof supertest>;
  readonly neighbours: FakeNeighbours;
  readonly events: EventProbe;
  /** Asks the service's questions in the place of a neighbour that may. */
  readonly rpc: Pick<RpcClient, 'ask'>;
  /** A signed-in person; send `Authorization` with `bearer(user)`. */
  user(role?: Role, id?: string): Promise<TestUser>;
  /** The key of the tokens that `user` makes. */
  readonly trustedKey: TrustedKey;
  /** A provider of the running application. */
  get<T>(token: Class<T> | (abstract new (...args: never[]) => T)): T;
  /** Starts another process of the service, as far as others can tell; it ends with this one. */
  replica(): Promise<RunningService>;
  /** Reads what is stored. */
  stored<T extends object>(entity: EntityClass<T>, where?: FilterQuery<NoInfer<T>>): Promise<T[]>;
  /** A fresh entity manager, to arrange what no route can. */
  em(): EntityManager;
  /**
   * Ends the service and takes its database away.
   * @throws Error when the service gave an answer that its OpenAPI document does not allow
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
  const clock = options.clock ?? new SystemClock();
  const namespace = `t${newId().replaceAll('-', '')}.`;
  const [database, tokens] = await Promise.all([
    createTestDatabase(service, definition.database),
    TokenFactory.start(clock, options.tokenLifetime),
    provisionBroker(stores.natsUrl, namespace),
  ]);
  const settings = definition.settings.load({
    NODE_ENV: 'test',
    LOG_LEVEL: options.logTo ? 'debug' : (process.env.TEST_LOG_LEVEL ?? 'silent'),
    POSTGRES_URL: database.url,
    MONGODB_URL: database.url,
    NATS_URL: stores.natsUrl,
    NATS_NAMESPACE: namespace,
    REDIS_URL: stores.redisUrl,
    JWKS_URL: tokens.jwksUrl,
    DRAIN_DELAY_MS: '0',
    // Counted as ever, but no test stands in the way of another.
    RATE_LIMIT_READ: '1000000',
    RATE_LIMIT_WRITE: '1000000',
    RATE_LIMIT_SENSITIVE: '1000000',
    PROVISION_ON_START: 'true',
    // A test may let its neighbours be away as often as it likes and then have them back at once.
    RPC_FAILURES_IN_A_ROW: '1000000',
    // On a busy machine Redis may be slow for a moment; that is no outage to count by.
    REDIS_TIMEOUT_MS: '10000',
    ...options.environment,
  });
  const [neighbours, events] = await Promise.all([
    FakeNeighbours.start(namespace),
    EventProbe.start(namespace),
  ]);
  const answers = new Answers();
  const start = (): Promise<RunningService> =>
    runService(
      { ...definition, module: answers.around(definition.module) },
      { ...settings, port: 0 } satisfies PlatformSettings,
      { clock, ...(options.logTo ? { logTo: options.logTo } : {}) },
    );
  const running = await start();
  const replicas: RunningService[] = [];
  const fork = (): EntityManager => forkOf(running.app.get(MikroORM).em);
  return {
    url: running.url,
    namespace,
    http: supertest(running.url),
    neighbours,
    events,
    rpc: {
      ask: (contract, payload, askOptions) => {
        const [neighbour = 'nobody'] = contract.askedBy;
        return running.app.get(RpcClient).as(neighbour).ask(contract, payload, askOptions);
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
    stored: <T extends object>(entity: EntityClass<T>, where: FilterQuery<NoInfer<T>> = {}) =>
      fork().find(entity, where),
    em: fork,
    async stop() {
      const document = await fetch(new URL('/openapi.json', running.url));
      const api = (await document.json()) as ApiDocument;
      for (const one of [...replicas, running]) await one.stop();
      await Promise.all([neighbours.stop(), events.stop(), tokens.stop()]);
      await Promise.all([database.drop(), removeStreams(stores.natsUrl, namespace)]);
      answers.check(api);
    },
  };
}

/** The `Authorization` header of a person. */
export function bearer(user: TestUser): { Authorization: string } {
  return { Authorization: `Bearer ${user.token}` };
}

async function removeStreams(natsUrl: string, namespace: string): Promise<void> {
  const connection = await connect({ servers: new URL(natsUrl).host });
  const manager = await connection.jetstreamManager();
  await manager.streams.delete(eventStream(namespace));
  await connection.close();
}
