import type { MikroORM } from '@mikro-orm/core';
import type { MongoConnection } from '@mikro-orm/mongodb';
import type { PostgreSqlConnection } from '@mikro-orm/postgresql';
import type { Metrics } from '@course-plateform/common/observability';
import { mongoConnectionOf, sqlOf } from './drivers';

/** The state of the connection pool, in connections. */
export interface PoolLevels {
  readonly size: number;
  readonly inUse: number;
  readonly idle: number;
  /** Callers that wait for a connection. */
  readonly waiting: number;
}

/** @param what the connections are to */
const HELP: Readonly<Record<keyof PoolLevels, (what: string) => string>> = {
  size: (what) => `The most connections to ${what} of this process`,
  inUse: (what) => `Connections to ${what} that are in use`,
  idle: (what) => `Connections to ${what} that are open and free`,
  waiting: (what) => `Callers that wait for a connection to ${what}`,
};

/** A pool besides that of the database of the service. */
interface NamedPool {
  /** What the names of its gauges begin with. */
  readonly prefix: string;
  /** What its connections are to, in the help of its gauges. */
  readonly what: string;
}
const OF_SERVICE: NamedPool = { prefix: 'db_pool', what: 'the database' };

/** Adds `db_pool_size`, `db_pool_in_use`, `db_pool_idle` and `db_pool_waiting`, or the same of another pool. */
export function addPoolGauges(
  metrics: Metrics,
  read: () => Promise<PoolLevels>,
  { prefix, what }: NamedPool = OF_SERVICE,
): void {
  const gauge = (name: string, level: keyof PoolLevels): void => {
    const collect = async () => [{ value: (await read())[level] }];
    metrics.collectGauge({ name: `${prefix}_${name}`, help: HELP[level](what), collect });
  };
  gauge('size', 'size');
  gauge('in_use', 'inUse');
  gauge('idle', 'idle');
  gauge('waiting', 'waiting');
}

/** Reads the pool of an ORM. Call it before the first connection, because MongoDB's driver reports changes only. */
export function poolOf(kind: 'postgres' | 'mongodb', orm: MikroORM): () => Promise<PoolLevels> {
  return kind === 'mongodb'
    ? mongoPool(mongoConnectionOf(orm.em))
    : postgresPool(sqlOf(orm.em).getConnection());
}

function postgresPool(connection: PostgreSqlConnection): () => Promise<PoolLevels> {
  return async () => levelsOf(await connection.getNativeClient());
}

/** What PostgreSQL's driver says of a pool. */
interface DriverPool {
  readonly options: { readonly max: number };
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** The state of a pool of PostgreSQL's driver. */
export function levelsOf({ options, totalCount, idleCount, waitingCount }: DriverPool): PoolLevels {
  const inUse = totalCount - idleCount;
  return { size: options.max, inUse, idle: idleCount, waiting: waitingCount };
}

/**
 * Counts the events of MongoDB's specification "Connection Monitoring and Pooling". A replica set has a pool per
 * server: reports the sum of their states, and the size of one.
 */
function mongoPool(connection: MongoConnection): () => Promise<PoolLevels> {
  const client = connection.getClient();
  let open = 0;
  let inUse = 0;
  let waiting = 0;
  client.on('connectionCreated', () => (open += 1));
  client.on('connectionClosed', () => (open -= 1));
  client.on('connectionCheckOutStarted', () => (waiting += 1));
  client.on('connectionCheckOutFailed', () => (waiting -= 1));
  client.on('connectionCheckedOut', () => {
    waiting -= 1;
    inUse += 1;
  });
  client.on('connectionCheckedIn', () => (inUse -= 1));
  return () =>
    Promise.resolve({
      size: client.options.maxPoolSize,
      inUse,
      idle: Math.max(0, open - inUse),
      waiting,
    });
}
