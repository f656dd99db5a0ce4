import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import {
  type EventContract,
  RequestContext,
  ownerOf,
  present,
  ACTOR,
} from '@course-plateform/common/kernel';
import { TRACE, traceparentOf } from '@course-plateform/common/observability';
import { NatsSettings } from '@course-plateform/common/nats';
import { type EventHeaders, checkPayload } from './event';
import { outboxClassOf } from './message-store';

/** An aggregate whose change is about to be stored. */
export interface Changing {
  readonly id: string;
  /** Before the change; undefined for a new one. */
  readonly version?: number | undefined;
}

/** What an event is about, when it is no aggregate in its present unit of work. */
export interface EventAbout {
  readonly aggregateId: string;
  /** The aggregate's version after this change: `nextVersion(aggregate)` before the flush. */
  readonly aggregateVersion: number;
  /** The third part of the subject when absent. */
  readonly aggregateType?: string;
  /** When it became true; now when absent. */
  readonly occurredAt?: Date;
}

/** Publishes events with the transaction that makes them true: they leave when it commits, and only then. */
@Injectable()
export class Outbox {
  constructor(private readonly nats: NatsSettings) {}

  /**
   * Adds an event to the unit of work of an entity manager; the flush that stores the change stores the event too.
   * The aggregate must carry an optimistic-lock version (or be locked first), so that the order of its events is
   * the order of its versions.
   * @param aggregate what the event is about; the flush gives it its next version
   * @returns the event's id
   * @throws EventInvalid when the payload breaks the contract
   * @throws Error when the event belongs to another service
   */
  publish<Payload extends object>(
    em: EntityManager,
    contract: EventContract<Payload>,
    aggregate: Changing | EventAbout,
    payload: NoInfer<Payload>,
  ): string {
    if (ownerOf(contract.subject) !== this.nats.service) {
      throw new Error(`${contract.subject} is not an event of ${this.nats.service}`);
    }
    const about = 'aggregateId' in aggregate ? aggregate : aboutChange(aggregate);
    const plain = JSON.parse(JSON.stringify(payload)) as object;
    checkPayload(contract.subject, contract.payload, plain, 'refuse');
    const Message = outboxClassOf(em);
    const message = new Message({
      subject: contract.subject,
      aggregateType: about.aggregateType ?? typeOf(contract.subject),
      aggregateId: about.aggregateId,
      aggregateVersion: about.aggregateVersion,
      payload: plain,
      headers: eventHeaders(),
      createdAt: about.occurredAt ?? new Date(),
    });
    em.persist(message);
    return message.id;
  }
}

function aboutChange(aggregate: Changing): EventAbout {
  return { aggregateId: aggregate.id, aggregateVersion: nextVersion(aggregate) };
}

/** The version an aggregate will have once its present changes are stored: 1 for a new one, else one more. */
export function nextVersion({ version }: Pick<Changing, 'version'>): number {
  return (version ?? 0) + 1;
}

/** The third part: `order` of `evt.order.order.paid.v1`. */
function typeOf(subject: string): string {
  return present(subject.split('.')[2], `the aggregate in ${subject}`);
}

function eventHeaders(): EventHeaders {
  const context = RequestContext.current();
  const trace = context?.get(TRACE);
  const actor = context?.get(ACTOR);
  return {
    ...(trace ? { traceparent: traceparentOf(trace) } : {}),
    ...(actor ? { actor } : {}),
  };
}
