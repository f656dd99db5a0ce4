import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, MINUTE_MS } from '@course-plateform/common/kernel';
import { forkOf } from '@course-plateform/common/persistence';
import { hashOfToken, newSecretToken } from '../session/secret-token';
import { OauthCodeOver } from './google.errors';
import { OauthTicket, OauthTicketPurpose } from './oauth-ticket.entity';
import type { ProvenPerson } from '../identity/proven-person';

/** How long each kind is good, in milliseconds. */
const GOOD_MS: Readonly<Record<OauthTicketPurpose, number>> = {
  [OauthTicketPurpose.exchange]: MINUTE_MS,
  [OauthTicketPurpose.link]: 10 * MINUTE_MS,
};

/** Gives secrets out for proven people, and takes each back once. */
@Injectable()
export class OauthTickets {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** A secret that is good once; stored at once, in a transaction of its own. */
  async give(purpose: OauthTicketPurpose, person: ProvenPerson): Promise<string> {
    const secret = newSecretToken();
    const em = this.fork();
    await em.nativeDelete(OauthTicket, { expiresAt: { $lte: this.clock.now() } });
    const expiresAt = new Date(this.clock.now().getTime() + GOOD_MS[purpose]);
    em.persist(new OauthTicket({ secretHash: hashOfToken(secret), purpose, person, expiresAt }));
    await em.flush();
    return secret;
  }

  /** @throws OauthCodeOver for a secret that is unknown, used or too old */
  async personOf(purpose: OauthTicketPurpose, secret: string): Promise<ProvenPerson> {
    const ticket = await this.em.findOne(OauthTicket, this.good(purpose, secret));
    if (!ticket) throw new OauthCodeOver();
    return ticket.person;
  }

  /** Uses a secret up inside a unit of work. @throws OauthCodeOver when somebody else was faster */
  async use(em: EntityManager, purpose: OauthTicketPurpose, secret: string): Promise<void> {
    if ((await em.nativeDelete(OauthTicket, this.good(purpose, secret))) === 0) {
      throw new OauthCodeOver();
    }
  }

  /** Uses a secret up at once, although the request is refused. @throws OauthCodeOver */
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
