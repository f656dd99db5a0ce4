import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Stripe } from './stripe-package';
import { OrderSettings } from '../../env';
import { PaymentProviderUnavailable } from '../payment-provider.errors';

/** The version that the types of the package describe; set, so that an update of the account changes nothing. */
const API_VERSION: Stripe.LatestApiVersion = '2026-10-28.endive';
const TIMEOUT_MS = 10_000;
const RETRIES = 2;
/** Refusals that stay. Others pass: a wrong key (401), a request with the same key in progress (409), too many requests (429). */
const REFUSALS = new Set([400, 402, 404]);
/** How far the time in a signature may be from ours, in seconds, both into the past and into the future. */
const TOLERANCE_S = 300;

/** Something that Stripe does not do, by its code. It names no parameter and no object, which may hold secrets. */
export class StripeRefusal extends Error {
  constructor(readonly code: string) {
    super(`Stripe refused a request: ${code}`);
  }
}

/** The account at Stripe. The package is loaded when it is needed first: a platform without cards goes without. */
@Injectable()
export class StripeApi {
  private client: Promise<Stripe> | undefined;

  constructor(private readonly settings: OrderSettings) {}

  get isConfigured(): boolean {
    return this.settings.stripeSecretKey !== undefined;
  }

  /**
   * Sends a request to Stripe; the package repeats it when the network fails.
   * @throws PaymentProviderUnavailable when Stripe does not respond or is not well; StripeRefusal when it says no
   */
  async request<T>(send: (stripe: Stripe) => Promise<T>): Promise<T> {
    const stripe = await this.open();
    try {
      return await send(stripe);
    } catch (error) {
      throw translated(error);
    }
  }

  /**
   * The event in the body of a webhook, if Stripe has signed it just now with one of our secrets.
   * @param now in milliseconds, of the real clock: Stripe signs with its own
   */
  async verifiedEvent(
    body: Buffer,
    signature: string,
    now: number,
  ): Promise<Stripe.Event | undefined> {
    if (!this.isConfigured) return undefined;
    const { webhooks } = await this.open();
    const signedAt = Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1] ?? NaN);
    // The package accepts any time in the future.
    if (!(Math.abs(now / 1000 - signedAt) <= TOLERANCE_S)) return undefined;
    for (const secret of this.settings.stripeWebhookSecrets) {
      try {
        return webhooks.constructEvent(body, signature, secret, TOLERANCE_S, undefined, now);
      } catch {
        // Signed with another secret, or by nobody.
      }
    }
    return undefined;
  }

  private open(): Promise<Stripe> {
    this.client ??= this.load();
    return this.client;
  }

  private async load(): Promise<Stripe> {
    const { default: StripePackage } = await import('stripe');
    const { hostname, port, protocol } = new URL(this.settings.stripeApiUrl);
    return new StripePackage(this.settings.stripeSecretKey ?? '', {
      apiVersion: API_VERSION,
      host: hostname,
      ...(port === '' ? {} : { port }),
      protocol: protocol === 'http:' ? 'http' : 'https',
      timeout: TIMEOUT_MS,
      maxNetworkRetries: RETRIES,
      telemetry: false,
    });
  }
}

/**
 * The key of a request. Stripe refuses a key that comes with other parameters; a buyer who chooses otherwise before
 * anything is stored begins anew, and the secret of what was begun before was never given out.
 */
export function requestKey(key: string, params: object): string {
  const hash = createHash('sha256').update(JSON.stringify(params)).digest('base64url');
  return `${key}:${hash.slice(0, 16)}`;
}

/** What went wrong at Stripe, without what it was sent: requests and replies hold secrets. */
function translated(error: unknown): unknown {
  const { type, code, statusCode } = Object(error) as Partial<Stripe.errors.StripeError>;
  if (typeof type !== 'string' || !type.startsWith('Stripe')) return error;
  return statusCode !== undefined && REFUSALS.has(statusCode)
    ? new StripeRefusal(code ?? type)
    : new PaymentProviderUnavailable();
}
