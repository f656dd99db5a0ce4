import type { EntityClass, MikroORM } from '@mikro-orm/core';
import { testStores } from '@course-plateform/common/test-kit';
import { openDatabase } from '../src/database';

/**
 * Opens PostgreSQL with one connection, which alone sees its temporary tables and what it has prepared.
 * @param tables statements that make the tables of the entities
 */
export async function openTemporaryTables(
  entities: readonly EntityClass<object>[],
  tables: string,
): Promise<MikroORM> {
  const orm = await openDatabase(
    { kind: 'postgres', entities, migrations: [] },
    { url: testStores().postgresUrl, databaseName: 'postgres', poolMax: 1 },
  );
  await orm.em.getConnection().execute(tables);
  return orm;
}
