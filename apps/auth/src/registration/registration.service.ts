import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Role } from '@course-plateform/types/platform';
import type { RegistrationCreateDto } from '../account/account.dto';
import { AccountService } from '../account/account.service';
import { EmailVerificationService } from '../email-verification/email-verification.service';
import { SecurityEventType } from '../security-event/security-event.entity';
import { SecurityLog } from '../security-event/security-log';
import type { Device } from '../device/device';
import type { SignInResponse } from '../session/session.dto';
import { SessionIssuer } from '../session/session-issuer';

/** Registers users and signs them in at once. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly accounts: AccountService,
    private readonly sessions: SessionIssuer,
    private readonly verifications: EmailVerificationService,
    private readonly securityLog: SecurityLog,
  ) {}

  /** @throws EmailTaken, PasswordRefused, UpstreamUnavailable */
  async register(request: RegistrationCreateDto, device: Device): Promise<SignInResponse> {
    return this.accounts.open(request, Role.user, async (account) => {
      const session = await this.sessions.open(account, device);
      const { id } = account;
      const store = (em: EntityManager): void => {
        em.persist(session.rows);
        this.verifications.add(em, account);
        const type = SecurityEventType.registered;
        this.securityLog.add(em, { type, accountId: id, actorId: id, device });
      };
      return { store, response: session.response };
    });
  }
}
