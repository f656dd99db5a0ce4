import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Mails, TOKEN_REUSED } from '@course-plateform/common/mail';
import { forkOf } from '@course-plateform/common/persistence';
import { Account } from '../account/account.entity';
import { SecurityEventType } from '../security-event/security-event.entity';
import { SecurityLog } from '../security-event/security-log';
import type { Device } from '../device/device';
import { RefreshToken } from './refresh-token.entity';
import { hashOfToken } from './secret-token';
import { SessionEnd } from './session.entity';
import type { RefreshReused } from './session.errors';
import { SessionEnder } from './session-ender';

/** What follows when a replaced refresh token is used again: another user may have it. */
@Injectable()
export class TokenReuseService {
  constructor(
    private readonly em: EntityManager,
    private readonly ender: SessionEnder,
    private readonly securityLog: SecurityLog,
    private readonly mails: Mails,
  ) {}

  /** Ends the session, in a transaction of its own: that of the request is rolled back by the refusal. */
  async endSessionOf(token: string, refusal: RefreshReused, device: Device): Promise<void> {
    const fork = forkOf(this.em);
    await fork.transactional(async (em) => {
      const used = await em.findOne(RefreshToken, { tokenHash: hashOfToken(token) });
      // Its owner was erased just now, and the session is over with it.
      if (!used) return;
      const [ended] = await this.ender.end(em, { id: used.sessionId }, SessionEnd.tokenReused);
      if (!ended) return;
      this.securityLog.add(em, {
        type: SecurityEventType.tokenReused,
        accountId: ended.accountId,
        refusedWith: refusal.code,
        device,
      });
      const { recipient } = await em.findOneOrFail(Account, { id: ended.accountId });
      this.mails.add(em, TOKEN_REUSED, recipient, {});
    });
  }
}
