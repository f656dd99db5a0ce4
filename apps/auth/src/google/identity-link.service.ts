import { Injectable } from '@nestjs/common';
import { orWhenDuplicate } from '@course-plateform/common/persistence';
import { ONE_ACCOUNT_PER_IDENTITY } from '../identity/identity.entity';
import { IdentityService } from '../identity/identity.service';
import { SecurityEventType } from '../security-event/security-event.entity';
import type { Device } from '../device/device';
import { PasswordCheckService } from '../session/password-check.service';
import type { SignInResponse } from '../session/session.dto';
import type { IdentityCreateDto } from './google.dto';
import { OauthCodeOver } from './google.errors';
import { SessionOpeningService } from '../session/session-opening.service';
import { OauthTicketPurpose } from './oauth-ticket.entity';
import { OauthTickets } from './oauth-tickets';

/** Links identities to accounts with a password. */
@Injectable()
export class IdentityLinkService {
  constructor(
    private readonly tickets: OauthTickets,
    private readonly passwords: PasswordCheckService,
    private readonly identities: IdentityService,
    private readonly sessions: SessionOpeningService,
  ) {}

  /**
   * Links the identity of a ticket to the account with its address, and signs the user in.
   * @throws OauthCodeOver, TooManyAttempts, InvalidCredentials, AccountSuspended
   */
  async link({ linkTicket, password }: IdentityCreateDto, device: Device): Promise<SignInResponse> {
    const purpose = OauthTicketPurpose.link;
    const identity = await this.tickets.identityOf(purpose, linkTicket);
    const type = SecurityEventType.identityLinked;
    const account = await this.passwords.check(identity.email, password, device, type);
    const linked = this.sessions.open(account, device, async (em) => {
      await this.tickets.use(em, purpose, linkTicket);
      this.identities.link(em, account, identity, device);
    });
    return orWhenDuplicate(linked, { [ONE_ACCOUNT_PER_IDENTITY]: () => new OauthCodeOver() });
  }
}
