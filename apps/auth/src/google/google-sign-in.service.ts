import { Injectable } from '@nestjs/common';
import type { Account } from '../account/account.entity';
import { EmailTaken } from '../account/account.errors';
import { AccountRepository } from '../account/account.repository';
import { IdentityService } from '../identity/identity.service';
import type { Device } from '../device/device';
import type { SignInResponse } from '../session/session.dto';
import { GoogleEmailUnverified, LinkRequired } from './google.errors';
import { GoogleRegistrationService } from './google-registration.service';
import { SessionOpeningService } from '../session/session-opening.service';
import { OauthTicketPurpose } from './oauth-ticket.entity';
import { OauthTickets } from './oauth-tickets';
import type { VerifiedIdentity } from '../identity/verified-identity';

const PURPOSE = OauthTicketPurpose.exchange;

/** Signs in users with their Google identity, and creates accounts for new ones. */
@Injectable()
export class GoogleSignInService {
  constructor(
    private readonly tickets: OauthTickets,
    private readonly identities: IdentityService,
    private readonly accounts: AccountRepository,
    private readonly registrations: GoogleRegistrationService,
    private readonly sessions: SessionOpeningService,
  ) {}

  /**
   * Exchanges the code of a callback.
   * @throws OauthCodeOver, GoogleEmailUnverified, AccountSuspended, UpstreamUnavailable; LinkRequired when an account
   * with the same address was opened in another way
   */
  async exchange(code: string, device: Device): Promise<SignInResponse> {
    const identity = await this.tickets.identityOf(PURPOSE, code);
    const account = await this.identities.accountOf(identity);
    if (account) return this.signIn(account, code, device);
    if (!identity.emailVerified) throw new GoogleEmailUnverified();
    if (await this.accounts.findByEmail(identity.email))
      throw await this.linkRequired(identity, code);
    try {
      return await this.registrations.register(identity, device, (em) =>
        this.tickets.use(em, PURPOSE, code),
      );
    } catch (error) {
      if (!(error instanceof EmailTaken)) throw error;
      // A concurrent exchange or registration has created it.
      const made = await this.identities.accountOf(identity);
      if (made) return this.signIn(made, code, device);
      throw await this.linkRequired(identity, code);
    }
  }

  private signIn(account: Account, code: string, device: Device): Promise<SignInResponse> {
    return this.sessions.open(account, device, (em) => this.tickets.use(em, PURPOSE, code));
  }

  private async linkRequired(identity: VerifiedIdentity, code: string): Promise<LinkRequired> {
    await this.tickets.useNow(PURPOSE, code);
    const linkTicket = await this.tickets.give(OauthTicketPurpose.link, identity);
    return new LinkRequired({ extensions: { linkTicket } });
  }
}
