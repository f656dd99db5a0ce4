import { Client } from 'pg';
import { newId } from '@course-plateform/common/kernel';
import { testStores } from '@course-plateform/common/test-kit';

/** An empty database for searches, which the service fills. */
export interface SearchDatabaseFixture {
  readonly url: string;
  drop(): Promise<void>;
}

export async function createSearchDatabase(): Promise<SearchDatabaseFixture> {
  const server = testStores().postgresUrl;
  const name = `test_course_search_${newId().replaceAll('-', '')}`;
  await run(server, `create database "${name}"`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async drop() {
      await run(server, `drop database if exists "${name}" with (force)`);
    },
  };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
