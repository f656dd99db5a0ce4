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
import type { ProvenPerson } from '../identity/proven-person';

const PURPOSE = OauthTicketPurpose.exchange;

/** Signs in whom Google vouches for, and opens accounts for those who are new. */
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
   * @throws OauthCodeOver, GoogleEmailUnverified, AccountSuspended, NeighbourUnavailable; LinkRequired when an account
   * with the same address was opened in another way
   */
  async exchange(code: string, device: Device): Promise<SignInResponse> {
    const person = await this.tickets.personOf(PURPOSE, code);
    const account = await this.identities.accountOf(person);
    if (account) return this.signIn(account, code, device);
    if (!person.emailVerified) throw new GoogleEmailUnverified();
    if (await this.accounts.findByEmail(person.email)) throw await this.linkRequired(person, code);
    try {
      return await this.registrations.register(person, device, (em) =>
        this.tickets.use(em, PURPOSE, code),
      );
    } catch (error) {
      if (!(error instanceof EmailTaken)) throw error;
      // Another exchange, or a registration, was faster.
      const made = await this.identities.accountOf(person);
      if (made) return this.signIn(made, code, device);
      throw await this.linkRequired(person, code);
    }
  }

  private signIn(account: Account, code: string, device: Device): Promise<SignInResponse> {
    return this.sessions.open(account, device, (em) => this.tickets.use(em, PURPOSE, code));
  }

  private async linkRequired(person: ProvenPerson, code: string): Promise<LinkRequired> {
    await this.tickets.useNow(PURPOSE, code);
    const linkTicket = await this.tickets.give(OauthTicketPurpose.link, person);
    return new LinkRequired({ extensions: { linkTicket } });
  }
}
