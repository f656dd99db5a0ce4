import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Role } from '@course-plateform/types/platform';
import { AccountService } from '../account/account.service';
import { IdentityService } from '../identity/identity.service';
import { SecurityEventType } from '../security-event/security-event.entity';
import { SecurityLog } from '../security-event/security-log';
import type { Device } from '../device/device';
import type { SignInResponse } from '../session/session.dto';
import { SessionIssuer } from '../session/session-issuer';
import type { VerifiedIdentity } from '../identity/verified-identity';

/** Creates accounts without a password. */
@Injectable()
export class GoogleRegistrationService {
  constructor(
    private readonly accounts: AccountService,
    private readonly sessions: SessionIssuer,
    private readonly identities: IdentityService,
    private readonly securityLog: SecurityLog,
  ) {}

  /** @param first what belongs to the same transaction @throws EmailTaken, UpstreamUnavailable */
  register(
    identity: VerifiedIdentity,
    device: Device,
    first: (em: EntityManager) => Promise<void>,
  ): Promise<SignInResponse> {
    const { firstName, lastName, email } = identity;
    return this.accounts.open({ firstName, lastName, email }, Role.user, async (account) => {
      const session = await this.sessions.open(account, device);
      const { id } = account;
      const store = async (em: EntityManager): Promise<void> => {
        await first(em);
        em.persist(session.rows);
        const type = SecurityEventType.registered;
        this.securityLog.add(em, { type, accountId: id, actorId: id, device });
        this.identities.link(em, account, identity, device);
      };
      return { store, response: session.response };
    });
  }
}
