import type Stripe from 'stripe';
import type { Account, Cause } from './account.mts';
import { invalid } from './api-error.mts';
import { checkoutSession } from './checkout-session.mts';
import { paymentIntent } from './objects.mts';
import {
  type Params,
  amountIn,
  integerIn,
  listIn,
  metadataIn,
  objectIn,
  requiredText,
  textIn,
} from './params.mts';
import type { Payments } from './payments.mts';

const DAY = 86_400;

/** Hosted pages that take one payment each. */
export class Checkout {
  private readonly account: Account;
  private readonly payments: Payments;
  private readonly base: string;

  constructor(account: Account, payments: Payments, base: string) {
    this.account = account;
    this.payments = payments;
    this.base = base;
  }

  create(params: Params): Stripe.Checkout.Session {
    if (textIn(params, 'mode') !== 'payment') {
      throw invalid('This stand-in takes sessions of mode payment only.', { param: 'mode' });
    }
    const { amount, currency } = totalOf(params);
    const now = this.account.now();
    const expiresAt = integerIn(params, 'expires_at') ?? now + DAY;
    if (expiresAt < now + 1800 - 60 || expiresAt > now + DAY + 60) {
      throw invalid(
        'The `expires_at` timestamp must be between 30 minutes and 24 hours from now.',
        {
          param: 'expires_at',
        },
      );
    }
    const session = checkoutSession(
      {
        amount_total: amount,
        currency,
        customer: textIn(params, 'customer'),
        customer_email: textIn(params, 'customer_email'),
        client_reference_id: textIn(params, 'client_reference_id'),
        metadata: metadataIn(params),
        success_url: requiredText(params, 'success_url'),
        cancel_url: textIn(params, 'cancel_url'),
        expires_at: expiresAt,
      },
      this.base,
      now,
    );
    // The payment of the session gets it when the buyer pays for the first time.
    this.account.note(session.id, objectIn(params, 'payment_intent_data'));
    return this.account.put(session);
  }

  /** The buyer pays on the page. @throws ApiError when the session is over, or 402 when the card is declined */
  pay(session: Stripe.Checkout.Session, card: string, cause: Cause): Stripe.PaymentIntent {
    if (session.status !== 'open' || this.isOverdue(session))
      throw invalid('This page has expired.');
    const intent = this.intentOf(session, cause);
    const returnUrl = `${this.base}/c/pay/${session.id}/return`;
    const paid = this.payments.confirm(intent, card, returnUrl, cause);
    this.complete(session.id, cause);
    return paid;
  }

  /** Closes a session whose payment has come, or is in progress. */
  complete(id: string, cause: Cause): void {
    const session = this.account.get('checkout.session', id);
    if (session.status !== 'open' || typeof session.payment_intent !== 'string') return;
    const { status } = this.account.get('payment_intent', session.payment_intent);
    if (status !== 'succeeded' && status !== 'processing') return;
    const closed = this.account.put<Stripe.Checkout.Session>({
      ...session,
      status: 'complete',
      payment_status: status === 'succeeded' ? 'paid' : 'unpaid',
    });
    this.account.emit('checkout.session.completed', closed, cause);
  }

  /** A payment that took a while has ended. */
  settleOf(intent: Stripe.PaymentIntent, cause: Cause): void {
    const session = this.account
      .all('checkout.session')
      .find(({ payment_intent: id, status }) => id === intent.id && status === 'complete');
    if (!session) return;
    const isPaid = intent.status === 'succeeded';
    const changed = this.account.put<Stripe.Checkout.Session>({
      ...session,
      payment_status: isPaid ? 'paid' : 'unpaid',
    });
    const type = isPaid ? 'async_payment_succeeded' : 'async_payment_failed';
    this.account.emit(`checkout.session.${type}`, changed, cause);
  }

  expire(session: Stripe.Checkout.Session, cause: Cause): Stripe.Checkout.Session {
    if (session.status !== 'open') {
      throw invalid(
        `Only Checkout Sessions with a status in ["open"] can be expired. This one is ${session.status}.`,
      );
    }
    if (typeof session.payment_intent === 'string') {
      const intent = this.account.get('payment_intent', session.payment_intent);
      if (intent.status !== 'canceled') this.payments.cancel(intent, 'automatic', cause);
    }
    const expired = this.account.put<Stripe.Checkout.Session>({
      ...session,
      status: 'expired',
      url: null,
    });
    this.account.emit('checkout.session.expired', expired, cause);
    return expired;
  }

  isOverdue(session: Stripe.Checkout.Session): boolean {
    return session.expires_at <= this.account.now();
  }

  /** The intent is made when the buyer pays for the first time. */
  private intentOf(session: Stripe.Checkout.Session, cause: Cause): Stripe.PaymentIntent {
    if (typeof session.payment_intent === 'string') {
      return this.account.get('payment_intent', session.payment_intent);
    }
    const data = (this.account.noteOf(session.id) ?? {}) as Params;
    const intent = this.account.put(
      paymentIntent(
        {
          amount: session.amount_total ?? 0,
          currency: session.currency ?? 'usd',
          customer: session.customer,
          metadata: metadataIn(data),
          receipt_email: textIn(data, 'receipt_email'),
          description: textIn(data, 'description'),
          statement_descriptor: textIn(data, 'statement_descriptor'),
          statement_descriptor_suffix: textIn(data, 'statement_descriptor_suffix'),
        },
        this.account.now(),
      ),
    );
    this.account.emit('payment_intent.created', intent, cause);
    this.account.put({ ...session, payment_intent: intent.id });
    return intent;
  }
}

/** The sum of the line items, which share one currency. */
function totalOf(params: Params): { amount: number; currency: string } {
  const prices = (listIn(params, 'line_items') as Params[]).map((item) => {
    const price = objectIn(item, 'price_data') ?? {};
    const each = amountIn(price, 'unit_amount') ?? 0;
    const quantity = amountIn(item, 'quantity') ?? 1;
    return { amount: each * quantity, currency: requiredText(price, 'currency').toLowerCase() };
  });
  const [first] = prices;
  if (!first) throw invalid('You must provide line_items.', { param: 'line_items' });
  if (prices.some(({ currency }) => currency !== first.currency)) {
    throw invalid('All prices on a Checkout Session must use the same currency.');
  }
  return { amount: prices.reduce((sum, { amount }) => sum + amount, 0), currency: first.currency };
}
