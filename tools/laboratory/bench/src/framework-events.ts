// Events of the programs of framework-purchase.ts: an outbox and an inbox of MikroORM around JetStream, for which Nest has
// no transport. As raw-events.mts, which is run as it is and cannot be compiled into this program.
import { EntityManager } from '@mikro-orm/postgresql';
import { AckPolicy, type JetStreamClient, type JetStreamManager, type JsMsg, connect } from 'nats';
import { type LinePayload, InboxMessage, OutboxMessage } from './framework-message-entities';

const STREAM = 'bare';
const RELAY_ROWS = 100;

type Handler = (em: EntityManager, payload: LinePayload) => Promise<void>;

interface Published {
  readonly eventId: string;
  readonly payload: LinePayload;
}

/** Events from an outbox through JetStream and an inbox to their handlers. */
export class Events {
  private relaying = false;
  private publishing = false;
  private again = false;

  private constructor(
    private readonly em: EntityManager,
    private readonly js: JetStreamClient,
    private readonly manager: JetStreamManager,
  ) {}

  static async open(em: EntityManager, natsUrl: string): Promise<Events> {
    const connection = await connect({ servers: new URL(natsUrl).host });
    const manager = await connection.jetstreamManager();
    await manager.streams.add({ name: STREAM, subjects: ['bare.>'] });
    return new Events(em, connection.jetstream(), manager);
  }

  /** Publishes what is in the outbox from now on. */
  relay(): void {
    this.relaying = true;
    this.publish();
  }

  /** Lets the relay look; to be called whenever someone has committed. */
  publish(): void {
    if (!this.relaying) return;
    this.again = true;
    if (!this.publishing) this.publishAll().catch((error: unknown) => fail('relay', error));
  }

  /** Handles each event of a subject once. */
  async subscribe(subject: string, name: string, handler: Handler): Promise<void> {
    const config = { durable_name: name, ack_policy: AckPolicy.Explicit, filter_subject: subject };
    await this.manager.consumers.add(STREAM, config);
    const consumer = await this.js.consumers.get(STREAM, name);
    await consumer.consume({
      callback: (message) => {
        this.handle(message, name, handler).catch((error: unknown) => fail(name, error));
      },
    });
  }

  private async handle(message: JsMsg, consumer: string, handler: Handler): Promise<void> {
    const { eventId, payload } = message.json<Published>();
    await this.em.fork().transactional(async (em) => {
      const insert = em.createQueryBuilder(InboxMessage).insert({ consumer, eventId });
      const { affectedRows } = await insert.onConflict().ignore().execute('run');
      if (affectedRows > 0) await handler(em, payload);
    });
    message.ack();
    this.publish();
  }

  private async publishAll(): Promise<void> {
    this.publishing = true;
    do {
      this.again = false;
      await this.publishPending();
    } while (this.again);
    this.publishing = false;
  }

  private async publishPending(): Promise<void> {
    const em = this.em.fork();
    const oldest = { orderBy: { seq: 'asc' }, limit: RELAY_ROWS } as const;
    const messages = await em.find(OutboxMessage, { publishedAt: null }, oldest);
    if (messages.length === 0) return;
    await Promise.all(
      messages.map(({ id, subject, payload }) =>
        this.js.publish(subject, JSON.stringify({ eventId: id, payload })),
      ),
    );
    const ids = messages.map(({ id }) => id);
    await em.nativeUpdate(OutboxMessage, { id: ids }, { publishedAt: new Date() });
  }
}

/** A baseline that loses something measures nothing. */
function fail(name: string, error: unknown): never {
  process.stderr.write(`${name}: ${String(error)}\n`);
  process.exit(1);
}
