import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { EndedSessions } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { Logger } from '@course-plateform/common/observability';
import { Session, type SessionEnd } from './session.entity';

/** Ends sessions, together with what is left of the life of their access tokens. */
@Injectable()
export class SessionEnder {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly endedSessions: EndedSessions,
    private readonly logger: Logger,
  ) {}

  /**
   * Ends an open session. A statement of its own, so that it stays done when the request is refused.
   * @param session with `accountId` only if it is that person's
   * @returns whether there was an open one to end
   */
  async end(session: { id: string; accountId?: string }, by: SessionEnd): Promise<boolean> {
    const now = this.clock.now();
    const em = this.em.fork({ useContext: false, disableContextResolution: true });
    const ended = await em.nativeUpdate(
      Session,
      { ...session, endedAt: null },
      { endedAt: now, endedBy: by, updatedAt: now },
    );
    if (ended === 0) return false;
    this.logger.info({ sessionId: session.id, by }, 'session ended');
    await this.endedSessions.add(session.id);
    return true;
  }
}
