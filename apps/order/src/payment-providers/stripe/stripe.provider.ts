import { Injectable } from '@nestjs/common';
import type { Stripe } from './stripe-package';
import type { PaymentCreateDto } from '../payment-create.dto';
import type { StoredDetails } from '../payment-details';
import { PaymentMethod } from '../payment-method';
import type {
  AmountLimits,
  InitiatedPayment,
  PaymentCharge,
  PaymentNotification,
  PaymentProvider,
  ProviderState,
} from '../payment-provider';
import { PaymentProviderRegistry } from '../payment-provider.registry';
import { fromStripeAmount, stripeLimits } from './stripe-amounts';
import { StripeDisputes } from './stripe-disputes';
import { StripeFees } from './stripe-fees';
import { keyIn } from './stripe-metadata';
import { StripePayments, cardChoice, flowOf } from './stripe-payments.service';
import { StripeRefunds } from './stripe-refunds';

/**
 * Payment by card through Stripe: a PaymentIntent that a page confirms with Stripe.js, or a hosted Checkout Session.
 * Source: https://docs.stripe.com/api/payment_intents and https://docs.stripe.com/api/checkout/sessions
 */
@Injectable()
export class StripeProvider implements PaymentProvider<Stripe.Event> {
  readonly method = PaymentMethod.stripe;

  constructor(
    private readonly payments: StripePayments,
    readonly refunds: StripeRefunds,
    readonly fees: StripeFees,
    readonly disputes: StripeDisputes,
    registry: PaymentProviderRegistry,
  ) {
    registry.register(this);
  }

  get isConfigured(): boolean {
    return this.payments.isConfigured;
  }

  get attemptsMax(): number {
    return this.payments.attemptsMax;
  }

  limitsIn(currency: string): AmountLimits | undefined {
    return stripeLimits(currency);
  }

  serves(details: StoredDetails, choice: PaymentCreateDto): boolean {
    return 'flow' in details && details.flow === flowOf(cardChoice(choice));
  }

  initiate(charge: PaymentCharge): Promise<InitiatedPayment> {
    return this.payments.initiate(charge);
  }

  cancel(reference: string): Promise<ProviderState> {
    return this.payments.cancel(reference);
  }

  status(reference: string): Promise<ProviderState> {
    return this.payments.status(reference);
  }

  parseNotification(event: Stripe.Event): PaymentNotification | undefined {
    // That a payment was begun is known to whoever has begun it.
    if (event.type === 'payment_intent.created') return undefined;
    if (event.type.startsWith('payment_intent.')) {
      const hasFailed = event.type === 'payment_intent.payment_failed';
      const notification = notificationOf(event.data.object as Stripe.PaymentIntent);
      return hasFailed ? { ...notification, hasFailed } : notification;
    }
    if (event.type === 'checkout.session.expired') {
      const { id, metadata } = event.data.object as Stripe.Checkout.Session;
      return { reference: id, ...keyIn(metadata), received: null };
    }
    return undefined;
  }
}

function notificationOf(intent: Stripe.PaymentIntent): PaymentNotification {
  const { id, metadata, status, amount_received: amount, currency } = intent;
  const known = { reference: id, chargeReference: id, ...keyIn(metadata) };
  if (status !== 'succeeded') return { ...known, received: null };
  const money = fromStripeAmount({ amount, currency });
  return { ...known, received: { kind: 'in_all', amount: money, isFinal: true } };
}
