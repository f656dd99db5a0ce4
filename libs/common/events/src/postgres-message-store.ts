import type { EntityManager } from '@mikro-orm/core';
import { newId } from '@course-plateform/common/kernel';
import { dedicatedClient, sqlOf } from '@course-plateform/common/persistence';
import type { Backlog, FailedDelivery, MessageStore, RelaySession } from './message-store';
import { PostgresRelaySession } from './postgres-relay-session';

const PROBE_MS = 2_000;

/** Durable events on PostgreSQL. */
export class PostgresMessageStore implements MessageStore {
  constructor(private readonly em: EntityManager) {}

  async acquireRelay(): Promise<RelaySession | undefined> {
    const client = dedicatedClient(this.em, 'outbox relay');
    const session = new PostgresRelaySession(this.em, client);
    if (await session.lock()) return session;
    await session.release();
    return undefined;
  }

  async firstTime(
    em: EntityManager,
    consumer: string,
    eventIds: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const rows = await this.connection.execute<{ event_id: string }[]>(
      `insert into "inbox" ("consumer", "event_id", "received_at")
       select ?, unnest(?::uuid[]), now() on conflict do nothing returning "event_id"`,
      [consumer, `{${eventIds.join(',')}}`],
      'all',
      em.getTransactionContext(),
    );
    return new Set(rows.map(({ event_id }) => event_id));
  }

  async keepDeadLetter({ consumer, event, error, attempts }: FailedDelivery): Promise<void> {
    await this.connection.execute(
      `insert into "dead_letter" ("id", "consumer", "event_id", "event", "error", "attempts", "first_at", "last_at")
       values (?, ?, ?, ?::jsonb, ?, ?, now(), now())
       on conflict ("consumer", "event_id") do update
       set "error" = excluded."error", "attempts" = excluded."attempts", "last_at" = now(), "replayed_at" = null`,
      [newId(), consumer, event.id, JSON.stringify(event), error, attempts],
      'run',
    );
  }

  async backlog(): Promise<Backlog> {
    const { pending, age } = await this.connection.execute<{ pending: string; age: string }>(
      `select count(*) as pending, coalesce(extract(epoch from now() - min("created_at")), 0) as age
       from "outbox" where "published_at" is null`,
      [],
      'get',
    );
    return { pending: Number(pending), oldestAgeSeconds: Math.max(0, Number(age)) };
  }

  async resendSince(since: Date): Promise<number> {
    const { affectedRows } = await this.connection.execute<{ affectedRows: number }>(
      `update "outbox" set "published_at" = null, "headers" = "headers" || jsonb_build_object('replay', ?::text)
       where "published_at" >= ?::timestamptz`,
      [newId(), since.toISOString()],
      'run',
    );
    return affectedRows;
  }

  async isReachable(): Promise<boolean> {
    const timeout = new Promise<false>((resolve) => {
      setTimeout(() => resolve(false), PROBE_MS).unref();
    });
    const probe = this.connection.execute('select 1').then(
      () => true,
      // Any failure of so small a query means the same: the database is unavailable.
      () => false,
    );
    return Promise.race([probe, timeout]);
  }

  private get connection() {
    return sqlOf(this.em).getConnection();
  }
}
