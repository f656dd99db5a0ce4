import { Injectable } from '@nestjs/common';
import { HOUR_MS, RealClock, SECOND_MS } from '@course-plateform/common/kernel';
import { OrderSettings } from '../../env';
import type { PaymentCreateDto } from '../payment-create.dto';
import { PaymentMethod } from '../payment-method';
import type { InitiatedPayment, PaymentCharge, ProviderState } from '../payment-provider';
import { PaymentReturnUrlNotAllowed } from '../payment-provider.errors';
import { toStripeAmount } from './stripe-amounts';
import { StripeApi, StripeRefusal, requestKey } from './stripe-api';
import { type StripeBuyer, StripeCustomers } from './stripe-customers.service';
import { CardFlow, type StripePaymentCreateDto } from './stripe-details';
import { ORDER, PAYMENT_KEY } from './stripe-metadata';
import type { Stripe } from './stripe-package';
import { stateOfIntent, stateOfSession } from './stripe-state';

/** How the ids of hosted pages begin. */
const SESSION = /^cs_/;

/** What the package takes for both kinds of payments. */
interface IntentData {
  readonly metadata: Record<string, string>;
  readonly description: string;
  readonly statement_descriptor_suffix?: string;
}

/** Where a hosted page leads back to. */
interface ReturnUrls {
  readonly success_url: string;
  readonly cancel_url: string;
}

/** Payments at Stripe. */
@Injectable()
export class StripePayments {
  constructor(
    private readonly settings: OrderSettings,
    private readonly stripe: StripeApi,
    private readonly customers: StripeCustomers,
    private readonly realClock: RealClock,
  ) {}

  get isConfigured(): boolean {
    return this.stripe.isConfigured;
  }

  get attemptsMax(): number {
    return this.settings.stripeAttemptsMax;
  }

  /** A PaymentIntent or a hosted page, as the buyer chose. @throws PaymentReturnUrlNotAllowed, PaymentProviderUnavailable */
  async initiate(charge: PaymentCharge): Promise<InitiatedPayment> {
    const choice = cardChoice(charge.choice);
    const { stripePaymentHours, paymentCheckSeconds } = this.settings;
    const dueAt = new Date(charge.now.getTime() + stripePaymentHours * HOUR_MS);
    const returns = flowOf(choice) === CardFlow.hosted ? this.returnsOf(choice) : undefined;
    const buyer = await this.customers.buyer(charge.buyerId);
    const initiated = await (returns
      ? this.openPage(charge, returns, buyer, dueAt)
      : this.openIntent(charge, buyer, dueAt));
    const now = this.realClock.now().getTime();
    return { ...initiated, checkAt: new Date(now + paymentCheckSeconds * SECOND_MS) };
  }

  async cancel(reference: string): Promise<ProviderState> {
    try {
      await this.stripe.request(async (stripe) => {
        if (SESSION.test(reference)) await stripe.checkout.sessions.expire(reference);
        else await stripe.paymentIntents.cancel(reference);
      });
      return { state: 'cancelled' };
    } catch (error) {
      if (!(error instanceof StripeRefusal)) throw error;
      // It is paid, just being paid, or canceled already.
      return this.status(reference);
    }
  }

  status(reference: string): Promise<ProviderState> {
    return this.stripe.request(async (stripe) =>
      SESSION.test(reference)
        ? stateOfSession(
            await stripe.checkout.sessions.retrieve(reference, { expand: ['payment_intent'] }),
          )
        : stateOfIntent(await stripe.paymentIntents.retrieve(reference)),
    );
  }

  private async openIntent(
    charge: PaymentCharge,
    buyer: StripeBuyer,
    dueAt: Date,
  ): Promise<InitiatedPayment> {
    const params = {
      ...toStripeAmount(charge.amount),
      ...this.dataOf(charge),
      ...buyer,
      automatic_payment_methods: { enabled: true },
    } satisfies Stripe.PaymentIntentCreateParams;
    const options = { idempotencyKey: requestKey(charge.key, params) };
    const intent = await this.stripe.request((stripe) =>
      stripe.paymentIntents.create(params, options),
    );
    const publishableKey = this.settings.stripePublishableKey ?? null;
    const { id: reference, client_secret: clientSecret } = intent;
    const details = { flow: CardFlow.embedded, publishableKey, clientSecret, url: null };
    return { reference, dueAt, details };
  }

  private async openPage(
    charge: PaymentCharge,
    returns: ReturnUrls,
    { customer, ...receipt }: StripeBuyer,
    dueAt: Date,
  ): Promise<InitiatedPayment> {
    const { amount, currency } = toStripeAmount(charge.amount);
    const data = this.dataOf(charge);
    const product_data = { name: data.description };
    const params = {
      mode: 'payment',
      line_items: [{ quantity: 1, price_data: { currency, unit_amount: amount, product_data } }],
      ...returns,
      ...(customer === undefined ? {} : { customer }),
      client_reference_id: charge.orderId,
      metadata: data.metadata,
      payment_intent_data: { ...data, ...receipt },
      expires_at: Math.floor(dueAt.getTime() / 1000),
    } satisfies Stripe.Checkout.SessionCreateParams;
    const session = await this.stripe.request((stripe) =>
      stripe.checkout.sessions.create(params, { idempotencyKey: requestKey(charge.key, params) }),
    );
    const { id: reference, url } = session;
    const details = { flow: CardFlow.hosted, publishableKey: null, clientSecret: null, url };
    return { reference, dueAt, details };
  }

  private dataOf({ key, orderId }: PaymentCharge): IntentData {
    const { stripeStatementSuffix: suffix } = this.settings;
    return {
      metadata: { [PAYMENT_KEY]: key, [ORDER]: orderId },
      description: `Order ${orderId}`,
      ...(suffix === undefined ? {} : { statement_descriptor_suffix: suffix }),
    };
  }

  /** @throws PaymentReturnUrlNotAllowed */
  private returnsOf({ successUrl, cancelUrl = successUrl }: StripePaymentCreateDto): ReturnUrls {
    this.assertAllowed(successUrl);
    this.assertAllowed(cancelUrl);
    return { success_url: successUrl, cancel_url: cancelUrl };
  }

  /** @throws PaymentReturnUrlNotAllowed */
  private assertAllowed(url: string | undefined): asserts url is string {
    const origin = URL.parse(url ?? '')?.origin;
    if (origin !== undefined && this.settings.checkoutReturnOrigins.includes(origin)) return;
    throw new PaymentReturnUrlNotAllowed({ params: { url: url ?? '–' } });
  }
}

/** @throws Error when the choice is of another method, which the registry rules out */
export function cardChoice(choice: PaymentCreateDto): StripePaymentCreateDto {
  if (choice.method !== PaymentMethod.stripe) throw new Error('The choice is of another method');
  return choice;
}

export function flowOf({ flow = CardFlow.embedded }: StripePaymentCreateDto): CardFlow {
  return flow;
}
