import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { RealClock, HOUR_MS, MINUTE_MS } from '@course-plateform/common/kernel';
import { EMAIL_VERIFICATION, Mails } from '@course-plateform/common/mail';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { Account } from '../account/account.entity';
import { SecurityEventType } from '../security-event/security-event.entity';
import { SecurityLog } from '../security-event/security-log';
import type { Device } from '../device/device';
import { hashOfToken, newSecretToken } from '../session/secret-token';
import { AuthServiceSettings } from '../env';
import { EmailVerification } from './email-verification.entity';
import { VerificationOver } from './email-verification.errors';

/** The minimum time between two mails to a user, in milliseconds. */
const PAUSE_MS = MINUTE_MS;

/** Verifies e-mail addresses. */
@Injectable()
export class EmailVerificationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: Mails,
    private readonly securityLog: SecurityLog,
    private readonly clock: RealClock,
    private readonly settings: AuthServiceSettings,
  ) {}

  /** Sends a link, inside the caller's unit of work. */
  add(em: EntityManager, account: Account): void {
    const now = this.clock.now();
    const { emailVerificationUrl, emailVerificationHours } = this.settings;
    const token = newSecretToken();
    em.persist(
      new EmailVerification({
        accountId: account.id,
        tokenHash: hashOfToken(token),
        expiresAt: new Date(now.getTime() + emailVerificationHours * HOUR_MS),
        now,
      }),
    );
    const link = emailVerificationUrl.replace('{token}', token);
    this.mails.add(em, EMAIL_VERIFICATION, account.recipient, {
      link,
      hours: String(emailVerificationHours),
    });
  }

  /** Sends a new link and invalidates older ones. Does nothing when the address is confirmed or one was just sent. */
  async request(caller: Caller): Promise<void> {
    await this.unitOfWork.run(async (em) => {
      const account = await em.findOne(
        Account,
        { id: caller.userId },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      );
      if (!account || account.erasedAt || account.emailVerifiedAt) return;
      if (await this.isTooSoon(em, account)) return;
      await em.nativeDelete(EmailVerification, { accountId: account.id });
      this.add(em, account);
    });
  }

  /** @throws VerificationOver for a secret that is unknown, used or too old */
  async confirm(token: string, device: Device): Promise<void> {
    await this.unitOfWork.run(async (em) => {
      const now = this.clock.now();
      const verification = await em.findOne(
        EmailVerification,
        { tokenHash: hashOfToken(token) },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      );
      if (!verification?.isUsable(now)) throw new VerificationOver();
      verification.use(now);
      const account = await em.findOneOrFail(Account, { id: verification.accountId });
      account.verifyEmail(now);
      const type = SecurityEventType.emailVerified;
      this.securityLog.add(em, { type, accountId: account.id, device });
    });
  }

  private async isTooSoon(em: EntityManager, account: Account): Promise<boolean> {
    const createdAt = { $gt: new Date(this.clock.now().getTime() - PAUSE_MS) };
    return (await em.count(EmailVerification, { accountId: account.id, createdAt })) > 0;
  }
}
