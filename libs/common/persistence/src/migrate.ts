import { setTimeout as pause } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/core';
import type { Logger } from '@course-plateform/common/observability';
import type { DatabaseDefinition } from './database';
import { mongoSchemaOf, sqlOf } from './drivers';
import { jobLockOf } from './open-job-lock';

/** The key of the advisory lock for migrations: an arbitrary number, the same in every process. */
const MIGRATION_LOCK = 7_261_102_031;
/** How long a replica waits before it checks again whether another one has migrated, in milliseconds. */
const RETRY_MS = 100;

/**
 * Runs pending migrations, and creates the collections and indexes of MongoDB. Safe when several replicas start at
 * once: one migrates, the others wait.
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
    // Creating a collection inside a transaction waits for locks, so create all of them here.
    await schema.create({ ensureIndexes: false });
    await orm.migrator.up();
    // Last: a unique index may depend on the migrated data.
    await schema.ensureIndexes();
  };
  while (!(await lock.exclusively('migrations', work))) await pause(RETRY_MS);
}

async function migratePostgres(orm: MikroORM): Promise<void> {
  const connection = sqlOf(orm.em).getConnection();
  // The lock ends with its transaction, also if the process crashes.
  await connection.transactional(async (transaction) => {
    // The migration of another replica may take long.
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
