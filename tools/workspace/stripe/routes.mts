import type Stripe from 'stripe';
import type { Account, Cause } from './account.mts';
import { invalid } from './api-error.mts';
import type { Checkout } from './checkout.mts';
import { closeDispute, submitEvidence } from './disputes.mts';
import type { RouteName } from './known-params.mts';
import { listOf, search } from './lists.mts';
import { customer, paymentIntent } from './objects.mts';
import {
  type Params,
  amountIn,
  listIn,
  metadataIn,
  objectIn,
  requiredText,
  textIn,
} from './params.mts';
import type { Payments } from './payments.mts';
import { createRefund, settleRefund } from './refunds.mts';

/** A request that has been checked. */
export interface Call {
  /** Of the address; empty where it has none. */
  readonly id: string;
  readonly params: Params;
  readonly cause: Cause;
}

/** What the routes work with. */
export interface Parts {
  readonly account: Account;
  readonly payments: Payments;
  readonly checkout: Checkout;
}

/** The smallest amount of some currencies. Source: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const MINIMUM: Readonly<Record<string, number>> = { usd: 50, eur: 50, gbp: 30, jpy: 50, inr: 50 };
const MAXIMUM = 99_999_999;
const RANGE = ['payment_intent', 'charge'] as const;

/** Every route of the API that this server knows. */
export function routesOf({ account, payments, checkout }: Parts) {
  return {
    ...intentRoutes(account, payments),
    ...moneyRoutes(account),
    'POST /v1/customers': ({ params }) => account.put(newCustomer(account, params)),
    'GET /v1/customers': ({ params }) =>
      listOf(account.all('customer'), params, ['email'], '/v1/customers'),
    'GET /v1/customers/:id': ({ id }) => account.get('customer', id),
    'POST /v1/customers/:id': ({ id, params }) => {
      const known = account.get('customer', id);
      const changed = newCustomer(account, params);
      return account.put({ ...known, ...definedOf(changed), id, created: known.created });
    },
    'DELETE /v1/customers/:id': ({ id }) => {
      account.remove('customer', id);
      return { id, object: 'customer', deleted: true } satisfies Stripe.DeletedCustomer;
    },
    'POST /v1/checkout/sessions': ({ params }) => checkout.create(params),
    'GET /v1/checkout/sessions': ({ params }) =>
      listOf(
        account.all('checkout.session'),
        params,
        ['payment_intent', 'status'],
        '/v1/checkout/sessions',
      ),
    'GET /v1/checkout/sessions/:id': ({ id, cause }) => {
      const session = account.get('checkout.session', id);
      const isOver = session.status === 'open' && checkout.isOverdue(session);
      return isOver ? checkout.expire(session, cause) : session;
    },
    'POST /v1/checkout/sessions/:id/expire': ({ id, cause }) =>
      checkout.expire(account.get('checkout.session', id), cause),
    'GET /v1/events': ({ params }) => {
      const types = listIn(params, 'types');
      const events = account
        .all('event')
        .filter(({ type }) => types.length === 0 || types.includes(type));
      return listOf(events, params, ['type'], '/v1/events');
    },
    'GET /v1/events/:id': ({ id }) => account.get('event', id),
  } satisfies Record<RouteName, (call: Call) => object>;
}

function intentRoutes(account: Account, payments: Payments) {
  return {
    'POST /v1/payment_intents': ({ params, cause }: Call) => {
      const intent = account.put(newIntent(account, params));
      account.emit('payment_intent.created', intent, cause);
      if (textIn(params, 'confirm') !== 'true') return intent;
      return payments.confirm(intent, cardIn(params), textIn(params, 'return_url'), cause);
    },
    'GET /v1/payment_intents': ({ params }: Call) =>
      listOf(account.all('payment_intent'), params, ['customer'], '/v1/payment_intents'),
    'GET /v1/payment_intents/search': ({ params }: Call) =>
      search(account.all('payment_intent'), params, '/v1/payment_intents/search'),
    'GET /v1/payment_intents/:id': ({ id }: Call) => account.get('payment_intent', id),
    'POST /v1/payment_intents/:id': ({ id, params }: Call) => {
      const intent = account.get('payment_intent', id);
      if (intent.status === 'succeeded' || intent.status === 'canceled') {
        throw invalid(`This PaymentIntent's ${intent.status} state cannot be updated.`);
      }
      return account.put<Stripe.PaymentIntent>({
        ...intent,
        amount: amountIn(params, 'amount') ?? intent.amount,
        description: textIn(params, 'description') ?? intent.description,
        receipt_email: textIn(params, 'receipt_email') ?? intent.receipt_email,
        metadata: { ...intent.metadata, ...metadataIn(params) },
      });
    },
    'POST /v1/payment_intents/:id/confirm': ({ id, params, cause }: Call) => {
      const intent = account.get('payment_intent', id);
      return payments.confirm(intent, cardIn(params), textIn(params, 'return_url'), cause);
    },
    'POST /v1/payment_intents/:id/cancel': ({ id, params, cause }: Call) => {
      const intent = account.get('payment_intent', id);
      const isOfSession = account
        .all('checkout.session')
        .some(({ payment_intent: of, status }) => of === id && status === 'open');
      if (isOfSession) {
        throw invalid('A PaymentIntent of a Checkout Session is canceled by expiring the session.');
      }
      return payments.cancel(intent, textIn(params, 'cancellation_reason'), cause);
    },
  };
}

