import { type Schemas, unwrap } from '@course-plateform/client';
import { eventually } from '@course-plateform/common/test-kit';
import { type CardOrder, type CardShop, PRICE } from './card-shop';
import { rowsOf } from './resilience';
import type { User } from './users';

/** Provider, jobs and consumers have caught up by then, also those that wait for a redelivery. */
const SETTLED_MS = 180_000;

type OrderStatus = Schemas['OrderResponse']['status'];

/** Waits until all orders have a state, and some may have another one. */
export async function untilOrders(
  orders: readonly CardOrder[],
  ...wanted: readonly OrderStatus[]
): Promise<void> {
  for (const { buyer, orderId } of orders) {
    const params = { path: { id: orderId } };
    await eventually(
      `the order ${orderId} is ${wanted.join(' or ')}`,
      async () => {
        const { status } = await unwrap(buyer.client.GET('/api/v1/orders/{id}', { params }));
        if (!wanted.includes(status)) throw new Error(status);
        return true;
      },
      SETTLED_MS,
    );
  }
}

/**
 * Whatever happened on the way, each of these buyers has each purchase once: one order, one charge with Stripe and in
 * our books of the price that was quoted, and access if the money has not gone back.
 * @param orders all that the buyers have
 * @param refunded those of them whose money has gone back
 */
export async function expectEachOnce(
  shop: CardShop,
  orders: readonly CardOrder[],
  refunded: ReadonlySet<CardOrder> = new Set(),
): Promise<void> {
  const kept = orders.filter((order) => !refunded.has(order));
  await untilOrders(kept, 'fulfilled');
  await untilOrders([...refunded], 'refunded');
  const charges = await shop.stripe.chargesByOrder();
  const counts = orders.map(({ orderId }) =>
    (charges.get(orderId) ?? []).map(({ amount_received: amount }) => amount),
  );
  expect(counts).toEqual(orders.map(() => [PRICE.amountMinor]));
  for (const [buyer, own] of Map.groupBy(orders, (order) => order.buyer)) {
    expect(await ordersOf(buyer)).toEqual(new Set(own.map(({ orderId }) => orderId)));
    const expected = own.flatMap((order) => [
      `charge ${order.orderId}`,
      ...(refunded.has(order) ? [`refund ${order.orderId}`] : []),
    ]);
    expect((await transactionsOf(buyer)).toSorted()).toEqual(expected.toSorted());
    await expectAccess(
      buyer,
      own.filter((order) => !refunded.has(order)),
    );
  }
}

/** The buyer has access to these courses and to no others. */
export async function expectAccess(buyer: User, orders: readonly CardOrder[]): Promise<void> {
  const wanted = orders.map(({ courseId }) => courseId).toSorted();
  await eventually(
    `access to exactly ${wanted.join(', ')}`,
    async () => {
      const open = (await enrollmentsOf(buyer)).filter(({ status }) => status !== 'ended');
      const found = open.map(({ courseId }) => courseId).toSorted();
      if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(found.join(', '));
      return true;
    },
    SETTLED_MS,
  );
}

/** Our books say of Stripe what Stripe says, every debit has its credit, and nothing is left to repair. */
export async function expectBooksOfStripe(shop: CardShop): Promise<void> {
  const charges = [...(await shop.stripe.chargesByOrder()).values()].flat();
  const refunds = await Promise.all(charges.map(({ id }) => shop.stripe.refundsOf(id)));
  const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);
  const held =
    sum(charges.map(({ amount_received: amount }) => amount)) -
    sum(refunds.flat().map(({ amount }) => amount));
  const { client } = await shop.admin();
  const { balanced, currencies, accounts } = await unwrap(
    client.GET('/api/v1/ledger/trial-balance'),
  );
  expect({ balanced, currencies }).toEqual({
    balanced: true,
    currencies: currencies.map(({ currency }) => ({ currency, imbalanceMinor: 0 })),
  });
  // What Stripe keeps as its fee is booked from one account to the other, when it is known.
  const atStripe = accounts.filter(({ account }) =>
    ['provider_balance', 'provider_fees'].includes(account),
  );
  expect(sum(atStripe.map(({ balanceMinor }) => balanceMinor))).toBe(held);
  const { items } = await unwrap(client.GET('/api/v1/reconciliation/findings'));
  expect(items).toEqual([]);
}

/** Has every payment by card compared with Stripe right now, as happens an hour after it was made. */
export async function compareWithStripe({ platform }: CardShop): Promise<void> {
  const database = new URL('/order', platform.stores.postgres);
  await rowsOf(
    database,
    "UPDATE payment SET verify_at = now() - interval '1 day' WHERE method = 'stripe'",
  );
  await eventually(
    'every payment is compared with Stripe',
    async () => {
      const due = "SELECT id FROM payment WHERE verify_at < now() AND method = 'stripe'";
      return (await rowsOf(database, due)).length === 0;
    },
    SETTLED_MS,
  );
}

async function ordersOf({ client }: User): Promise<Set<string>> {
  const query = { limit: 100 };
  const { items } = await unwrap(client.GET('/api/v1/orders', { params: { query } }));
  return new Set(items.map(({ id }) => id));
}

async function transactionsOf({ client }: User): Promise<string[]> {
  const query = { limit: 100 };
  const { items } = await unwrap(client.GET('/api/v1/transactions', { params: { query } }));
  return items.map(({ kind, orderId }) => `${kind} ${orderId}`);
}

async function enrollmentsOf({ client }: User): Promise<Schemas['EnrollmentResponse'][]> {
  const query = { limit: 100 };
  const { items } = await unwrap(client.GET('/api/v1/enrollments', { params: { query } }));
  return items;
}
