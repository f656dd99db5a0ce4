import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { SETTINGS } from '@course-plateform/common/http';
import { currentLocale } from '@course-plateform/common/i18n';
import { Clock } from '@course-plateform/common/kernel';
import { EMAIL_VERIFICATION, Mailer } from '@course-plateform/common/mail';
import { Logger } from '@course-plateform/common/observability';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { Account } from '../account/account.entity';
import { hashOfToken, newSecretToken } from '../session/secret-token';
import type { AuthServiceSettings } from '../env';
import { EmailVerification } from './email-verification.entity';
import { VerificationOver } from './email-verification.errors';

const HOUR_MS = 3_600_000;
/** Between two mails to one person, in milliseconds. */
const PAUSE_MS = 60_000;

/** Finds out whether an e-mail address is its owner's. */
@Injectable()
export class EmailVerificationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
    private readonly logger: Logger,
    @Inject(SETTINGS) private readonly settings: AuthServiceSettings,
  ) {}

  /** A new link: the row to store, and how to send the mail once it is stored. */
  prepare(account: Account): { row: EmailVerification; send: () => void } {
    const now = this.clock.now();
    const token = newSecretToken();
    const row = new EmailVerification({
      accountId: account.id,
      tokenHash: hashOfToken(token),
      expiresAt: new Date(now.getTime() + this.settings.emailVerificationHours * HOUR_MS),
      now,
    });
    const locale = currentLocale();
    return { row, send: () => void this.send(account.email, locale, token) };
  }

  /** Sends a new link; older ones stop working. Does nothing when the address is confirmed or one was just sent. */
  async request(caller: Caller): Promise<void> {
    const mails: (() => void)[] = [];
    await this.unitOfWork.run(async (em) => {
      const account = await em.findOne(
        Account,
        { id: caller.userId },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      );
      if (!account || account.emailVerifiedAt || (await this.isTooSoon(em, account))) return;
      await em.nativeDelete(EmailVerification, { accountId: account.id });
      const { row, send } = this.prepare(account);
      em.persist(row);
      mails.push(send);
    });
    for (const send of mails) send();
  }

  /** @throws VerificationOver for a secret that is unknown, used or too old */
  async confirm(token: string): Promise<void> {
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
    });
  }

  private async isTooSoon(em: EntityManager, account: Account): Promise<boolean> {
    const createdAt = { $gt: new Date(this.clock.now().getTime() - PAUSE_MS) };
    return (await em.count(EmailVerification, { accountId: account.id, createdAt })) > 0;
  }

  /** A mail server that is away is no failure of the registration: a new link can be asked for. */
  private async send(address: string, locale: string, token: string): Promise<void> {
    const link = this.settings.emailVerificationUrl.replace('{token}', token);
    const hours = String(this.settings.emailVerificationHours);
    try {
      await this.mailer.send(EMAIL_VERIFICATION, { address, locale }, { link, hours });
    } catch (error) {
      this.logger.warn({ err: error }, 'the mail to confirm an address could not be sent');
    }
  }
}
