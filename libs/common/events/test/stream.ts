import { connect } from 'nats';
import { testStores } from '@course-plateform/common/test-kit';
import { wireSubject } from '@course-plateform/common/nats';
import { type BrokerSettings } from './service';
import { openConsumer } from '../src/jetstream-consumer';
import { eventStream } from '../src/stream-names';

/** An event as it lies in the stream. */
export interface Published {
  readonly id: string;
  readonly subject: string;
  readonly aggregateId: string;
  readonly aggregateVersion: number;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A look at the broker from outside of any service. */
export class StreamView {
  constructor(private readonly settings: BrokerSettings) {}

  /** Everything in the stream, in its order. */
  async published(): Promise<Published[]> {
    return this.with(async (manager, stream) => {
      const { state } = await manager.streams.info(stream);
      const found: Published[] = [];
      for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
        found.push((await manager.streams.getMessage(stream, { seq })).json<Published>());
      }
      return found;
    });
  }

  async count(): Promise<number> {
    return this.with(
      async (manager, stream) => (await manager.streams.info(stream)).state.messages,
    );
  }

  /** Puts an event into the stream past every outbox. */
  async put(subject: string, body: string, id: string): Promise<void> {
    const connection = await this.connect();
    const wire = wireSubject(this.settings.natsNamespace, subject);
    await connection.jetstream().publish(wire, body, { msgID: id });
    await connection.close();
  }

  /** How many deliveries of the events not yet acknowledged were repeats, and how many wait. */
  async consumer(
    durable: string,
  ): Promise<{ redelivered: number; waiting: number; tried: number }> {
    return this.with(async (manager, stream) => {
      const info = await manager.consumers.info(stream, durable);
      return {
        redelivered: info.num_redelivered,
        waiting: info.num_pending + info.num_ack_pending,
        tried: info.delivered.consumer_seq,
      };
    });
  }

  async remove(): Promise<void> {
    await this.with(async (manager, stream) => {
      await manager.streams.delete(stream);
    });
  }

  /** Takes an event as a durable consumer does, and gives it back as if its process had died. */
  async takeAndDrop(consumer: string, eventId: string): Promise<void> {
    const { natsNamespace } = this.settings;
    const connection = await connect({ servers: new URL(testStores().natsUrl).host });
    try {
      const taken = await openConsumer(connection, natsNamespace, consumer);
      const message = await taken.next({ expires: 5_000 });
      if (message?.json<{ id: string }>().id !== eventId) throw new Error('Another event came');
      message.nak();
      await connection.flush();
    } finally {
      await connection.close();
    }
  }

  private async with<T>(
    look: (
      manager: Awaited<ReturnType<Awaited<ReturnType<typeof connect>>['jetstreamManager']>>,
      stream: string,
    ) => Promise<T>,
  ): Promise<T> {
    const connection = await this.connect();
    try {
      const manager = await connection.jetstreamManager();
      return await look(manager, eventStream(this.settings.natsNamespace));
    } finally {
      await connection.close();
    }
  }

  private connect() {
    return connect({ servers: new URL(testStores().natsUrl).host });
  }
}
