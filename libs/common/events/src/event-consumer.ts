import { setTimeout as sleep } from 'node:timers/promises';
import type { ConsumerMessages, JsMsg } from 'nats';
import { RequestContext } from '@course-plateform/common/kernel';
import { type EventOutcome, Logger, Metrics, TRACE } from '@course-plateform/common/observability';
import { contractSubject, jsonOf } from '@course-plateform/common/nats';
import type { StoredEvent } from './event';
import { type BoundHandler, type Inbox, eventContext } from './inbox';
import { MAX_ACK_PENDING, MAX_DELIVER } from './jetstream-consumer';
import { KeyedQueue } from './keyed-queue';
import { EventInvalid } from './events.errors';

/** How many events a consumer takes at once: as many as it may, so that waiting events can share a transaction. */
const CONCURRENCY = MAX_ACK_PENDING;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;
/** How often a message in flight is reported to the broker, in milliseconds: well below the ack wait of 30 s. */
const HEARTBEAT_MS = 10_000;
/** How often an unavailable database is probed, in milliseconds. */
const PROBE_MS = 500;

/** What a consumer needs from its process. */
export interface ConsumerTools {
  readonly inbox: Inbox;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly natsNamespace: string;
  /** See `EventSettings`. */
  readonly firstRetryMs: number | undefined;
}

/** Handles the messages of one durable consumer: in order within an aggregate, in parallel otherwise. */
export class EventConsumer {
  private readonly queue = new KeyedQueue(CONCURRENCY);
  private readonly held = new Set<JsMsg>();
  private databaseBack: Promise<void> | undefined;

  constructor(
    private readonly handler: BoundHandler,
    private readonly tools: ConsumerTools,
    private readonly signal: AbortSignal,
  ) {}

  /** Handles messages until they end, and finishes those already taken. */
  async consume(messages: ConsumerMessages): Promise<void> {
    const heartbeat = setInterval(() => this.heartbeat(), HEARTBEAT_MS);
    try {
      for await (const message of messages) {
        if (this.signal.aborted) break;
        await this.databaseBack;
        await this.take(message);
      }
    } finally {
      await this.queue.idle();
      clearInterval(heartbeat);
    }
  }

  /** Waits for free capacity, so that the broker keeps what this process cannot handle yet. */
  private async take(message: JsMsg): Promise<void> {
    const stored = read(message, this.tools.natsNamespace);
    if (!stored) {
      this.tools.logger.error({ subject: message.subject }, 'event dropped: not JSON');
      message.term('not JSON');
      return;
    }
    this.held.add(message);
    await this.queue.add(turnOf(stored, this.handler.metadata.inTurnBy), () =>
      RequestContext.run(eventContext(stored), async () => {
        await this.work(message, stored);
        this.held.delete(message);
      }),
    );
  }

  private heartbeat(): void {
    for (const message of this.held) message.working();
  }

  /** Handles a message until it is settled; retries here only while the database is unavailable. */
  private async work(message: JsMsg, stored: StoredEvent): Promise<void> {
    const started = performance.now();
    while (!this.signal.aborted || !this.databaseBack) {
      try {
        const outcome = await this.attempt(message, stored);
        this.note(message, stored, outcome, started);
        return;
      } catch (error) {
        this.tools.logger.warn(
          { err: error, consumer: this.handler.consumer },
          'database unavailable',
        );
        await this.untilDatabaseIsBack();
      }
    }
    // The process stops while its database is unavailable; the broker delivers the event to another one.
    message.nak();
  }

  /** @throws the error when the database is unavailable afterwards */
  private async attempt(message: JsMsg, stored: StoredEvent): Promise<EventOutcome> {
    const { deliveryCount } = message.info;
    if (deliveryCount > MAX_DELIVER) {
      // A failure would have been recorded earlier, so its processes crashed or hung.
      const error = new Error(`Delivered ${deliveryCount} times and never finished`);
      return this.giveUp(message, stored, error);
    }
    try {
      const outcome = await this.tools.inbox.handle(this.handler, stored);
      message.ack();
      return outcome;
    } catch (error) {
      if (!(await this.tools.inbox.store.isReachable())) throw error;
      return this.refuse(message, stored, error);
    }
  }

  private async refuse(message: JsMsg, stored: StoredEvent, error: unknown): Promise<EventOutcome> {
    const attempts = message.info.deliveryCount;
    if (error instanceof EventInvalid || attempts >= MAX_DELIVER) {
      return this.giveUp(message, stored, error);
    }
    const first = this.tools.firstRetryMs ?? FIRST_RETRY_MS;
    message.nak(Math.min(first * 2 ** (attempts - 1), LONGEST_RETRY_MS));
    const { consumer } = this.handler;
    const what = { err: error, consumer, eventId: stored.id, attempts };
    this.tools.logger.warn(what, 'event failed; will retry');
    return 'retried';
  }

  private async giveUp(message: JsMsg, stored: StoredEvent, error: unknown): Promise<EventOutcome> {
    const { consumer } = this.handler;
    const attempts = message.info.deliveryCount;
    const letter = { consumer, event: stored, error: textOf(error), attempts };
    await this.tools.inbox.store.keepDeadLetter(letter);
    message.term('dead letter');
    const what = { err: error, consumer, eventId: stored.id, attempts };
    this.tools.logger.error(what, 'event moved to the dead letters');
    return 'dead_lettered';
  }

  /** All messages wait for the same probe. Meanwhile no attempt is used up and nothing new is taken. */
  private untilDatabaseIsBack(): Promise<void> {
    this.databaseBack ??= this.probe().finally(() => {
      this.databaseBack = undefined;
    });
    return this.databaseBack;
  }

  private async probe(): Promise<void> {
    while (!this.signal.aborted && !(await this.tools.inbox.store.isReachable())) {
      await sleep(PROBE_MS);
    }
  }

  private note(message: JsMsg, stored: StoredEvent, outcome: EventOutcome, started: number): void {
    const durationMs = performance.now() - started;
    const { consumer } = this.handler;
    this.tools.metrics.observeEvent(consumer, outcome, durationMs / 1000);
    const parentSpanId = RequestContext.get(TRACE)?.parentSpanId;
    this.tools.logger.info(
      {
        ...(parentSpanId === undefined ? {} : { parentSpanId }),
        consumer,
        subject: stored.subject,
        eventId: stored.id,
        aggregateId: stored.aggregateId,
        outcome,
        delivery: message.info.deliveryCount,
        durationMs: Math.round(durationMs * 10) / 10,
      },
      'event handled',
    );
  }
}

function read(message: JsMsg, namespace: string): StoredEvent | undefined {
  try {
    const event = jsonOf<Omit<StoredEvent, 'headers'>>(message);
    const traceparent = message.headers?.get('traceparent');
    const actor = message.headers?.get('actor');
    const headers = { ...(traceparent ? { traceparent } : {}), ...(actor ? { actor } : {}) };
    // Trust the subject of the message, which the broker checks, and not the one in the payload.
    return { ...event, subject: contractSubject(namespace, message.subject), headers };
  } catch {
    // It cannot be stored as an event; the caller logs and drops it.
    return undefined;
  }
}

/** The key by which events are handled in order. The payload is not validated yet. */
function turnOf({ aggregateId, payload }: StoredEvent, field: string | undefined): string {
  const value: unknown = field === undefined ? undefined : Reflect.get(Object(payload), field);
  return typeof value === 'string' ? value : aggregateId;
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
