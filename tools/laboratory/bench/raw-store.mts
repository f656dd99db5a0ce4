import { createHash, randomUUID } from 'node:crypto';
import { Pool, type PoolClient } from 'pg';

export type Row = Readonly<Record<string, unknown>>;

/** Beside the tables of the service, so that nobody else finds what is written. */
export const SCHEMA = 'bare';

/** Connections to a database of the platform. */
export function openPool(url: string | undefined): Pool {
  return new Pool({ connectionString: url, max: 10, options: `-c search_path=${SCHEMA}` });
}

/** A statement that each connection prepares once. */
export async function run(
  client: Pool | PoolClient,
  text: string,
  values: readonly unknown[],
): Promise<Record<string, unknown>[]> {
  const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
  const { rows } = await client.query<Record<string, unknown>>({ name, text, values: [...values] });
  return rows;
}

export async function inTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** @returns the owner of a key that nobody had claimed */
export async function claim(pool: Pool, id: string, body: string): Promise<string> {
  const owner = randomUUID();
  const fingerprint = createHash('sha256').update(body).digest('hex');
  const sql = `insert into idempotency_record (id, fingerprint, owner, locked_until, expires_at)
    values ($1, $2, $3, now() + interval '4 seconds', now() + interval '1 day')
    on conflict (id) do update set owner = idempotency_record.owner returning owner`;
  const [record] = await run(pool, sql, [id, fingerprint, owner]);
  if (record?.owner !== owner) throw new Error('Another request works on it');
  return owner;
}

/** Keeps the response to a request. */
export async function keep(
  client: PoolClient,
  id: string,
  owner: string,
  body: string,
): Promise<void> {
  const sql = 'update idempotency_record set status = 201, body = $3 where id = $1 and owner = $2';
  await run(client, sql, [id, owner, body]);
}
