import type { EntityManager } from '@mikro-orm/core';
import { type Class, type EventContract, formsOf } from '@course-plateform/common/kernel';
import {
  RequestInvalid,
  type ShapeOptions,
  validateShape,
} from '@course-plateform/common/validation';
import { EventInvalid, EventVersionUnknown } from './events.errors';

/** An event as consumers receive it. */
export interface EventEnvelope<Payload extends object> {
  /** UUID version 7; the same at every delivery and replay. */
  readonly id: string;
  /** The subject of the contract, whatever version was published. */
  readonly subject: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  /** The aggregate's version after the change. A consumer can ignore an event older than the one it has handled. */
  readonly aggregateVersion: number;
  readonly occurredAt: Date;
  readonly payload: Payload;
}

/** An event as it is sent and stored in `dead_letter`: an envelope in plain JSON, with its headers. */
export interface StoredEvent {
  readonly id: string;
  /** The subject under which it was published, with the version of the payload. */
  readonly subject: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly aggregateVersion: number;
  /** RFC 3339. */
  readonly occurredAt: string;
  readonly payload: object;
  readonly headers: EventHeaders;
}

/** The headers of an event. */
export interface EventHeaders {
  /** The trace the event belongs to (W3C). */
  readonly traceparent?: string;
  /** The id of the user who caused it. */
  readonly actor?: string;
  /**
   * The id of the replay that publishes it again; absent the first time. Only the broker sees it, in the message id.
   */
  readonly replay?: string;
}

/** A handler, which runs in the transaction that also stores the inbox row. */
export type EventHandlerMethod<Payload extends object> = (
  event: EventEnvelope<Payload>,
  em: EntityManager,
) => Promise<void>;

/**
 * The envelope of a received event, with its payload upcast to the current version. Unknown fields are ignored.
 * @throws EventInvalid when the payload breaks the contract of its version, or after upcasting that of the current one
 * @throws EventVersionUnknown when the contract has no such version
 */
export function openEnvelope<Payload extends object>(
  contract: EventContract<Payload>,
  stored: StoredEvent,
): EventEnvelope<Payload> {
  const { headers: _headers, payload, occurredAt, ...rest } = stored;
  return {
    ...rest,
    subject: contract.subject,
    occurredAt: new Date(occurredAt),
    payload: presentPayload(contract, stored.subject, payload),
  };
}

function presentPayload<Payload extends object>(
  contract: EventContract<Payload>,
  subject: string,
  payload: unknown,
): Payload {
  const form = formsOf(contract).find((known) => known.subject === subject);
  if (!form) throw new EventVersionUnknown(subject, contract.subject);
  if (!form.earlier) return checkPayload(subject, contract.payload, payload, 'ignore');
  const old = checkPayload(subject, form.payload, payload, 'ignore');
  return checkPayload(contract.subject, contract.payload, form.earlier.upcast(old), 'ignore');
}

/** @throws EventInvalid when a payload breaks its contract */
export function checkPayload<Payload extends object>(
  subject: string,
  shape: Class<Payload>,
  payload: unknown,
  unknownFields: ShapeOptions['unknownFields'],
): Payload {
  try {
    return validateShape(shape, payload, { unknownFields });
  } catch (error) {
    if (!(error instanceof RequestInvalid)) throw error;
    throw new EventInvalid(subject, error.occurrence.errors ?? []);
  }
}
