import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { FALLBACK_TIMEZONE, currentLocale } from '@course-plateform/common/i18n';
import { RealClock, MINUTE_MS } from '@course-plateform/common/kernel';
import { Mails, PASSWORD_RESET } from '@course-plateform/common/mail';
import { UnitOfWork, violates } from '@course-plateform/common/persistence';
import { Account, emailKeyOf } from '../account/account.entity';
import { AuthServiceSettings } from '../env';
import { SecurityEventType } from '../security-event/security-event.entity';
import { SecurityLog } from '../security-event/security-log';
import type { Device } from '../device/device';
import { hashOfToken, newSecretToken } from '../session/secret-token';
import { ONE_OPEN_RESET, PasswordReset, PasswordResetState } from './password-reset.entity';

/** Between two mails to one address, in milliseconds. */
const PAUSE_MS = MINUTE_MS;

/** Sends links to choose a new password. */
@Injectable()
export class PasswordResetService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: Mails,
    private readonly securityLog: SecurityLog,
    private readonly clock: RealClock,
    private readonly settings: AuthServiceSettings,
  ) {}

  /**
   * Sends a link to the owner of an address; older ones stop working. For an address that nobody has it does the same
   * but for the mail's leaving: neither response nor time reveals who has an account.
   */
  async request(email: string, device: Device): Promise<void> {
    try {
      await this.unitOfWork.run((em) => this.add(em, email, device));
    } catch (error) {
      // Another request was faster: its mail is on the way.
      if (!violates(error, ONE_OPEN_RESET)) throw error;
    }
  }

  private async add(em: EntityManager, email: string, device: Device): Promise<void> {
    const emailKey = emailKeyOf(email);
    const emailHash = hashOfToken(emailKey);
    const now = this.clock.now();
    const account = await em.findOne(Account, { emailKey });
    const earlier = await em.find(PasswordReset, {
      emailHash,
      $or: [
        { state: PasswordResetState.requested },
        { createdAt: { $gt: new Date(now.getTime() - PAUSE_MS) } },
      ],
    });
    if (earlier.some(({ createdAt }) => now.getTime() - createdAt.getTime() < PAUSE_MS)) return;
    for (const reset of earlier) reset.giveWay(now);
    // Before the new one is stored: there is one open link at a time.
    await em.flush();
    this.addLink(em, { email, emailHash, account, now });
    const type = SecurityEventType.passwordResetRequested;
    this.securityLog.add(em, { type, accountId: account?.id, device });
  }

  private addLink(
    em: EntityManager,
    wanted: { email: string; emailHash: string; account: Account | null; now: Date },
  ): void {
    const { email, emailHash, account, now } = wanted;
    const { passwordResetUrl, passwordResetMinutes } = this.settings;
    const token = newSecretToken();
    em.persist(
      new PasswordReset({
        accountId: account?.id ?? null,
        emailHash,
        tokenHash: hashOfToken(token),
        expiresAt: new Date(now.getTime() + passwordResetMinutes * MINUTE_MS),
        now,
      }),
    );
    const stranger = { address: email, locale: currentLocale(), timezone: FALLBACK_TIMEZONE };
    const recipient = account?.recipient ?? stranger;
    const link = passwordResetUrl.replace('{token}', token);
    const params = { link, minutes: String(passwordResetMinutes) };
    if (account) this.mails.add(em, PASSWORD_RESET, recipient, params);
    else this.mails.addWithoutRecipient(em, PASSWORD_RESET, recipient, params);
  }
}
