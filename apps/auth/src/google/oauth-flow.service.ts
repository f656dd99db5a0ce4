import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock, DomainError, MINUTE_MS } from '@course-plateform/common/kernel';
import { forkOf } from '@course-plateform/common/persistence';
import { AuthServiceSettings } from '../env';
import { hashOfToken, newSecretToken } from '../session/secret-token';
import { OauthRedirectRefused, OauthRefused, OauthStateInvalid } from './google.errors';
import type { OauthCallbackQuery } from './google.dto';
import { GoogleProvider } from './google-provider';
import { OauthTicketPurpose } from './oauth-ticket.entity';
import { OauthTickets } from './oauth-tickets';
import { OauthTransaction } from './oauth-transaction.entity';

/** The TTL of an OAuth flow, in milliseconds. */
export const FLOW_TTL_MS = 10 * MINUTE_MS;

/** Starts and completes OAuth flows. */
@Injectable()
export class OauthFlowService {
  constructor(
    private readonly em: EntityManager,
    private readonly provider: GoogleProvider,
    private readonly tickets: OauthTickets,
    private readonly clock: RealClock,
    private readonly settings: AuthServiceSettings,
  ) {}

  /**
   * The URL for a browser, and the secret that binds the callback to it.
   * @param redirect the final page; the configured one when absent
   * @throws OauthRedirectRefused, GoogleUnavailable
   */
  async begin(redirect?: string): Promise<{ location: string; browserSecret: string }> {
    const allowed = [this.settings.oauthPageUrl, ...this.settings.oauthRedirects];
    const page = redirect ?? this.settings.oauthPageUrl;
    if (!allowed.includes(page)) throw new OauthRedirectRefused();
    const [state, nonce, browserSecret] = [newSecretToken(), newSecretToken(), newSecretToken()];
    const { location, codeVerifier } = await this.provider.authorize(state, nonce);
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
        expiresAt: new Date(now.getTime() + FLOW_TTL_MS),
      }),
    );
    await em.flush();
    return { location, browserSecret };
  }

  /**
   * The URL for a browser after the callback: its final page, with a code or an error code.
   * @throws OauthStateInvalid when the state is unknown
   */
  async end({ state, code }: OauthCallbackQuery, browserSecret: string): Promise<string> {
    const way = await this.take(state ?? '', browserSecret);
    try {
      // The user denied consent, or the provider rejected the request.
      if (code === undefined) throw new OauthRefused();
      const identity = await this.provider.exchange(code, way);
      const secret = await this.tickets.give(OauthTicketPurpose.exchange, identity);
      return pageWith(way.redirect, 'code', secret);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return pageWith(way.redirect, 'error', error.code);
    }
  }

  /** Can be used once, also by concurrent callbacks. */
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

/** In the fragment, which browsers do not send to servers. */
function pageWith(page: string, name: string, value: string): string {
  const url = new URL(page);
  url.hash = new URLSearchParams({ [name]: value }).toString();
  return url.href;
}
