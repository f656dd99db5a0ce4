import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock } from '@course-plateform/common/kernel';
import { Mails, PASSWORD_CHANGED } from '@course-plateform/common/mail';
import type { Account } from '../account/account.entity';
import { PasswordReset, PasswordResetState } from './password-reset.entity';
import type { SecurityEventType } from '../security-event/security-event.entity';
import { SecurityLog } from '../security-event/security-log';
import type { Device } from '../device/device';
import { LoginThrottler } from '../session/login-throttle';
import { SessionEnd } from '../session/session.entity';
import { SessionEnder } from '../session/session-ender';

/** How a password came to be another one. */
export interface PasswordSetting {
  readonly type: SecurityEventType;
  readonly device: Device;
  /** The session that goes on; without it, none does. */
  readonly keptSessionId?: string;
}

/** Gives accounts new passwords, with all that follows. */
@Injectable()
export class PasswordSetter {
  constructor(
    private readonly ender: SessionEnder,
    private readonly securityLog: SecurityLog,
    private readonly throttler: LoginThrottler,
    private readonly mails: Mails,
    private readonly clock: RealClock,
  ) {}

  /**
   * Sets a password inside a unit of work, ends sessions, open links to choose another one and the wait after
   * failed sign-ins, and notifies the user.
   * @param account locked
   */
  async set(
    em: EntityManager,
    account: Account,
    passwordHash: string,
    { type, device, keptSessionId }: PasswordSetting,
  ): Promise<void> {
    const { id: accountId, email } = account;
    const now = this.clock.now();
    account.changePassword(passwordHash, now);
    // The guesses were about another password; its owner must not wait for what other users did.
    await this.throttler.forget(em, email);
    const others = keptSessionId === undefined ? {} : { id: { $ne: keptSessionId } };
    await this.ender.end(em, { accountId, ...others }, SessionEnd.passwordChanged);
    const open = { accountId, state: PasswordResetState.requested };
    for (const reset of await em.find(PasswordReset, open)) {
      // The one that is being used is found as the database has it, and is over already.
      if (reset.state === PasswordResetState.requested) reset.giveWay(now);
    }
    this.securityLog.add(em, { type, accountId, actorId: accountId, device });
    this.mails.add(em, PASSWORD_CHANGED, account.recipient, {});
  }
}
