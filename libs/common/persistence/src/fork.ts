import type { EntityManager } from '@mikro-orm/core';
import { type PostgresEntityManager, sqlOf } from './drivers';

/**
 * A new entity manager, independent of the request and the current transaction: its identity map is empty, and its
 * changes are kept when the other transaction is rolled back.
 */
export function forkOf(em: EntityManager): EntityManager {
  // Without disableContextResolution the fork resolves the context again, recursively.
  return em.fork({ useContext: false, disableContextResolution: true });
}

/** The same for custom statements on PostgreSQL. */
export function sqlForkOf(em: EntityManager): PostgresEntityManager {
  return sqlOf(forkOf(em));
}

/**
 * Runs a custom statement outside of any transaction, on PostgreSQL. It avoids a new entity manager, whose creation
 * takes longer than a short statement.
 * @param sql with `?` for each value
 * @returns the rows
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
