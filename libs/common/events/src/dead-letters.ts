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

/** An event a consumer gave up on, for people who look after the platform. */
export interface DeadLetterView {
  readonly id: string;
  /** `<service>__<purpose>`. */
  readonly consumer: string;
  readonly event: StoredEvent;
  /** The last failure. */
  readonly error: string;
  /** Deliveries that failed. */
  readonly attempts: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** When it was handled after all. */
  readonly replayedAt?: Date;
}

/** The events a service gave up on. */
@Injectable()
export class DeadLetters {
  constructor(
    private readonly em: EntityManager,
    private readonly handlers: EventHandlers,
    private readonly inbox: Inbox,
  ) {}

  /** Those not handled since, the newest first. @param consumer only this one's @param limit at most how many */
  async list(consumer?: string, limit = 100): Promise<readonly DeadLetterView[]> {
    const em = this.fork();
    const rows = await em.find<DeadLetter>(
      deadLetterClassOf(em),
      { replayedAt: null, ...(consumer === undefined ? {} : { consumer }) },
      { orderBy: { lastAt: 'desc' }, limit },
    );
    return rows.map(toView);
  }

  /** Also those handled since. @param id of a dead letter, or of an event several consumers may have given up */
  async find(id: string): Promise<readonly DeadLetterView[]> {
    const em = this.fork();
    const rows = await em.find<DeadLetter>(deadLetterClassOf(em), {
      $or: [{ id }, { eventId: id }],
    });
    return rows.map(toView);
  }

  /** How many were not handled since. */
  count(): Promise<number> {
    const em = this.fork();
    return em.count<DeadLetter>(deadLetterClassOf(em), { replayedAt: null });
  }

  /**
   * Hands an event to its handler once more. Safe to repeat: an event that was handled is not handled again.
   * @returns whether it was handled now or had been before
   * @throws DeadLetterNotFound when there is none with this id, or its handler is gone
   * @throws whatever the handler throws; the dead letter then stays open
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
