import { TestClock } from '#workspace/clock/clock.mts';
import { Failure } from '#workspace/shared/failure.mts';
import { until } from '#workspace/stack/ports.mts';
import type { StripeStandIn } from '#workspace/stack/stripe.mts';
import type { View } from './world.mts';

/** How many of each; the demo has few courses. */
const COUNT = 2;
const DAY_MS = 86_400_000;
/** Longer than a refund window, so that earnings can be paid out. */
const AFTER_WINDOW_MS = 40 * DAY_MS;
const SETTLED_MS = 30_000;
const GOOD_CARD = '4242424242424242';
const DISPUTED_CARD = '4000000000000259';

/** Whoever moves money. */
export interface Payers {
  readonly own: View;
  readonly other: View;
  readonly admin: View;
}

type Order = Readonly<{ id: string; lineId: string }>;

/** Payouts of what the demo has earned. Comes first: in the time it takes, orders expire. */
export async function preparePayouts(admin: View, natsUrl: string): Promise<void> {
  const clock = await TestClock.open(natsUrl);
  try {
    await clock.move(AFTER_WINDOW_MS);
    await admin.post('payout-runs');
    await settled('payouts', async () => (await admin.list('payouts')).length > 0);
  } finally {
    await clock.move(0);
    await clock.close();
  }
}

/**
 * Paid orders, open refund requests, pending refunds, disputes, payments to review and a finding: what an admin decides.
 * @param courseIds that neither of the learners has
 */
export async function prepareMoney(
  { own, other, admin }: Payers,
  courseIds: readonly string[],
  stripe: StripeStandIn,
): Promise<void> {
  const [first = '', ...rest] = courseIds;
  for (const id of rest.slice(0, COUNT)) {
    await paidByCard(own, id);
    const { id: orderId, lineId } = await paidByCard(other, id);
    await other.post(`orders/${orderId}/refund-requests`, { lineId });
  }
  for (const id of rest.slice(COUNT, 2 * COUNT)) {
    await paidByCard(other, id, DISPUTED_CARD);
    const { id: orderId, lineId } = await paidByTransfer(own, admin, id);
    await admin.post(`orders/${orderId}/refunds`, { lineId });
  }
  for (let number = 0; number < COUNT; number += 1) await lateTransfer(other, admin, first);
  await chargeOfNobody(stripe);
  await settled('a finding', async () => {
    return (await admin.list('reconciliation/findings')).length > 0;
  });
  await settled('a dispute', async () => (await admin.list('disputes')).length > 0);
}

async function ordered(buyer: View, courseId: string): Promise<Order> {
  const quote = await buyer.post('quotes', { courseIds: [courseId] });
  const { id, lines } = await buyer.post('orders', { quoteId: quote['id'] });
  return { id: String(id), lineId: (lines as { id: string }[])[0]?.id ?? '' };
}

async function paidByCard(buyer: View, courseId: string, card = GOOD_CARD): Promise<Order> {
  const order = await ordered(buyer, courseId);
  const successUrl = `${buyer.gatewayUrl}/thanks`;
  const choice = { method: 'stripe', flow: 'hosted', successUrl };
  const { details } = await buyer.post(`orders/${order.id}/payments`, choice);
  const body = new URLSearchParams({ card });
  await fetch((details as { url: string }).url, { method: 'POST', body, redirect: 'manual' });
  await settled('a paid order', async () => {
    const { status } = await buyer.read(`orders/${order.id}`);
    return status !== 'pending_payment';
  });
  return order;
}

async function paidByTransfer(buyer: View, admin: View, courseId: string): Promise<Order> {
  const order = await ordered(buyer, courseId);
  await confirm(admin, await buyer.post(`orders/${order.id}/payments`, TRANSFER));
  return order;
}

/** Money for an order that has been canceled: a payment to review. */
async function lateTransfer(buyer: View, admin: View, courseId: string): Promise<void> {
  const order = await ordered(buyer, courseId);
  const payment = await buyer.post(`orders/${order.id}/payments`, TRANSFER);
  await buyer.post(`orders/${order.id}/cancellations`);
  await confirm(admin, payment);
}

const TRANSFER = { method: 'bank_transfer' };

async function confirm(admin: View, { id, amount }: Awaited<ReturnType<View['post']>>) {
  const body = { receivedAmount: amount, bankReference: crypto.randomUUID() };
  await admin.post(`bank-transfers/${String(id)}/confirmations`, body);
}

/** A charge that names a payment which nobody has begun. */
async function chargeOfNobody({ url, settings }: StripeStandIn): Promise<void> {
  const response = await fetch(`${url}/v1/payment_intents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${settings.STRIPE_SECRET_KEY}` },
    body: new URLSearchParams({
      amount: '1999',
      currency: 'usd',
      confirm: 'true',
      payment_method: 'pm_card_visa',
    }),
  });
  if (!response.ok) throw new Failure(`A charge at Stripe: ${response.status}.`);
}

async function settled(what: string, probe: () => Promise<boolean>): Promise<void> {
  if (!(await until(probe, SETTLED_MS))) throw new Failure(`There is not ${what}.`);
}
