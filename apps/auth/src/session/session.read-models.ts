import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { EndedSessions, RECENT_LIST_TTL_MS } from '@course-plateform/common/auth';
import { RealClock } from '@course-plateform/common/kernel';
import { ReadModel } from '@course-plateform/common/events';
import { Session } from './session.entity';

/** What all services know of ended sessions, for a rebuild. */
@Injectable()
export class SessionReadModels {
  constructor(
    private readonly endedSessions: EndedSessions,
    private readonly clock: RealClock,
  ) {}

  /** Made from the sessions themselves, so that no event has to be republished. */
  @ReadModel({ name: 'sessions', events: [] })
  async publishEnded(em: EntityManager): Promise<void> {
    const endedAt = { $gt: new Date(this.clock.now().getTime() - RECENT_LIST_TTL_MS) };
    const ended = await em.find(Session, { endedAt }, { fields: ['id'] });
    await this.endedSessions.add(ended.map(({ id }) => id));
  }
}
