import type { EntityManager } from '@mikro-orm/core';
import { Client } from 'pg';
import { sqlOf } from './drivers';

/** A statement on such a connection that takes longer is abandoned, in milliseconds. */
const TIMEOUT_MS = 10_000;

/**
 * A connection to the database of an entity manager that is outside of its pool, for what lasts as long as a session:
 * advisory locks. It is not open yet, and whoever opens it listens to its `error` event and ends it.
 * @param name as `pg_stat_activity` shows it
 */
export function dedicatedClient(em: EntityManager, name: string): Client {
  const { host, port, user, password, database } = sqlOf(em).getConnection().getConnectionOptions();
  return new Client({
    application_name: name,
    host,
    port,
    user,
    password: password as string,
    database,
    keepAlive: true,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
  });
}
