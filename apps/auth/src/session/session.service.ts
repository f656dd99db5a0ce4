import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { toPage } from '@course-plateform/common/http';
import { Clock } from '@course-plateform/common/kernel';
import { findNumberedPage } from '@course-plateform/common/persistence';
import { type SessionListQuery, type SessionPageResponse, toSessionResponse } from './session.dto';
import { Session, SessionEnd } from './session.entity';
import { SessionNotFound } from './session.errors';
import { SessionEnder } from './session-ender';

/** A person's sessions: where one is signed in, and signing out. */
@Injectable()
export class SessionService {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly ender: SessionEnder,
  ) {}

  /** The caller's open sessions, newest first. */
  async list(caller: Caller, query: SessionListQuery): Promise<SessionPageResponse> {
    const page = await findNumberedPage(
      this.em,
      Session,
      { accountId: caller.userId, endedAt: null, expiresAt: { $gt: this.clock.now() } },
      { page: query.page, limit: query.limit, orderBy: { createdAt: 'desc', id: 'desc' } },
    );
    return toPage(page, query, (session) => toSessionResponse(session, caller.sessionId));
  }

  /** @throws SessionNotFound when it is absent, over or somebody else's */
  async end(caller: Caller, id: string): Promise<void> {
    const session = { id, accountId: caller.userId };
    const ended = await this.ender.end(session, SessionEnd.signedOut);
    if (!ended) throw new SessionNotFound();
  }

  /** Signs out; a session that is over already is fine. */
  async endCurrent(caller: Caller): Promise<void> {
    await this.ender.end({ id: caller.sessionId }, SessionEnd.signedOut);
  }
}
