import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { EndedSessions, TOLD_FOR_MS } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { ReadModel } from '@course-plateform/common/events';
import { Session } from './session.entity';

/** What all services know of ended sessions, for a rebuild. */
@Injectable()
export class SessionReadModels {
  constructor(
    private readonly endedSessions: EndedSessions,
    private readonly clock: Clock,
  ) {}

  /** Made from the sessions themselves, so that nobody has to tell anything again. */
  @ReadModel({ name: 'sessions', facts: [] })
  async tellEnded(em: EntityManager): Promise<void> {
    const endedAt = { $gt: new Date(this.clock.now().getTime() - TOLD_FOR_MS) };
    const ended = await em.find(Session, { endedAt }, { fields: ['id'] });
    await this.endedSessions.add(ended.map(({ id }) => id));
  }
}
