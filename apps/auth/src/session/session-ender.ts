import { EntityManager, type FilterQuery, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { EndedSessions } from '@course-plateform/common/auth';
import { RealClock } from '@course-plateform/common/kernel';
import { Logger } from '@course-plateform/common/observability';
import { AfterCommit } from '@course-plateform/common/persistence';
import { Session, type SessionEnd } from './session.entity';

/** Ends sessions, together with what is left of the life of their access tokens. */
@Injectable()
export class SessionEnder {
  constructor(
    private readonly afterCommit: AfterCommit,
    private readonly clock: RealClock,
    private readonly endedSessions: EndedSessions,
    private readonly logger: Logger,
  ) {}

  /**
   * Ends open sessions inside a unit of work; their access tokens become useless when it is committed.
   * @param which with `accountId` only those of that user
   * @returns those that were open and are not any more
   */
  async end(em: EntityManager, which: FilterQuery<Session>, by: SessionEnd): Promise<Session[]> {
    const now = this.clock.now();
    const open = await em.find(
      Session,
      { $and: [which, { endedAt: null }] },
      { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
    );
    for (const session of open) session.end(by, now);
    const ids = open.map(({ id }) => id);
    if (ids.length > 0) await this.afterCommit.do(em, () => this.announce(ids, by));
    return open;
  }

  private async announce(sessionIds: readonly string[], by: SessionEnd): Promise<void> {
    this.logger.info({ sessionIds, by }, 'sessions ended');
    await this.endedSessions.add(sessionIds);
  }
}
