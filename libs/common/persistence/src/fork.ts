import type { EntityManager } from '@mikro-orm/core';
import { type PostgresEntityManager, sqlOf } from './drivers';

/**
 * An entity manager of its own, beside the one of the request or transaction under way: it has loaded nothing, and what
 * it stores stays whatever becomes of that.
 */
export function forkOf(em: EntityManager): EntityManager {
  // Without disableContextResolution the fork asks for the context again, without end.
  return em.fork({ useContext: false, disableContextResolution: true });
}

/** The same for statements of one's own, in a service on PostgreSQL. */
export function sqlForkOf(em: EntityManager): PostgresEntityManager {
  return sqlOf(forkOf(em));
}

/**
 * Runs a statement of one's own outside of any transaction, in a service on PostgreSQL: without an entity manager, which
 * is made in more time than a short statement takes.
 * @param sql with `?` for each value
 * @returns the rows it gives
 */
export function executeAside<Row extends object>(
  em: EntityManager,
  sql: string,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  return sqlOf(em)
    .getDriver()
    .execute<Row[]>(sql, [...values]);
}
