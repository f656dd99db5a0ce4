import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { type PageQuery, toPage } from '@course-plateform/common/http';
import { RealClock } from '@course-plateform/common/kernel';
import { UnitOfWork, findNumberedPage } from '@course-plateform/common/persistence';
import { Account } from '../account/account.entity';
import { AccountNotFound } from '../account/account.errors';
import { SecurityEventType } from '../security-event/security-event.entity';
import { SecurityLog } from '../security-event/security-log';
import type { Device } from '../device/device';
import { type SessionListQuery, type SessionPageResponse, toSessionResponse } from './session.dto';
import { Session, SessionEnd } from './session.entity';
import { SessionNotFound } from './session.errors';
import { SessionEnder } from './session-ender';

/** A user's sessions: where one is signed in, and signing out. */
@Injectable()
export class SessionService {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: RealClock,
    private readonly ender: SessionEnder,
    private readonly securityLog: SecurityLog,
  ) {}

  /** The caller's open sessions, newest first. */
  list(caller: Caller, query: SessionListQuery): Promise<SessionPageResponse> {
    return this.pageOf(caller.userId, query, caller);
  }

  /** A user's open sessions, newest first. @throws AccountNotFound */
  async listOf(
    userId: string,
    query: SessionListQuery,
    admin: Caller,
  ): Promise<SessionPageResponse> {
    await this.assertAccount(userId);
    return this.pageOf(userId, query, admin);
  }

  /** @throws SessionNotFound when it is absent, over or another user's */
  async end(caller: Caller, id: string, device: Device): Promise<void> {
    const ended = await this.signOut({ id, accountId: caller.userId }, caller, device);
    if (ended === 0) throw new SessionNotFound();
  }

  /** Signs out; a session that is over already is fine. */
  async endCurrent(caller: Caller, device: Device): Promise<void> {
    await this.signOut({ id: caller.sessionId, accountId: caller.userId }, caller, device);
  }

  /** Signs out everywhere. @param keepCurrent everywhere else */
  async endAll(caller: Caller, keepCurrent: boolean, device: Device): Promise<void> {
    const others = keepCurrent ? { id: { $ne: caller.sessionId } } : {};
    await this.signOut({ accountId: caller.userId, ...others }, caller, device);
  }

  /** Signs a user out everywhere. @throws AccountNotFound */
  async endAllOf(userId: string, admin: Caller, device: Device): Promise<void> {
    await this.assertAccount(userId);
    await this.signOut({ accountId: userId }, admin, device);
  }

  private signOut(
    which: { accountId: string; id?: string | { $ne: string } },
    by: Caller,
    device: Device,
  ): Promise<number> {
    const { accountId } = which;
    return this.unitOfWork.run(async (em) => {
      const ended = await this.ender.end(em, which, SessionEnd.signedOut);
      const note = { type: SecurityEventType.signOut, accountId, actorId: by.userId, device };
      if (ended.length > 0) this.securityLog.add(em, note);
      return ended.length;
    });
  }

  private async pageOf(
    accountId: string,
    query: PageQuery,
    caller: Caller,
  ): Promise<SessionPageResponse> {
    const page = await findNumberedPage(
      this.em,
      Session,
      { accountId, endedAt: null, expiresAt: { $gt: this.clock.now() } },
      { page: query.page, limit: query.limit, orderBy: { createdAt: 'desc', id: 'desc' } },
    );
    return toPage(page, query, (session) => toSessionResponse(session, caller.sessionId));
  }

  private async assertAccount(id: string): Promise<void> {
    if ((await this.em.count(Account, { id })) === 0) throw new AccountNotFound();
  }
}