function moneyRoutes(account: Account) {
  return {
    'GET /v1/charges': ({ params }: Call) =>
      listOf(account.all('charge'), params, ['payment_intent', 'customer'], '/v1/charges'),
    'GET /v1/charges/:id': ({ id }: Call) => account.get('charge', id),
    'POST /v1/refunds': ({ params, cause }: Call) => createRefund(account, params, cause),
    'GET /v1/refunds': ({ params }: Call) =>
      listOf(account.all('refund'), params, RANGE, '/v1/refunds'),
    'GET /v1/refunds/:id': ({ id }: Call) => account.get('refund', id),
    'POST /v1/refunds/:id/cancel': ({ id, cause }: Call) =>
      settleRefund(account, account.get('refund', id), 'canceled', cause),
    'GET /v1/disputes': ({ params }: Call) =>
      listOf(account.all('dispute'), params, RANGE, '/v1/disputes'),
    'GET /v1/disputes/:id': ({ id }: Call) => account.get('dispute', id),
    'POST /v1/disputes/:id': ({ id, params, cause }: Call) =>
      submitEvidence(account, account.get('dispute', id), params, cause),
    'POST /v1/disputes/:id/close': ({ id, cause }: Call) =>
      closeDispute(account, account.get('dispute', id), 'lost', cause),
    'GET /v1/balance_transactions': ({ params }: Call) =>
      listOf(
        account.all('balance_transaction'),
        params,
        ['type', 'source', 'currency'],
        '/v1/balance_transactions',
      ),
    'GET /v1/balance_transactions/:id': ({ id }: Call) => account.get('balance_transaction', id),
  };
}

function newIntent(account: Account, params: Params): Stripe.PaymentIntent {
  const currency = requiredText(params, 'currency').toLowerCase();
  if (!/^[a-z]{3}$/.test(currency))
    throw invalid(`Invalid currency: ${currency}`, { param: 'currency' });
  const amount = amountIn(params, 'amount');
  if (amount === null) throw invalid('Missing required param: amount.', { param: 'amount' });
  if (amount < (MINIMUM[currency] ?? 1)) {
    throw invalid('Amount must be at least the minimum of its currency.', {
      code: 'amount_too_small',
      param: 'amount',
    });
  }
  if (amount > MAXIMUM) {
    throw invalid('Amount must be no more than 999,999.99.', {
      code: 'amount_too_large',
      param: 'amount',
    });
  }
  const customerId = textIn(params, 'customer');
  if (customerId !== null) account.get('customer', customerId);
  return paymentIntent(
    {
      amount,
      currency,
      metadata: metadataIn(params),
      customer: customerId,
      description: textIn(params, 'description'),
      receipt_email: textIn(params, 'receipt_email'),
      statement_descriptor: textIn(params, 'statement_descriptor'),
      statement_descriptor_suffix: textIn(params, 'statement_descriptor_suffix'),
    },
    account.now(),
  );
}

/** The payment method that a request names: by its name, or by the number of a card. */
function cardIn(params: Params): string {
  const method = textIn(params, 'payment_method');
  if (method !== null) return method;
  const card = objectIn(objectIn(params, 'payment_method_data') ?? {}, 'card');
  return requiredText(card ?? {}, 'number');
}

function newCustomer(account: Account, params: Params): Stripe.Customer {
  return customer(
    {
      email: textIn(params, 'email'),
      name: textIn(params, 'name'),
      description: textIn(params, 'description'),
      metadata: metadataIn(params),
    },
    account.now(),
  );
}

/** What of a customer was given, and so changes. */
function definedOf({ email, name, description, metadata }: Stripe.Customer) {
  const given = Object.entries({ email, name, description }).filter(([, value]) => value !== null);
  return {
    ...Object.fromEntries(given),
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
  };
}
