import { Injectable } from '@nestjs/common';
import { type JetStreamClient, headers } from 'nats';
import {
  type TraceContext,
  Tracing,
  childTrace,
  startTrace,
} from '@course-plateform/common/observability';
import { wireSubject, BrokerConnection, NatsSettings } from '@course-plateform/common/nats';
import type { StoredEvent } from './event';
import type { PendingEvent } from './message-store';
import { eventSpan } from './spans';

/** How long the broker may take to confirm, in milliseconds. */
const ACK_MS = 5_000;

/** The outcome of a batch, by event id. */
export interface Published {
  readonly done: readonly string[];
  readonly failed: readonly string[];
  /** The error of the first failed event. */
  readonly error: unknown;
}

/** Publishes events to the stream. */
@Injectable()
export class EventPublisher {
  constructor(
    private readonly link: BrokerConnection,
    private readonly nats: NatsSettings,
    private readonly tracing: Tracing,
  ) {}

  /**
   * Publishes a batch on one connection, which keeps its order, and waits for every confirmation.
   * @param waitMs the longest wait for the broker in milliseconds
   * @returns undefined when the broker is unavailable
   */
  async publish(batch: readonly PendingEvent[], waitMs: number): Promise<Published | undefined> {
    const connection = await this.link.connection(waitMs);
    if (!connection) return undefined;
    const stream = connection.jetstream({ timeout: ACK_MS });
    const outcomes = await Promise.allSettled(batch.map((event) => this.send(stream, event)));
    const done: string[] = [];
    const failed: string[] = [];
    let error: unknown;
    batch.forEach(({ id }, index) => {
      const outcome = outcomes[index];
      if (outcome?.status === 'fulfilled') done.push(id);
      else {
        failed.push(id);
        error ??= outcome?.reason;
      }
    });
    return { done, failed, error };
  }

  private async send(stream: JetStreamClient, event: PendingEvent): Promise<void> {
    const started = performance.now();
    const made = headers();
    const { traceparent, actor } = event.headers;
    // Consumers' spans are children of the span that published the event first, however often it is sent.
    if (traceparent) made.set('traceparent', traceparent);
    if (actor) made.set('actor', actor);
    const { attempts: _attempts, headers: _headers, ...wire } = event;
    const subject = wireSubject(this.nats.natsNamespace, event.subject);
    const body = JSON.stringify(wire satisfies Omit<StoredEvent, 'headers'>);
    let errorType: string | undefined = 'unavailable';
    try {
      await stream.publish(subject, body, { msgID: messageId(event), headers: made });
      errorType = undefined;
    } finally {
      if (this.tracing.on && traceparent) {
        const trace = childTrace(publishedAt(traceparent));
        this.tracing.record(eventSpan('producer', event, { trace, startedMs: started, errorType }));
      }
    }
  }
}

/** The id by which the broker drops duplicates. A replay has another one, because it must not be dropped. */
function messageId({ id, headers: { replay } }: PendingEvent): string {
  return replay === undefined ? id : `${id}/${replay}`;
}

/** The trace context of a header. */
function publishedAt(traceparent: string): TraceContext {
  const { traceId, parentSpanId, spanId, sampled } = startTrace(traceparent);
  return { traceId, spanId: parentSpanId ?? spanId, sampled };
}
