import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, DomainError, MINUTE_MS } from '@course-plateform/common/kernel';
import { forkOf } from '@course-plateform/common/persistence';
import { AuthServiceSettings } from '../env';
import { hashOfToken, newSecretToken } from '../session/secret-token';
import { OauthRedirectRefused, OauthRefused, OauthStateInvalid } from './google.errors';
import type { OauthCallbackQuery } from './google.dto';
import { GoogleProvider } from './google-provider';
import { OauthTicketPurpose } from './oauth-ticket.entity';
import { OauthTickets } from './oauth-tickets';
import { OauthTransaction } from './oauth-transaction.entity';

/** How long a browser may be on its way, in milliseconds. */
export const WAY_MS = 10 * MINUTE_MS;

/** Sends browsers to Google, and takes them back. */
@Injectable()
export class GoogleWayService {
  constructor(
    private readonly em: EntityManager,
    private readonly provider: GoogleProvider,
    private readonly tickets: OauthTickets,
    private readonly clock: Clock,
    private readonly settings: AuthServiceSettings,
  ) {}

  /**
   * Where to send a browser, and the secret that binds the way back to it.
   * @param redirect where it ends; the front end's page when absent
   * @throws OauthRedirectRefused, GoogleUnavailable
   */
  async begin(redirect?: string): Promise<{ location: string; browserSecret: string }> {
    const allowed = [this.settings.oauthPageUrl, ...this.settings.oauthRedirects];
    const page = redirect ?? this.settings.oauthPageUrl;
    if (!allowed.includes(page)) throw new OauthRedirectRefused();
    const [state, nonce, browserSecret] = [newSecretToken(), newSecretToken(), newSecretToken()];
    const { location, codeVerifier } = await this.provider.depart(state, nonce);
    const now = this.clock.now();
    const em = this.fork();
    await em.nativeDelete(OauthTransaction, { expiresAt: { $lte: now } });
    em.persist(
      new OauthTransaction({
        stateHash: hashOfToken(state),
        browserHash: hashOfToken(browserSecret),
        nonce,
        codeVerifier,
        redirect: page,
        expiresAt: new Date(now.getTime() + WAY_MS),
      }),
    );
    await em.flush();
    return { location, browserSecret };
  }

  /**
   * Where to send a browser that comes back: to its page, with a code or with the code of a failure.
   * @throws OauthStateInvalid when nobody knows where it belongs
   */
  async end({ state, code }: OauthCallbackQuery, browserSecret: string): Promise<string> {
    const way = await this.take(state ?? '', browserSecret);
    try {
      // Consent was denied, or the provider refuses.
      if (code === undefined) throw new OauthRefused();
      const person = await this.provider.arrive(code, way);
      const secret = await this.tickets.give(OauthTicketPurpose.exchange, person);
      return pageWith(way.redirect, 'code', secret);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return pageWith(way.redirect, 'error', error.code);
    }
  }

  /** Good once, also when two callbacks come at the same time. */
  private async take(state: string, browserSecret: string): Promise<OauthTransaction> {
    const em = this.fork();
    const which = {
      stateHash: hashOfToken(state),
      browserHash: hashOfToken(browserSecret),
      expiresAt: { $gt: this.clock.now() },
    };
    const way = await em.findOne(OauthTransaction, which);
    const taken = way ? await em.nativeDelete(OauthTransaction, which) : 0;
    if (!way || taken === 0) throw new OauthStateInvalid();
    return way;
  }

  private fork(): EntityManager {
    return forkOf(this.em);
  }
}

/** In the fragment, which browsers send to no server and to no other page. */
function pageWith(page: string, name: string, value: string): string {
  const url = new URL(page);
  url.hash = new URLSearchParams({ [name]: value }).toString();
  return url.href;
}
