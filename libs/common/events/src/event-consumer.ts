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

/** Events one consumer of one process has taken at once: all it may get, so that those that wait share a transaction. */
const CONCURRENCY = MAX_ACK_PENDING;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;
/** How often the broker is told that a message is still being worked on; well below the ack wait of 30 s. */
const HEARTBEAT_MS = 10_000;
/** How often an absent database is asked again, in milliseconds. */
const PROBE_MS = 500;

/** What a consumer needs of its process. */
export interface ConsumerTools {
  readonly inbox: Inbox;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly natsNamespace: string;
  /** See `EventSettings`. */
  readonly firstRetryMs: number | undefined;
}

/** Handles the messages of one durable consumer: those of one aggregate in order, those of several at once. */
export class EventConsumer {
  private readonly queue = new KeyedQueue(CONCURRENCY);
  private readonly held = new Set<JsMsg>();
  private databaseBack: Promise<void> | undefined;

  constructor(
    private readonly handler: BoundHandler,
    private readonly tools: ConsumerTools,
    private readonly signal: AbortSignal,
  ) {}

  /** Handles what comes until the messages end; those already taken are finished. */
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

  /** Waits for a free place, so that the broker keeps what this process cannot work on yet. */
  private async take(message: JsMsg): Promise<void> {
    const stored = read(message, this.tools.natsNamespace);
    if (!stored) {
      this.tools.logger.error({ subject: message.subject }, 'An event is not JSON and was dropped');
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

  /** Tries until the event is settled one way or another; only a database that is away makes it try again here. */
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
          'The database is away',
        );
        await this.untilDatabaseIsBack();
      }
    }
    // The process ends while its database is away; the broker offers the event to another one.
    message.nak();
  }

  /** @throws whatever happened, when the database does not answer afterwards */
  private async attempt(message: JsMsg, stored: StoredEvent): Promise<EventOutcome> {
    const { deliveryCount } = message.info;
    if (deliveryCount > MAX_DELIVER) {
      // A failure would have been noted before: its processes died over it, or stood still.
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
    this.tools.logger.warn(what, 'An event will be tried again');
    return 'retried';
  }

  private async giveUp(message: JsMsg, stored: StoredEvent, error: unknown): Promise<EventOutcome> {
    const { consumer } = this.handler;
    const attempts = message.info.deliveryCount;
    const letter = { consumer, event: stored, error: textOf(error), attempts };
    await this.tools.inbox.store.keepDeadLetter(letter);
    message.term('dead letter');
    const what = { err: error, consumer, eventId: stored.id, attempts };
    this.tools.logger.error(what, 'An event was given up');
    return 'dead_lettered';
  }

  /** All messages wait for the same probe; meanwhile no try is spent and nothing new is taken. */
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
      'Event handled',
    );
  }
}

function read(message: JsMsg, namespace: string): StoredEvent | undefined {
  try {
    const event = jsonOf<Omit<StoredEvent, 'headers'>>(message);
    const traceparent = message.headers?.get('traceparent');
    const actor = message.headers?.get('actor');
    const headers = { ...(traceparent ? { traceparent } : {}), ...(actor ? { actor } : {}) };
    // The broker vouches for the subject it came under, and nobody for the one inside.
    return { ...event, subject: contractSubject(namespace, message.subject), headers };
  } catch {
    // Nothing of it can be kept as an event; the caller says so and drops it.
    return undefined;
  }
}

/** What events are handled one after another for. The payload has not been checked yet. */
function turnOf({ aggregateId, payload }: StoredEvent, field: string | undefined): string {
  const value: unknown = field === undefined ? undefined : Reflect.get(Object(payload), field);
  return typeof value === 'string' ? value : aggregateId;
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
