import { MongoClient } from 'mongodb';
import pg from 'pg';
import { databaseName } from '#workspace/stack/environment.mts';
import { withDatabase } from '#workspace/stack/postgres.mts';
import type { Stores } from '#workspace/stack/stores.mts';
import { Kind, SQL_FUNCTIONS } from '../lists/made.mts';
import { withoutIndexes } from '../lists/mongo-rows.mts';
import { type Made, courseOf, instructorsOf } from './courses.mts';

const BATCH = 5_000;

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Adds courses `from` to `to` (exclusive) to the catalog, and their instructors. Searches know nothing of them yet. */
export async function fillCatalog(
  { urls }: Stores,
  range: Range,
  categories: readonly string[],
): Promise<void> {
  await fillInstructors(urls.postgres, {
    from: instructorsOf(range.from),
    to: instructorsOf(range.to),
  });
  const client = await MongoClient.connect(urls.mongodb);
  try {
    const catalog = client.db('course').collection<Made>('catalog_entry');
    const publications = client.db('course').collection<Made>('publication');
    const now = Date.now();
    await withoutIndexes(catalog, () =>
      withoutIndexes(publications, async () => {
        for (let from = range.from; from < range.to; from += BATCH) {
          const count = Math.min(BATCH, range.to - from);
          const made = Array.from({ length: count }, (_, n) => courseOf(from + n, categories, now));
          await Promise.all([
            catalog.insertMany(
              made.map(({ entry }) => entry),
              { ordered: false },
            ),
            publications.insertMany(
              made.map(({ publication }) => publication),
              { ordered: false },
            ),
          ]);
        }
      }),
    );
  } finally {
    await client.close();
  }
}

async function fillInstructors(serverUrl: string, { from, to }: Range): Promise<void> {
  const url = withDatabase(serverUrl, databaseName('user'));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(SQL_FUNCTIONS);
    await client.query(
      `insert into user_profile (id, version, created_at, updated_at, first_name, last_name, search_name, role, status,
         slug, links, locale, timezone)
       select pg_temp.id_of(${Kind.other}, i), 1, now(), now(), 'Ada' || i % 977, 'Name' || i * 31 % 10007,
         ' ada' || i % 977 || ' name' || i * 31 % 10007, 'instructor', 'active', 'name-' || i, '[]', 'en', 'UTC'
       from generate_series($1::bigint, $2::bigint - 1) as i`,
      [from, to],
    );
    await client.query('analyze user_profile');
  } finally {
    await client.end();
  }
}
