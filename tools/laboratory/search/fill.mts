import { MongoClient } from 'mongodb';
import pg from 'pg';
import { SEARCH_DATABASE, databaseName } from '#workspace/stack/environment.mts';
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

/**
 * Adds courses `from` to `to` (exclusive) to the catalog. Searches know nothing of them yet.
 * @param categories ids
 * @param different how many courses have words of their own: those after them are copies under other ids
 */
export async function fillCatalog(
  { urls }: Stores,
  { from, to }: Range,
  { categories, different }: { readonly categories: readonly string[]; readonly different: number },
): Promise<void> {
  const client = await MongoClient.connect(urls.mongodb);
  try {
    const catalog = client.db('course').collection<Made>('catalog_entry');
    const publications = client.db('course').collection<Made>('publication');
    const now = Date.now();
    await withoutIndexes(catalog, async () => {
      for (let first = from; first < to; first += BATCH) {
        const made = Array.from({ length: Math.min(BATCH, to - first) }, (_, n) =>
          courseOf({ i: first + n, like: (first + n) % different, categories, now }),
        );
        await catalog.insertMany(
          made.map(({ entry }) => entry),
          { ordered: false },
        );
        if (first >= different) continue;
        await publications.insertMany(
          made.map(({ publication }) => publication),
          { ordered: false },
        );
      }
    });
  } finally {
    await client.close();
  }
}

/** Adds the instructors of the first courses. */
export async function fillInstructors({ urls }: Stores, courses: number): Promise<void> {
  const url = withDatabase(urls.postgres, databaseName('user'));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(SQL_FUNCTIONS);
    await client.query(
      `insert into user_profile (id, version, created_at, updated_at, first_name, last_name, search_name, role, status,
         slug, links, locale, timezone)
       select pg_temp.id_of(${Kind.other}, i), 1, now(), now(), 'Ada' || i % 977, 'Name' || i * 31 % 10007,
         ' ada' || i % 977 || ' name' || i * 31 % 10007, 'instructor', 'active', 'name-' || i, '[]', 'en', 'UTC'
       from generate_series(0, $1::bigint - 1) as i`,
      [instructorsOf(courses)],
    );
    await client.query('analyze user_profile');
  } finally {
    await client.end();
  }
}

/** The same copies of search documents: made by the store, as making them from the catalog takes a millisecond each. */
export async function copyDocuments(
  { urls }: Stores,
  different: number,
  to: number,
): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(urls.postgres, SEARCH_DATABASE) });
  await client.connect();
  const copies = Math.floor(to / different) - 1;
  try {
    await client.query(SQL_FUNCTIONS);
    await client.query(COPIED);
    await withoutIndexesOf(client, async () => {
      for (const [table, own] of Object.entries({ document: 'id', suggestion: 'document_id' })) {
        await client.query(copyOf(table, own, await columnsOf(client, table)), [copies, different]);
      }
    });
    await client.query('update live.word set documents = documents * ($1::int + 1)', [copies]);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

/** The id of a copy by that of its course. */
const COPIED = `create function pg_temp.copied(id uuid, away bigint) returns uuid language sql immutable as
  $$ select pg_temp.id_of(${Kind.row}, ('x' || right(id::text, 12))::bit(48)::bigint + away) $$`;
/** What the ids of made courses have in common. */
const MADE = `'%-7${String(Kind.row).repeat(3)}-8000-%'`;

function copyOf(table: string, own: string, columns: readonly string[]): string {
  const values = columns.map((column) => {
    if (column === own) return `pg_temp.copied(${own}, n * $2::bigint)`;
    // The course that a suggestion leads to is the one it belongs to.
    return column === 'ref'
      ? `case when ref = ${own} then pg_temp.copied(ref, n * $2::bigint) else ref end`
      : column;
  });
  return `insert into live.${table} (${columns.join(', ')}) select ${values.join(', ')}
    from live.${table} cross join generate_series(1, $1::int) as copy (n) where ${own}::text like ${MADE}`;
}

async function columnsOf(client: pg.Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'live' and table_name = $1 order by ordinal_position`,
    [table],
  );
  return rows.map(({ name }) => name);
}

/** Many rows are in much sooner when their indexes are made afterwards. */
async function withoutIndexesOf(client: pg.Client, fill: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
     from pg_index join pg_class on pg_class.oid = indrelid
     where relnamespace = 'live'::regnamespace and not indisprimary`,
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  await fill();
  await client.query("set maintenance_work_mem = '512MB'");
  for (const { definition } of rows) await client.query(definition);
}
