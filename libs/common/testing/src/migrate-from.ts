import { MikroORM } from '@mikro-orm/core';
import { type PostgresEntityManager, sqlOf } from '@course-plateform/common/persistence';
import type { TestService } from './test-service';

/**
 * Migrates what an older release has stored, in a service on PostgreSQL.
 * @param last the last migration of the older release
 * @param store writes the rows of the older release, into the tables of that time
 */
export async function migrateFrom(
  service: TestService,
  last: string,
  store: (em: PostgresEntityManager) => Promise<unknown>,
): Promise<void> {
  const { migrator } = service.get(MikroORM);
  await migrator.down({ to: last });
  await store(sqlOf(service.em()));
  await migrator.up();
}
