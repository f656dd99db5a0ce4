import { Injectable } from '@nestjs/common';
import type {
  ListedRefund,
  ProviderRefund,
  ProviderRefundState,
  ProviderRefunds,
  RefundNotification,
} from '../payment-provider';
import { RefundFailure } from '../refund-failure';
import { fromStripeAmount, toStripeAmount } from './stripe-amounts';
import { StripeApi, StripeRefusal } from './stripe-api';
import type { Stripe } from './stripe-package';

/** The metadata by which a refund at Stripe names ours. */
const KEY = 'refund_key';
/** More refunds than one charge has. */
const LISTED = 100;
const SESSION = /^cs_/;

const FAILURES: Readonly<Record<string, RefundFailure>> = {
  expired_or_canceled_card: RefundFailure.cardGone,
  lost_or_stolen_card: RefundFailure.cardGone,
  declined: RefundFailure.declined,
  merchant_request: RefundFailure.refused,
  charge_for_pending_refund_disputed: RefundFailure.refused,
  insufficient_funds: RefundFailure.refused,
};

/** Money back to a card. Source: https://docs.stripe.com/api/refunds */
@Injectable()
export class StripeRefunds implements ProviderRefunds<Stripe.Event> {
  constructor(private readonly stripe: StripeApi) {}

  async send(refund: ProviderRefund): Promise<ProviderRefundState> {
    // Stripe forgets keys after a day or more, and a repeat may come later than that.
    const intent = await this.intentOf(refund.chargeReference);
    return (await this.find(refund.key, intent)) ?? this.create(refund, intent);
  }

  async status(reference: string): Promise<ProviderRefundState> {
    return stateOf(await this.stripe.request((stripe) => stripe.refunds.retrieve(reference)));
  }

  async list(chargeReference: string): Promise<ListedRefund[]> {
    const intent = await this.intentOf(chargeReference);
    return (await this.all(intent)).map((refund) => ({
      reference: refund.id,
      key: refund.metadata?.[KEY],
      amount: fromStripeAmount(refund),
      state: stateOf(refund).state,
    }));
  }

  parseNotification(event: Stripe.Event): RefundNotification | undefined {
    if (event.type === 'charge.refunded') {
      const { payment_intent: intent } = event.data.object;
      return { key: undefined, chargeReference: idOf(intent) };
    }
    if (!event.type.startsWith('refund.')) return undefined;
    const { metadata, payment_intent: intent } = event.data.object as Stripe.Refund;
    return { key: metadata?.[KEY], chargeReference: idOf(intent) };
  }

  /** A payment on the hosted page may be known by the page only. */
  private async intentOf(reference: string): Promise<string> {
    if (!SESSION.test(reference)) return reference;
    const { payment_intent: intent } = await this.stripe.request((stripe) =>
      stripe.checkout.sessions.retrieve(reference),
    );
    const id = idOf(intent);
    if (id === undefined) throw new Error(`Nobody has paid ${reference}`);
    return id;
  }

  private async find(key: string, intent: string): Promise<ProviderRefundState | undefined> {
    const found = (await this.all(intent)).find(({ metadata }) => metadata?.[KEY] === key);
    return found && stateOf(found);
  }

  private async all(intent: string): Promise<Stripe.Refund[]> {
    const { data } = await this.stripe.request((stripe) =>
      stripe.refunds.list({ payment_intent: intent, limit: LISTED }),
    );
    return data;
  }

  private async create(
    { key, amount }: ProviderRefund,
    intent: string,
  ): Promise<ProviderRefundState> {
    const params = {
      payment_intent: intent,
      amount: toStripeAmount(amount).amount,
      metadata: { [KEY]: key },
    };
    try {
      const made = await this.stripe.request((stripe) =>
        stripe.refunds.create(params, { idempotencyKey: key }),
      );
      return stateOf(made);
    } catch (error) {
      if (!(error instanceof StripeRefusal)) throw error;
      return { state: 'failed', reference: null, failure: RefundFailure.refused };
    }
  }
}

function stateOf({ id, status, failure_reason: reason }: Stripe.Refund): ProviderRefundState {
  const reference = id;
  if (status === 'succeeded' || status === 'canceled') return { state: status, reference };
  if (status !== 'failed') return { state: 'pending', reference };
  return { state: status, reference, failure: FAILURES[reason ?? ''] ?? RefundFailure.unknown };
}

function idOf(intent: string | Stripe.PaymentIntent | null): string | undefined {
  return typeof intent === 'string' ? intent : intent?.id;
}
