import { type NatsConnection, connect, headers } from 'nats';
import type { Platform } from './platform';
import { chance, rowsOf, shuffled } from './resilience';

const STREAM = 'EVENTS';

interface StoredEvent {
  readonly id: string;
  readonly subject: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly aggregateVersion: number;
  readonly occurredAt: string;
  readonly payload: object;
  readonly headers: object;
}

const COLUMNS = `id, subject, aggregate_type AS "aggregateType", aggregate_id AS "aggregateId",
  aggregate_version AS "aggregateVersion", created_at AS "occurredAt", payload, headers`;

/** Events of the order service, delivered as nobody may rely on: in any order, and any number of times. */
export class ReplayedEvents {
  private constructor(
    private readonly platform: Platform,
    private readonly connection: NatsConnection,
  ) {}

  static async connect(platform: Platform): Promise<ReplayedEvents> {
    const { host, username, password } = new URL(platform.stores.nats);
    const credentials = { user: username, pass: decodeURIComponent(password) };
    return new ReplayedEvents(platform, await connect({ servers: host, ...credentials }));
  }

  /** Takes the events of a subject from the broker before a service that is down can read them. */
  async withdraw(subject: string): Promise<void> {
    const manager = await this.connection.jetstreamManager();
    await manager.streams.purge(STREAM, { filter: subject });
  }

  /** @returns how many messages went out, for the events of these orders */
  async publishShuffled(orderIds: readonly string[], subjects: readonly string[]): Promise<number> {
    const database = new URL('/order', this.platform.stores.postgres);
    const found = await rowsOf<StoredEvent>(
      database,
      `SELECT ${COLUMNS} FROM outbox WHERE subject = ANY($1) AND payload->>'orderId' = ANY($2)`,
      [subjects, orderIds],
    );
    const copies = found.flatMap((event) => Array.from({ length: chance(1, 4) }, () => event));
    for (const event of shuffled(copies)) {
      // A message id of its own, so that the broker does not hide a repeat.
      const sent = headers();
      sent.set('Nats-Msg-Id', crypto.randomUUID());
      const body = JSON.stringify(event);
      await this.connection.jetstream().publish(event.subject, body, { headers: sent });
    }
    return copies.length;
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}
