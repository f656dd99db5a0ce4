import Stripe from 'stripe';
import { eventually } from '@course-plateform/common/test-kit';
import type { StripeAddress } from './platform';

/** More than any test makes of one kind. */
const MOST = 10_000;

/** What the stand-in for Stripe does wrong until it is told otherwise; what is left out, it does right. */
export interface Misbehavior {
  readonly seed?: number;
  readonly webhooks?: {
    readonly delayMs?: readonly [number, number];
    readonly duplicates?: number;
    readonly dropped?: number;
    readonly forged?: number;
    readonly paused?: boolean;
  };
  readonly faults?: readonly ProviderFault[];
}

/** How some requests are spoiled: before their work is done, or after it. */
export interface ProviderFault {
  readonly match: string;
  readonly when: 'before' | 'after';
  readonly how: 'error' | 'rate_limit' | 'reset' | 'hang';
  readonly times: number;
}

/** The account at the stand-in for Stripe: its own view of what has been paid, to compare ours with. */
export class StripeAccount {
  private readonly api: Stripe;

  constructor(private readonly address: StripeAddress) {
    const { hostname, port } = new URL(address.url);
    const where = { host: hostname, port, protocol: 'http', telemetry: false } as const;
    this.api = new Stripe(address.secretKey, where);
  }

  async behave(behavior: Misbehavior): Promise<void> {
    const response = await fetch(new URL('/stand-in/behavior', this.address.url), {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(behavior),
    });
    if (!response.ok) throw new Error(`The stand-in for Stripe said ${response.status}`);
  }

  /** How many requests are still to be spoiled. */
  async faultsLeft(): Promise<number> {
    const response = await fetch(new URL('/stand-in/behavior', this.address.url));
    const { faults } = (await response.json()) as { faults: readonly ProviderFault[] };
    return faults.reduce((sum, { times }) => sum + times, 0);
  }

  /** Charges that succeeded, by the order that they are for. */
  async chargesByOrder(): Promise<Map<string, Stripe.PaymentIntent[]>> {
    const intents = await this.api.paymentIntents
      .list({ limit: 100 })
      .autoPagingToArray({ limit: MOST });
    const paid = intents.filter(({ status }) => status === 'succeeded');
    return Map.groupBy(paid, ({ metadata }) => metadata['order_id'] ?? 'none');
  }

  /** Refunds of a charge that have not failed. */
  async refundsOf(payment_intent: string): Promise<Stripe.Refund[]> {
    const { data } = await this.api.refunds.list({ payment_intent, limit: 100 });
    return data.filter(({ status }) => status !== 'failed' && status !== 'canceled');
  }

  /** How many customers have this address. */
  async customersOf(email: string): Promise<number> {
    return (await this.api.customers.list({ email, limit: 100 })).data.length;
  }

  /** How many events there have been. */
  async events(): Promise<number> {
    return (await this.allEvents()).length;
  }

  /** Waits until each event has been taken, or is not delivered at all. */
  async untilDelivered(): Promise<void> {
    await eventually(
      'every event is delivered',
      async () => (await this.allEvents()).every(({ pending_webhooks: left }) => left === 0),
      60_000,
    );
  }

  private allEvents(): Promise<Stripe.Event[]> {
    return this.api.events.list({ limit: 100 }).autoPagingToArray({ limit: MOST });
  }

  /** A browser that has the client secret tries to pay on the page of a shop. */
  confirm(clientSecret: string, more: object = {}): Promise<Response> {
    const [id] = clientSecret.split('_secret_');
    return fetch(new URL(`/v1/payment_intents/${id ?? ''}/confirm`, this.address.url), {
      method: 'POST',
      body: new URLSearchParams({
        key: 'pk_test_of_the_stand_in',
        client_secret: clientSecret,
        payment_method: 'pm_card_visa',
        ...more,
      }),
    });
  }
}
