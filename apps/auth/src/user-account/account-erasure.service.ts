import { type EntityManager, LockMode, raw } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock, RequestContext, ACTOR } from '@course-plateform/common/kernel';
import { Account } from '../account/account.entity';
import { EmailVerification } from '../email-verification/email-verification.entity';
import { OauthTicket } from '../google/oauth-ticket.entity';
import { Identity } from '../identity/identity.entity';
import { PasswordReset } from '../password-reset/password-reset.entity';
import { SecurityEventType } from '../security-event/security-event.entity';
import { SecurityLog } from '../security-event/security-log';
import { LoginThrottler } from '../session/login-throttle';
import { RefreshToken } from '../session/refresh-token.entity';
import { hashOfToken } from '../session/secret-token';
import { Session, SessionEnd } from '../session/session.entity';
import { SessionEnder } from '../session/session-ender';

/** Takes away what auth knows of users who are erased, inside a unit of work. */
@Injectable()
export class AccountErasureService {
  constructor(
    private readonly ender: SessionEnder,
    private readonly throttler: LoginThrottler,
    private readonly securityLog: SecurityLog,
    private readonly clock: RealClock,
  ) {}

  /** Ends all sessions and empties the account. Again, or of a user without an account, does nothing. */
  async erase(em: EntityManager, accountId: string): Promise<void> {
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    const account = await em.findOne(Account, { id: accountId }, { lockMode });
    if (!account || account.erasedAt) return;
    const { email, emailKey } = account;
    account.erase(this.clock.now());
    await this.endSessions(em, accountId);
    await this.throttler.forget(em, email);
    await em.nativeDelete(EmailVerification, { accountId });
    const emailHash = hashOfToken(emailKey);
    await em.nativeDelete(PasswordReset, { $or: [{ accountId }, { emailHash }] });
    await em.nativeDelete(OauthTicket, { [raw(`lower("identity"->>'email')`)]: emailKey });
    await em.nativeDelete(Identity, { accountId });
    const type = SecurityEventType.accountErased;
    this.securityLog.add(em, { type, accountId, actorId: RequestContext.get(ACTOR) });
  }

  /** The sessions stay for some time, without their devices: services that forgot which ended are published again. */
  private async endSessions(em: EntityManager, accountId: string): Promise<void> {
    await this.ender.end(em, { accountId }, SessionEnd.erased);
    const sessions = await em.find(Session, { accountId });
    for (const session of sessions) session.forgetDevice();
    const ids = sessions.map(({ id }) => id);
    await em.nativeDelete(RefreshToken, { sessionId: { $in: ids } });
  }
}
