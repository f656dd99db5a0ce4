import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { ConsumerEvents, type ConsumerMessages } from 'nats';
import { formsOf } from '@course-plateform/common/kernel';
import { Logger, Metrics } from '@course-plateform/common/observability';
import { BrokerConnection, NatsSettings } from '@course-plateform/common/nats';
import { EventConsumer } from './event-consumer';
import { EventHandlers } from './event-handlers';
import { EventSettings } from './events.settings';
import { type BoundHandler, Inbox } from './inbox';
import { MAX_ACK_PENDING, makeConsumer, openConsumer } from './jetstream-consumer';

const CONNECTION_WAIT_MS = 5_000;
/** The delay before a consumer that ended is opened again, in milliseconds. */
const REOPEN_MS = 1_000;

/** Keeps the consumers of a service running. */
@Injectable()
export class ConsumerRunner {
  private readonly open = new Set<ConsumerMessages>();
  private stopping = new AbortController();
  private running: Promise<unknown> | undefined;

  constructor(
    private readonly handlers: EventHandlers,
    private readonly inbox: Inbox,
    private readonly link: BrokerConnection,
    private readonly nats: NatsSettings,
    private readonly settings: EventSettings,
    private readonly logger: Logger,
    private readonly metrics: Metrics,
  ) {}

  start(): void {
    if (this.running) return;
    this.stopping = new AbortController();
    const { signal } = this.stopping;
    const all = [...this.handlers.find().values()];
    this.running = Promise.all(all.map((handler) => this.keepRunning(handler, signal)));
  }

  /** Takes no new events and finishes those in flight. */
  async stop(): Promise<void> {
    this.stopping.abort();
    for (const messages of this.open) messages.stop();
    await this.running;
    this.running = undefined;
  }

  private async keepRunning(handler: BoundHandler, signal: AbortSignal): Promise<void> {
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        await this.runOnce(handler, signal);
      } catch (error) {
        const { consumer } = handler;
        // A missing stream is normal at the first start, so log it only every 30 attempts.
        if (attempt % 30 === 0)
          this.logger.warn({ err: error, consumer }, 'consumer not started; will retry');
      }
      await sleep(REOPEN_MS, undefined, { signal }).catch(() => {
        // Only the signal aborts the wait, and the loop checks it next.
      });
    }
  }

  private async runOnce(handler: BoundHandler, signal: AbortSignal): Promise<void> {
    const connection = await this.link.connection(CONNECTION_WAIT_MS);
    if (!connection || signal.aborted) return;
    const { consumer, metadata } = handler;
    const { natsNamespace } = this.nats;
    const { firstRetryMs, provision } = this.settings;
    if (provision) {
      const subjects = formsOf(metadata.contract).map(({ subject }) => subject);
      const manager = await connection.jetstreamManager();
      await makeConsumer(manager, natsNamespace, { name: consumer, subjects });
    }
    const opened = await openConsumer(connection, natsNamespace, consumer);
    // Bound, to continue at once after a reconnection. Otherwise the client first checks whether the consumer exists,
    // and pauses for 15 to 45 seconds if it does not.
    const messages = await opened.consume({ max_messages: MAX_ACK_PENDING, bind: true });
    this.open.add(messages);
    if (signal.aborted) messages.stop();
    try {
      void stopWhenGone(messages);
      const { inbox, logger, metrics } = this;
      const tools = { inbox, logger, metrics, natsNamespace, firstRetryMs };
      await new EventConsumer(handler, tools, signal).consume(messages);
    } finally {
      this.open.delete(messages);
    }
  }
}

/** Stops messages whose consumer was deleted, so that it is opened again once it exists. */
async function stopWhenGone(messages: ConsumerMessages): Promise<void> {
  for await (const { type } of await messages.status()) {
    if (type === ConsumerEvents.ConsumerDeleted || type === ConsumerEvents.NoResponders) {
      messages.stop();
    }
  }
}
