import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RequestContext } from '@course-plateform/common/kernel';
import { forkOf } from '@course-plateform/common/persistence';
import type { StoredEvent } from './event';
import { EventHandlers } from './event-handlers';
import { Inbox, eventContext } from './inbox';
import type { DeadLetter } from './message.entity';
import { deadLetterClassOf } from './message-store';
import { DeadLetterNotFound } from './events.errors';

/** An event a consumer gave up on, for operators. */
export interface DeadLetterView {
  readonly id: string;
  /** `<service>__<consumer>`. */
  readonly consumer: string;
  readonly event: StoredEvent;
  /** The last error. */
  readonly error: string;
  /** The number of failed deliveries. */
  readonly attempts: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** When a replay has handled it. */
  readonly replayedAt?: Date;
}

/** The dead letters of a service. */
@Injectable()
export class DeadLetters {
  constructor(
    private readonly em: EntityManager,
    private readonly handlers: EventHandlers,
    private readonly inbox: Inbox,
  ) {}

  /**
   * The open dead letters, newest first.
   * @param consumer only those of this consumer
   * @param limit the maximum number
   */
  async list(consumer?: string, limit = 100): Promise<readonly DeadLetterView[]> {
    const em = this.fork();
    const rows = await em.find<DeadLetter>(
      deadLetterClassOf(em),
      { replayedAt: null, ...(consumer === undefined ? {} : { consumer }) },
      { orderBy: { lastAt: 'desc' }, limit },
    );
    return rows.map(toView);
  }

  /** Finds dead letters, also handled ones. @param id of a dead letter, or of an event, which may have several */
  async find(id: string): Promise<readonly DeadLetterView[]> {
    const em = this.fork();
    const rows = await em.find<DeadLetter>(deadLetterClassOf(em), {
      $or: [{ id }, { eventId: id }],
    });
    return rows.map(toView);
  }

  /** The number of open dead letters. */
  count(): Promise<number> {
    const em = this.fork();
    return em.count<DeadLetter>(deadLetterClassOf(em), { replayedAt: null });
  }

  /**
   * Handles a dead letter again. Safe to repeat: an event that was handled is not handled again.
   * @returns `duplicate` when it had been handled before
   * @throws DeadLetterNotFound when there is none with this id, or its handler no longer exists
   * @throws any error of the handler; the dead letter then stays open
   */
  async replay(id: string): Promise<'handled' | 'duplicate'> {
    const em = this.fork();
    const letter = await em.findOne<DeadLetter>(deadLetterClassOf(em), { id });
    const handler = letter && this.handlers.find().get(letter.consumer);
    if (!letter || !handler) throw new DeadLetterNotFound();
    const { event } = letter;
    const outcome = await RequestContext.run(eventContext(event), () =>
      this.inbox.handle(handler, event),
    );
    letter.replayedAt ??= new Date();
    await em.flush();
    return outcome;
  }

  private fork(): EntityManager {
    return forkOf(this.em);
  }
}

function toView(row: DeadLetter): DeadLetterView {
  const { id, consumer, event, error, attempts, firstAt, lastAt, replayedAt } = row;
  const view = { id, consumer, event, error, attempts, firstAt, lastAt };
  return replayedAt ? { ...view, replayedAt } : view;
}
