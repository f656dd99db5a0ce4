import { RequestContext } from '@course-plateform/common/kernel';
import { untilNotOvertaken } from '@course-plateform/common/persistence';
import { TRACE, Tracing, startTrace } from '@course-plateform/common/observability';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventHandlerMethod, type StoredEvent, openEnvelope } from './event';
import type { EventHandlerMetadata } from './event-handler';
import type { MessageStore } from './message-store';
import { openMessageStore } from './open-message-store';
import { ACTOR } from './settings';
import { eventSpan } from './spans';

/** A handler bound to its provider, under the name of its consumer (`<service>__<purpose>`). */
export interface BoundHandler {
  readonly consumer: string;
  readonly metadata: EventHandlerMetadata;
  readonly handle: EventHandlerMethod<object>;
}

/** Runs handlers so that each handles each event once. */
@Injectable()
export class Inbox {
  readonly store: MessageStore;

  constructor(
    private readonly em: EntityManager,
    private readonly tracing: Tracing,
  ) {
    this.store = openMessageStore(em);
  }

  /**
   * Handles an event in one transaction with the note that it was handled.
   * @returns whether it was handled now or had been before
   * @throws EventInvalid when its payload breaks the contract, and whatever the handler throws
   */
  async handle(handler: BoundHandler, stored: StoredEvent): Promise<'handled' | 'duplicate'> {
    if (!this.tracing.on) return this.handleOnce(handler, stored);
    const startedMs = performance.now();
    let errorType: string | undefined = 'failed';
    try {
      const outcome = await this.handleOnce(handler, stored);
      errorType = undefined;
      return outcome;
    } finally {
      const trace = RequestContext.get(TRACE);
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
  ): Promise<'handled' | 'duplicate'> {
    const event = openEnvelope(handler.metadata.contract, stored);
    // Who was overtaken by another transaction has not failed: no try of the broker's is spent on it.
    return untilNotOvertaken(() => {
      const fork = this.em.fork({ useContext: false, disableContextResolution: true });
      return fork.transactional(async (em) => {
        if (!(await this.store.firstTime(em, handler.consumer, event.id))) return 'duplicate';
        await handler.handle(event, em);
        return 'handled';
      });
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
