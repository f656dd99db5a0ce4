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

const HELP: Readonly<Record<keyof PoolLevels, string>> = {
  size: 'The most connections to the database of this process',
  inUse: 'Connections to the database that are in use',
  idle: 'Connections to the database that are open and free',
  waiting: 'Callers that wait for a connection to the database',
};

/** Adds `db_pool_size`, `db_pool_in_use`, `db_pool_idle` and `db_pool_waiting`. */
export function addPoolGauges(metrics: Metrics, read: () => Promise<PoolLevels>): void {
  const gauge = (name: string, level: keyof PoolLevels): void => {
    const collect = async () => [{ value: (await read())[level] }];
    metrics.collectGauge({ name, help: HELP[level], collect });
  };
  gauge('db_pool_size', 'size');
  gauge('db_pool_in_use', 'inUse');
  gauge('db_pool_idle', 'idle');
  gauge('db_pool_waiting', 'waiting');
}

/** Reads the pool of an ORM. Call it before the first connection, because MongoDB's driver reports changes only. */
export function poolOf(kind: 'postgres' | 'mongodb', orm: MikroORM): () => Promise<PoolLevels> {
  return kind === 'mongodb'
    ? mongoPool(mongoConnectionOf(orm.em))
    : postgresPool(sqlOf(orm.em).getConnection());
}

function postgresPool(connection: PostgreSqlConnection): () => Promise<PoolLevels> {
  return async () => {
    const pool = await connection.getNativeClient();
    return {
      size: pool.options.max,
      inUse: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    };
  };
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
