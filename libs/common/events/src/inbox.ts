import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RequestContext, ACTOR } from '@course-plateform/common/kernel';
import { forkOf, untilNotOvertaken } from '@course-plateform/common/persistence';
import { TRACE, Tracing, startTrace } from '@course-plateform/common/observability';
import {
  type EventEnvelope,
  type EventHandlerMethod,
  type StoredEvent,
  openEnvelope,
} from './event';
import type { EventHandlerMetadata } from './event-handler';
import { GroupCommit } from './group-commit';
import type { MessageStore } from './message-store';
import { openMessageStore } from './open-message-store';
import { eventSpan } from './spans';

/** A handler bound to its provider, under the name of its consumer (`<service>__<purpose>`). */
export interface BoundHandler {
  readonly consumer: string;
  readonly metadata: EventHandlerMetadata;
  readonly handle: EventHandlerMethod<object>;
}

export type InboxOutcome = 'handled' | 'duplicate';

/** Transactions of one consumer at once, and events that may share one of them. */
const GROUPS = { atOnce: 8, size: 8 } as const;

/** An event on its way to its handler, with the context its handler runs in. */
interface Delivery {
  readonly event: EventEnvelope<object>;
  readonly context: RequestContext;
}

/** Runs handlers so that each handles each event once. */
@Injectable()
export class Inbox {
  readonly store: MessageStore;
  private readonly groups = new Map<string, GroupCommit<Delivery, InboxOutcome>>();

  constructor(
    private readonly em: EntityManager,
    private readonly tracing: Tracing,
  ) {
    this.store = openMessageStore(em);
  }

  /**
   * Handles an event in one transaction with the note that it was handled. Events that come faster than transactions
   * end share one; ask for the next event of an aggregate when the one before is done.
   * @returns whether it was handled now or had been before
   * @throws EventInvalid when its payload breaks the contract, and whatever the handler throws
   */
  async handle(handler: BoundHandler, stored: StoredEvent): Promise<InboxOutcome> {
    const context = RequestContext.current() ?? eventContext(stored);
    if (!this.tracing.on) return this.handleOnce(handler, stored, context);
    const startedMs = performance.now();
    let errorType: string | undefined = 'failed';
    try {
      const outcome = await this.handleOnce(handler, stored, context);
      errorType = undefined;
      return outcome;
    } finally {
      const trace = context.get(TRACE);
      const { consumer } = handler;
      if (trace) {
        this.tracing.record(
          eventSpan('consumer', stored, { trace, startedMs, errorType }, consumer),
        );
      }
    }
  }

  private async handleOnce(
    handler: BoundHandler,
    stored: StoredEvent,
    context: RequestContext,
  ): Promise<InboxOutcome> {
    const event = openEnvelope(handler.metadata.contract, stored);
    return this.groupsOf(handler).add({ event, context });
  }

  private groupsOf(handler: BoundHandler): GroupCommit<Delivery, InboxOutcome> {
    const known = this.groups.get(handler.consumer);
    if (known) return known;
    // Who was overtaken by another transaction has not failed: no try of the broker's is spent on it, and a group stays
    // together, because its members would only overtake each other.
    const handle = (deliveries: readonly Delivery[]) =>
      untilNotOvertaken(() => this.handleAll(handler, deliveries));
    const made = new GroupCommit<Delivery, InboxOutcome>(
      handle,
      (delivery) => handle([delivery]).then(only),
      GROUPS,
    );
    this.groups.set(handler.consumer, made);
    return made;
  }

  private handleAll(
    handler: BoundHandler,
    deliveries: readonly Delivery[],
  ): Promise<readonly InboxOutcome[]> {
    const fork = forkOf(this.em);
    return fork.transactional(async (em) => {
      const ids = deliveries.map(({ event }) => event.id);
      const first = await this.store.firstTime(em, handler.consumer, ids);
      const outcomes: InboxOutcome[] = [];
      for (const { event, context } of deliveries) {
        if (first.has(event.id)) {
          await RequestContext.run(context, () => handler.handle(event, em));
          // The next handler may look past the entity manager at what this one has changed.
          await em.flush();
        }
        outcomes.push(first.has(event.id) ? 'handled' : 'duplicate');
      }
      return outcomes;
    });
  }
}

/** The context in which an event is handled: the trace and the user that led to it. */
export function eventContext(stored: StoredEvent): RequestContext {
  const context = new RequestContext();
  context.set(TRACE, startTrace(stored.headers.traceparent));
  if (stored.headers.actor) context.set(ACTOR, stored.headers.actor);
  return context;
}

function only([outcome]: readonly InboxOutcome[]): InboxOutcome {
  if (outcome === undefined) throw new Error('An event was handled without an outcome');
  return outcome;
}
