import type { EntityManager } from '@mikro-orm/core';
import type { Client } from 'pg';
import { columnsOf } from '@course-plateform/common/persistence';
import { OutboxMessage } from './message.entity';
import { type PendingEvent, RETENTION_DAYS, type RelaySession } from './message-store';

/** Any number, the same in every process: whoever holds it relays. The lock belongs to the database, so to the service. */
const RELAY_LOCK = 7_261_102_047;
/** Rows removed by one statement, so that a clean-up never holds locks for long. */
const CLEAN_UP_ROWS = 5_000;

const PENDING_FIELDS = [
  'id',
  'subject',
  'aggregateType',
  'aggregateId',
  'aggregateVersion',
  'payload',
  'headers',
  'createdAt',
  'attempts',
] as const satisfies readonly (keyof OutboxMessage)[];

type OutboxRow = Pick<OutboxMessage, (typeof PENDING_FIELDS)[number]>;

/**
 * The relay's work on a connection of its own, which also carries the advisory lock: when the connection is
 * lost, so is the lock, and nothing can be marked by a relay that is no longer the active one.
 */
export class PostgresRelaySession implements RelaySession {
  private lost: Error | undefined;

  private readonly columns: string;

  /** @param em knows how the outbox is stored */
  constructor(
    em: EntityManager,
    private readonly client: Client,
  ) {
    this.columns = columnsOf(em, OutboxMessage, PENDING_FIELDS, 'o');
    client.on('error', (error) => {
      this.lost = error;
    });
  }

  /** @returns whether this is the active relay now */
  async lock(): Promise<boolean> {
    await this.client.connect();
    const { rows } = await this.client.query<{ held: boolean }>(
      'select pg_try_advisory_lock($1) as held',
      [RELAY_LOCK],
    );
    return rows[0]?.held === true;
  }

  async pending(limit: number): Promise<readonly PendingEvent[]> {
    if (this.lost) throw this.lost;
    const { rows } = await this.client.query<OutboxRow>({
      name: 'outbox-pending',
      text: `select ${this.columns} from "outbox" o
             where o."published_at" is null order by o."seq" limit $1`,
      values: [limit],
    });
    return rows.map(toPending);
  }

  async markPublished(ids: readonly string[]): Promise<void> {
    await this.client.query({
      name: 'outbox-published',
      text: 'update "outbox" set "published_at" = now() where "id" = any($1::uuid[])',
      values: [ids],
    });
  }

  async markFailed(ids: readonly string[], error: string): Promise<void> {
    await this.client.query(
      'update "outbox" set "attempts" = "attempts" + 1, "last_error" = $2 where "id" = any($1::uuid[])',
      [ids, error],
    );
  }

  async cleanUp(): Promise<number> {
    const outbox = await this.deleteOld('outbox', 'published_at', RETENTION_DAYS.outbox);
    return outbox + (await this.deleteOld('inbox', 'received_at', RETENTION_DAYS.inbox));
  }

  async release(): Promise<void> {
    await this.client.end();
  }

  private async deleteOld(table: string, column: string, days: number): Promise<number> {
    const { rowCount } = await this.client.query(
      `delete from "${table}" where ctid = any(array(
         select ctid from "${table}" where "${column}" < now() - make_interval(days => $1) limit $2))`,
      [days, CLEAN_UP_ROWS],
    );
    return rowCount ?? 0;
  }
}

function toPending({ createdAt, ...row }: OutboxRow): PendingEvent {
  return { ...row, occurredAt: createdAt.toISOString() };
}
