import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { newId } from '@course-plateform/common/kernel';
import { createLogger } from '@course-plateform/common/observability';
import {
  type DatabaseDefinition,
  migrate,
  openDatabase,
} from '@course-plateform/common/persistence';
import { testStores } from '@course-plateform/common/test-kit';

/** A database of one test file. */
export interface TestDatabase {
  readonly url: string;
  /** Takes it away. Every connection must be closed. */
  drop(): Promise<void>;
}

/** Serializes the making of templates over all test processes. */
const TEMPLATE_LOCK = 7_261_102_032;

const SILENT = createLogger({ service: 'test', level: 'silent' });

/**
 * An empty, migrated database of its own. PostgreSQL copies a template that is migrated once for each state of the
 * migrations, so a file waits some milliseconds only.
 */
export async function createTestDatabase(
  service: string,
  definition: DatabaseDefinition,
): Promise<TestDatabase> {
  const name = `test_${service.replaceAll('-', '_')}_${newId().replaceAll('-', '')}`;
  return definition.kind === 'mongodb'
    ? createMongoDatabase(name, definition)
    : createPostgresDatabase(service, name, definition);
}

async function createMongoDatabase(
  name: string,
  definition: DatabaseDefinition,
): Promise<TestDatabase> {
  const url = inDatabase(testStores().mongodbUrl, name);
  const orm = await openDatabase(definition, { url, databaseName: name, poolMax: 2 });
  await migrate(orm, definition, SILENT);
  await orm.close();
  const drop = async (): Promise<void> => {
    const cleaner = await openDatabase(definition, { url, databaseName: name, poolMax: 1 });
    await cleaner.schema.drop({ dropDb: true });
    await cleaner.close();
  };
  return { url, drop };
}

async function createPostgresDatabase(
  service: string,
  name: string,
  definition: DatabaseDefinition,
): Promise<TestDatabase> {
  await administer(async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const template = await templateOf(client, service, definition);
    await client.query(`create database "${name}" template "${template}"`);
  });
  const drop = (): Promise<void> =>
    administer(async (client) => {
      await client.query(`drop database if exists "${name}" with (force)`);
    });
  return { url: inDatabase(testStores().postgresUrl, name), drop };
}

async function templateOf(
  client: Client,
  service: string,
  definition: DatabaseDefinition,
): Promise<string> {
  const state = createHash('sha256')
    .update(definition.migrations.map((migration) => migration.toString()).join('\n'))
    .digest('hex')
    .slice(0, 16);
  const name = `template_${service.replaceAll('-', '_')}_${state}`;
  const known = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (known.rowCount) return name;
  const draft = `${name}_draft`;
  await client.query(`drop database if exists "${draft}" with (force)`);
  await client.query(`create database "${draft}"`);
  const url = inDatabase(testStores().postgresUrl, draft);
  const orm = await openDatabase(definition, { url, databaseName: draft, poolMax: 2 });
  await migrate(orm, definition, SILENT);
  const incomplete = await orm.migrator.checkSchema();
  await orm.close();
  if (incomplete) {
    throw new Error(`The entities of ${service} have changed: npm run migration -- ${service}`);
  }
  // Only a finished template gets the name that others look for.
  await client.query(`alter database "${draft}" rename to "${name}"`);
  return name;
}

async function administer(work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: testStores().postgresUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function inDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
}
