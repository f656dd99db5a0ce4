import { randomUUID } from 'node:crypto';
import { AckPolicy, type JetStreamClient, type JetStreamManager, connect } from 'nats';
import type { Pool, PoolClient } from 'pg';
import { inTransaction, run } from './raw-store.mts';

export const STREAM = 'bare';
const RELAY_ROWS = 100;

/** What happened to whom. */
export interface EventMessage {
  readonly id: string;
  readonly version: number;
  readonly orderId: string;
  readonly lineId?: string;
  readonly courseId?: string;
  readonly userId?: string;
}

type Handler = (client: PoolClient, event: EventMessage) => Promise<void>;

/** Events from an outbox through JetStream and an inbox to their handlers. */
export class RawEvents {
  private readonly relays: (() => void)[] = [];
  private readonly js: JetStreamClient;
  private readonly manager: JetStreamManager;

  private constructor(js: JetStreamClient, manager: JetStreamManager) {
    this.js = js;
    this.manager = manager;
  }

  static async open(url: string): Promise<RawEvents> {
    const connection = await connect({ servers: new URL(url).host });
    const manager = await connection.jetstreamManager();
    await manager.streams.add({ name: STREAM, subjects: ['bare.>'] });
    return new RawEvents(connection.jetstream(), manager);
  }

  /** Adds an event to the outbox, in the transaction of what it tells. */
  async add(client: PoolClient, subject: string, event: EventMessage): Promise<void> {
    const sql = `insert into outbox
      (id, subject, aggregate_type, aggregate_id, aggregate_version, payload, headers, created_at)
      values ($1, $2, $3, $4, $5, $6, '{}', now())`;
    const [, type] = subject.split('.');
    const values = [randomUUID(), subject, type, event.id, event.version, JSON.stringify(event)];
    await run(client, sql, values);
  }

  /** Lets the relays look. */
  trigger(): void {
    for (const look of this.relays) look();
  }

  /** Publishes what is in an outbox whenever someone has committed. */
  async relay(name: string, pool: Pool): Promise<void> {
    let running = false;
    let again = false;
    const round = async (): Promise<void> => {
      running = true;
      do {
        again = false;
        await this.publishPending(pool);
      } while (again);
      running = false;
    };
    this.relays.push(() => {
      again = true;
      if (!running) void round().catch((error: unknown) => fail(name, error));
    });
    await this.publishPending(pool);
  }

  /** Handles each event of a subject once. */
  async handle(subject: string, name: string, pool: Pool, handler: Handler): Promise<void> {
    const config = { durable_name: name, ack_policy: AckPolicy.Explicit, filter_subject: subject };
    await this.manager.consumers.add(STREAM, config);
    const consumer = await this.js.consumers.get(STREAM, name);
    await consumer.consume({
      callback: (message) => {
        const { event, eventId } = message.json<{ event: EventMessage; eventId: string }>();
        const done = inTransaction(pool, async (client) => {
          const sql = 'insert into inbox (consumer, event_id) values ($1, $2)';
          const once = `${sql} on conflict do nothing returning event_id`;
          const isNew = (await run(client, once, [name, eventId])).length > 0;
          if (isNew) await handler(client, event);
        });
        done.then(
          () => {
            message.ack();
            this.trigger();
          },
          (error: unknown) => fail(name, error),
        );
      },
    });
  }

  private async publishPending(pool: Pool): Promise<void> {
    const sql = 'select * from outbox where published_at is null order by seq limit $1';
    const rows = await run(pool, sql, [RELAY_ROWS]);
    if (rows.length === 0) return;
    await Promise.all(
      rows.map(({ id, subject, payload }) =>
        this.js.publish(String(subject), JSON.stringify({ eventId: id, event: payload })),
      ),
    );
    const mark = 'update outbox set published_at = now() where id = any($1::uuid[])';
    await run(pool, mark, [rows.map(({ id }) => id)]);
  }
}

/** A baseline that loses something measures nothing. */
function fail(name: string, error: unknown): never {
  process.stderr.write(`${name}: ${String(error)}\n`);
  process.exit(1);
}
