import { setTimeout as pause } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/core';
import type { Logger } from '@course-plateform/common/observability';
import type { DatabaseDefinition } from './database';
import { mongoSchemaOf, sqlOf } from './drivers';
import { jobLockOf } from './open-job-lock';

/** Any number, the same in every process: whoever holds it may migrate (pg_advisory_lock). */
const MIGRATION_LOCK = 7_261_102_031;
/** How long a replica waits before it asks again whether another one has migrated, in milliseconds. */
const ASK_AGAIN_MS = 100;

/**
 * Brings a database up to date: pending migrations, and the collections and indexes of MongoDB. Safe when several
 * replicas start at once: one does it, the others wait.
 */
export async function migrate(
  orm: MikroORM,
  definition: DatabaseDefinition,
  logger: Logger,
): Promise<void> {
  if (definition.kind === 'mongodb') await migrateMongo(orm, logger);
  else await migratePostgres(orm);
}

async function migrateMongo(orm: MikroORM, logger: Logger): Promise<void> {
  const lock = jobLockOf(orm.em, logger);
  const schema = mongoSchemaOf(orm);
  const work = async (): Promise<void> => {
    // Creating a collection inside a transaction waits for locks, so all of them are made here.
    await schema.create({ ensureIndexes: false });
    await orm.migrator.up();
    // Last: a unique index may hold only for what the migrations have made of the data.
    await schema.ensureIndexes();
  };
  while (!(await lock.exclusively('migrations', work))) await pause(ASK_AGAIN_MS);
}

async function migratePostgres(orm: MikroORM): Promise<void> {
  const connection = sqlOf(orm.em).getConnection();
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
