import { randomBytes } from 'node:crypto';
import type Stripe from 'stripe';

/** An object of the API as it is stored: each has an id, and says what it is. */
export type StoredObject =
  | Stripe.PaymentIntent
  | Stripe.Charge
  | Stripe.Refund
  | Stripe.Dispute
  | Stripe.BalanceTransaction
  | Stripe.Customer
  | Stripe.Checkout.Session
  | Stripe.Event;

export type ObjectName = StoredObject['object'];

/** The fee of a dispute, in minor units of a currency with two decimals. */
export const DISPUTE_FEE = 1500;

/** @returns an id as Stripe writes them, such as `pi_3Qv…` */
export function idOf(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`;
}

/** A PaymentIntent that nobody has tried to pay yet. @param now seconds since 1970 */
export function paymentIntent(
  from: Pick<Stripe.PaymentIntent, 'amount' | 'currency' | 'metadata'> &
    Partial<Stripe.PaymentIntent>,
  now: number,
): Stripe.PaymentIntent {
  const id = idOf('pi');
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: { allow_redirects: 'always', enabled: true },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${randomBytes(12).toString('hex')}`,
    confirmation_method: 'automatic',
    created: now,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
    ...from,
  };
}

/** The charge that one attempt to pay an intent makes. */
export function charge(
  intent: Stripe.PaymentIntent,
  last4: string,
  attempt: Pick<Stripe.Charge, 'status' | 'failure_code' | 'failure_message'>,
  now: number,
): Stripe.Charge {
  const isPaid = attempt.status === 'succeeded';
  return {
    ...attempt,
    id: idOf('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: isPaid ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: intent.statement_descriptor ?? 'STAND-IN',
    captured: isPaid,
    created: now,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(attempt),
    paid: isPaid,
    payment_intent: intent.id,
    payment_method: typeof intent.payment_method === 'string' ? intent.payment_method : null,
    payment_method_details: { card: cardOf(last4, intent.amount), type: 'card' },
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    transfer_data: null,
    transfer_group: null,
  };
}

function outcomeOf({
  status,
  failure_code: reason,
  failure_message: message,
}: Pick<Stripe.Charge, 'status' | 'failure_code' | 'failure_message'>): Stripe.Charge.Outcome {
  const isPaid = status === 'succeeded';
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: isPaid ? 'approved_by_network' : 'declined_by_network',
    reason,
    risk_level: 'normal',
    risk_score: 20,
    seller_message: message ?? 'Payment complete.',
    type: isPaid ? 'authorized' : 'issuer_declined',
  };
}

function cardOf(last4: string, amount: number): Stripe.Charge.PaymentMethodDetails.Card {
  return {
    amount_authorized: amount,
    authorization_code: null,
    brand: 'visa',
    checks: {
      address_line1_check: null,
      address_postal_code_check: null,
      cvc_check: 'pass',
    },
    country: 'US',
    electronic_commerce_indicator: null,
    exp_month: 12,
    exp_year: 2034,
    fingerprint: null,
    funding: 'credit',
    installments: null,
    last4,
    mandate: null,
    network: 'visa',
    network_transaction_id: null,
    regulated_status: 'unregulated',
    three_d_secure: null,
    transaction_link_id: null,
    wallet: null,
  };
}

/** Money back for a charge. */
export function refund(
  of: Stripe.Charge,
  from: Pick<Stripe.Refund, 'amount' | 'metadata' | 'reason' | 'status'>,
  now: number,
): Stripe.Refund {
  return {
    ...from,
    id: idOf('re'),
    object: 'refund',
    balance_transaction: null,
    charge: of.id,
    created: now,
    currency: of.currency,
    customer: of.customer,
    customer_account: null,
    payment_intent: of.payment_intent,
    payment_method: of.payment_method,
    receipt_number: null,
    source_transfer_reversal: null,
    transfer_reversal: null,
  };
}

/** Money that came into the account or left it. @param fee what Stripe keeps of it, in minor units */
export function balanceTransaction(
  source: Stripe.Charge | Stripe.Refund | Stripe.Dispute,
  type: 'charge' | 'refund' | 'refund_failure' | 'adjustment',
  amount: number,
  fee: number,
  now: number,
): Stripe.BalanceTransaction {
  const { currency } = source;
  const detail = {
    amount: fee,
    application: null,
    currency,
    description: null,
    type: 'stripe_fee',
  };
  return {
    id: idOf('txn'),
    object: 'balance_transaction',
    amount,
    available_on: now,
    balance_type: 'payments',
    created: now,
    currency,
    description: null,
    exchange_rate: null,
    fee,
    fee_details: fee === 0 ? [] : [detail],
    net: amount - fee,
    reporting_category: type === 'adjustment' ? 'dispute' : type,
    source: source.id,
    status: 'available',
    type,
  };
}

export function customer(
  from: Pick<Stripe.Customer, 'email' | 'name' | 'description' | 'metadata'>,
  now: number,
): Stripe.Customer {
  return {
    ...from,
    id: idOf('cus'),
    object: 'customer',
    balance: 0,
    default_source: null,
    created: now,
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    shipping: null,
  };
}
