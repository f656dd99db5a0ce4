import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock, MINUTE_MS } from '@course-plateform/common/kernel';
import { forkOf } from '@course-plateform/common/persistence';
import { hashOfToken, newSecretToken } from '../session/secret-token';
import { OauthCodeOver } from './google.errors';
import { OauthTicket, OauthTicketPurpose } from './oauth-ticket.entity';
import type { VerifiedIdentity } from '../identity/verified-identity';

/** The TTL of each kind, in milliseconds. */
const GOOD_MS: Readonly<Record<OauthTicketPurpose, number>> = {
  [OauthTicketPurpose.exchange]: MINUTE_MS,
  [OauthTicketPurpose.link]: 10 * MINUTE_MS,
};

/** Issues one-time secrets for verified identities. */
@Injectable()
export class OauthTickets {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: RealClock,
  ) {}

  /** Issues a one-time secret, in a transaction of its own. */
  async give(purpose: OauthTicketPurpose, identity: VerifiedIdentity): Promise<string> {
    const secret = newSecretToken();
    const em = this.fork();
    await em.nativeDelete(OauthTicket, { expiresAt: { $lte: this.clock.now() } });
    const expiresAt = new Date(this.clock.now().getTime() + GOOD_MS[purpose]);
    em.persist(new OauthTicket({ secretHash: hashOfToken(secret), purpose, identity, expiresAt }));
    await em.flush();
    return secret;
  }

  /** @throws OauthCodeOver for a secret that is unknown, used or too old */
  async identityOf(purpose: OauthTicketPurpose, secret: string): Promise<VerifiedIdentity> {
    const ticket = await this.em.findOne(OauthTicket, this.good(purpose, secret));
    if (!ticket) throw new OauthCodeOver();
    return ticket.identity;
  }

  /** Consumes a secret inside a unit of work. @throws OauthCodeOver when a concurrent request was faster */
  async use(em: EntityManager, purpose: OauthTicketPurpose, secret: string): Promise<void> {
    if ((await em.nativeDelete(OauthTicket, this.good(purpose, secret))) === 0) {
      throw new OauthCodeOver();
    }
  }

  /** Consumes a secret at once, even if the request is rejected. @throws OauthCodeOver */
  useNow(purpose: OauthTicketPurpose, secret: string): Promise<void> {
    return this.use(this.fork(), purpose, secret);
  }

  private fork(): EntityManager {
    return forkOf(this.em);
  }

  private good(purpose: OauthTicketPurpose, secret: string) {
    const expiresAt = { $gt: this.clock.now() };
    return { secretHash: hashOfToken(secret), purpose, expiresAt };
  }
}
