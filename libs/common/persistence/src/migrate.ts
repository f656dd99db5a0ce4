import type { MikroORM } from '@mikro-orm/core';
import type { MikroORM as PostgresOrm } from '@mikro-orm/postgresql';
import type { DatabaseDefinition } from './database';

/** Any number, the same in every process: whoever holds it may migrate (pg_advisory_lock). */
const MIGRATION_LOCK = 7_261_102_031;

/**
 * Brings a database up to date: pending migrations under an advisory lock, or the indexes of MongoDB.
 * Safe when several replicas start at once.
 */
export async function migrate(orm: MikroORM, definition: DatabaseDefinition): Promise<void> {
  if (definition.kind === 'mongodb') {
    // Creating a collection inside a transaction waits for locks, so all of them are made here.
    await orm.schema.create();
    return;
  }
  const connection = (orm as unknown as PostgresOrm).em.getConnection();
  // The lock lives as long as the transaction that took it, whatever happens to this process.
  await connection.transactional(async (transaction) => {
    // Another replica may have much to do first.
    await connection.execute('set local lock_timeout = 0', [], 'run', transaction);
    await connection.execute(
      'select pg_advisory_xact_lock(?)',
      [MIGRATION_LOCK],
      'run',
      transaction,
    );
    await orm.migrator.up();
  });
}
