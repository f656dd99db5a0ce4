import type Stripe from 'stripe';
import type { Account, Cause } from './account.mts';
import { invalid } from './api-error.mts';
import { cardWithLast4 } from './cards.mts';
import { balanceTransaction, refund } from './objects.mts';
import { type Params, amountIn, metadataIn, textIn } from './params.mts';

/** Sends money back to the buyer. @throws ApiError 400 when there is less left than that */
export function createRefund(account: Account, params: Params, cause: Cause): Stripe.Refund {
  const charge = chargeOf(account, params);
  const left = charge.amount - charge.amount_refunded;
  const amount = amountIn(params, 'amount') ?? left;
  if (left === 0) {
    throw invalid(`Charge ${charge.id} has already been refunded.`, {
      code: 'charge_already_refunded',
    });
  }
  if (amount > left) {
    throw invalid(
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
      { param: 'amount' },
    );
  }
  if (charge.disputed) {
    throw invalid(`Charge ${charge.id} has been charged back.`, { code: 'charge_disputed' });
  }
  const card = cardWithLast4(charge.payment_method_details?.card?.last4);
  const status = card?.refund === 'pending' ? 'pending' : 'succeeded';
  const reason = textIn(params, 'reason') as Stripe.Refund.Reason | null;
  const made = refund(
    charge,
    { amount, metadata: metadataIn(params), reason, status },
    account.now(),
  );
  const balance = account.put(balanceTransaction(made, 'refund', -amount, 0, account.now()));
  const stored = account.put({ ...made, balance_transaction: balance.id });
  const refunded = charge.amount_refunded + amount;
  const changed = account.put({
    ...charge,
    amount_refunded: refunded,
    refunded: refunded === charge.amount,
  });
  account.emit('refund.created', stored, cause);
  account.emit('charge.refunded', changed, cause);
  return stored;
}

/** A refund that took a while has reached the buyer, or has come back. */
export function settleRefund(
  account: Account,
  open: Stripe.Refund,
  status: 'succeeded' | 'failed' | 'canceled',
  cause: Cause,
): Stripe.Refund {
  const isOver = open.status === 'failed' || open.status === 'canceled';
  if (isOver || (open.status === 'succeeded' && status !== 'failed')) {
    throw invalid(`This refund is ${open.status} already.`);
  }
  if (status === 'succeeded') {
    const done = account.put({ ...open, status });
    account.emit('refund.updated', done, cause);
    return done;
  }
  const charge = account.get('charge', String(open.charge));
  const back = account.put(
    balanceTransaction(open, 'refund_failure', open.amount, 0, account.now()),
  );
  account.put({
    ...charge,
    amount_refunded: charge.amount_refunded - open.amount,
    refunded: false,
  });
  const failed = account.put({
    ...open,
    status,
    failure_balance_transaction: back.id,
    ...(status === 'failed' ? { failure_reason: 'expired_or_canceled_card' } : {}),
  });
  account.emit(status === 'failed' ? 'refund.failed' : 'refund.updated', failed, cause);
  return failed;
}

function chargeOf(account: Account, params: Params): Stripe.Charge {
  const id = textIn(params, 'charge');
  if (id !== null) return account.get('charge', id);
  const intentId = textIn(params, 'payment_intent');
  if (intentId === null) throw invalid('One of charge or payment_intent is required.');
  const intent = account.get('payment_intent', intentId);
  if (intent.status !== 'succeeded') {
    throw invalid(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`);
  }
  return account.get('charge', String(intent.latest_charge));
}
