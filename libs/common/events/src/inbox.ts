import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RequestContext, ACTOR } from '@course-plateform/common/kernel';
import { forkOf, retryConflictsAndLostUpdates } from '@course-plateform/common/persistence';
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

/** A handler bound to its provider, with its consumer name (`<service>__<consumer>`). */
export interface BoundHandler {
  readonly consumer: string;
  readonly metadata: EventHandlerMetadata;
  readonly handle: EventHandlerMethod<object>;
}

export type InboxOutcome = 'handled' | 'duplicate';

/** Concurrent transactions of one consumer, and events per transaction. */
const GROUPS = { atOnce: 8, size: 8 } as const;

/** An event for its handler, with the request context. */
interface Delivery {
  readonly event: EventEnvelope<object>;
  readonly context: RequestContext;
}

/** Runs handlers so that each one handles each event once. */
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
   * Handles an event and stores its inbox row in one transaction. Under load, events share a transaction, so pass the
   * next event of an aggregate only after the previous one is done.
   * @returns `duplicate` when it had been handled before
   * @throws EventInvalid when its payload breaks the contract, and any error of the handler
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
    // A transaction that was aborted by a conflict is retried here, so that it uses up no delivery. A group stays
    // together, because its items would conflict again.
    const handle = (deliveries: readonly Delivery[]) =>
      retryConflictsAndLostUpdates(() => this.handleAll(handler, deliveries));
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
          // The next handler may read these changes with SQL of its own.
          await em.flush();
        }
        outcomes.push(first.has(event.id) ? 'handled' : 'duplicate');
      }
      return outcomes;
    });
  }
}

/** The request context for handling an event: its trace and the user who caused it. */
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
