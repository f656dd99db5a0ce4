import { Client } from 'pg';
import { eventually } from '@course-plateform/common/test-kit';
import type { Platform } from './platform';

/** A table of a service that nobody can write to for some time, so that a request stays in the middle of its work. */
export class HeldTable {
  private constructor(private readonly client: Client) {}

  static async hold(platform: Platform, database: string, table: string): Promise<HeldTable> {
    const url = new URL(`/${database}`, platform.stores.postgres);
    const client = new Client({ connectionString: url.href });
    await client.connect();
    await client.query(`BEGIN; LOCK TABLE "${table}" IN EXCLUSIVE MODE`);
    return new HeldTable(client);
  }

  /** Until a request waits for the table. */
  async untilWaitedFor(): Promise<void> {
    await eventually('a request waits for the table', async () => {
      const { rowCount } = await this.client.query(
        'SELECT 1 FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())',
      );
      return (rowCount ?? 0) > 0;
    });
  }

  /** Until the leases that ran at first have ended, if nobody has prolonged them. */
  async untilLeasesWouldEnd(): Promise<void> {
    const { rows } = await this.client.query<{ end: Date }>(
      'SELECT max("locked_until") AS "end" FROM "idempotency_record" WHERE "status" IS NULL',
    );
    await eventually('the first leases would end', async () => {
      const sql = 'SELECT clock_timestamp() > $1 AS "over"';
      return (await this.client.query<{ over: boolean }>(sql, [rows[0]?.end])).rows[0]?.over;
    });
  }

  /** How long the leases of requests in the middle of their work last from now on, in milliseconds. */
  async leaseLeftMs(): Promise<number> {
    const { rows } = await this.client.query<{ seconds: string }>(
      'SELECT extract(epoch FROM max("locked_until") - clock_timestamp()) AS "seconds" FROM "idempotency_record" WHERE "status" IS NULL',
    );
    return Number(rows[0]?.seconds) * 1000;
  }

  async release(): Promise<void> {
    await this.client.query('ROLLBACK');
    await this.client.end();
  }
}
