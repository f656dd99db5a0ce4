import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RoleVersions } from '@course-plateform/common/auth';
import { RealClock, RequestContext, ACTOR } from '@course-plateform/common/kernel';
import { AfterCommit } from '@course-plateform/common/persistence';
import type { UserRole } from '@course-plateform/types/platform';
import type { UserPreferences, UserSuspended } from '@course-plateform/types/user';
import { Account } from '../account/account.entity';
import { SecurityEventType } from '../security-event/security-event.entity';
import { SecurityLog } from '../security-event/security-log';
import { SessionEnd } from '../session/session.entity';
import { SessionEnder } from '../session/session-ender';

/** Makes accounts follow what admins decide about users, inside a unit of work. */
@Injectable()
export class UserAccountService {
  constructor(
    private readonly afterCommit: AfterCommit,
    private readonly clock: RealClock,
    private readonly roleVersions: RoleVersions,
    private readonly securityLog: SecurityLog,
    private readonly ender: SessionEnder,
  ) {}

  /**
   * Access tokens with the old role become useless; the next ones carry the new role.
   * @param version of the profile that has the role
   */
  async followRole(em: EntityManager, { userId, role }: UserRole, version: number): Promise<void> {
    const account = await lockAccount(em, userId);
    if (!account?.followRole(role, version, this.clock.now())) return;
    this.note(em, userId, SecurityEventType.roleChanged);
    await this.afterCommit.do(em, () => this.roleVersions.add([{ userId, version }]));
  }

  /** @param version of the profile that has the language and the time zone */
  async followPreferences(
    em: EntityManager,
    preferences: UserPreferences,
    version: number,
  ): Promise<void> {
    const account = await lockAccount(em, preferences.userId);
    account?.followPreferences(preferences, version, this.clock.now());
  }

  /** Ends all sessions. @param version of the profile that was suspended */
  async suspend(
    em: EntityManager,
    { userId, until }: UserSuspended,
    version: number,
  ): Promise<void> {
    const account = await lockAccount(em, userId);
    const end = until === null ? null : new Date(until);
    if (!account?.suspend(end, version, this.clock.now())) return;
    this.note(em, userId, SecurityEventType.suspended);
    await this.ender.end(em, { accountId: userId }, SessionEnd.suspended);
  }

  /** @param version of the profile that was reinstated */
  async reinstate(em: EntityManager, userId: string, version: number): Promise<void> {
    const account = await lockAccount(em, userId);
    if (!account?.reinstate(version, this.clock.now())) return;
    this.note(em, userId, SecurityEventType.reinstated);
  }

  private note(em: EntityManager, accountId: string, type: SecurityEventType): void {
    this.securityLog.add(em, { type, accountId, actorId: RequestContext.get(ACTOR) });
  }
}

/** Locked, so that nobody signs in while it changes. */
function lockAccount(em: EntityManager, id: string): Promise<Account | null> {
  return em.findOne(Account, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}
