import { idempotencyKey } from '@course-plateform/client';
import { eventually } from '@course-plateform/common/test-kit';
import { type CardOrder, CardShop, type Wish } from '../src/card-shop';
import { inLanes } from '../src/patience';
import {
  expectAccess,
  expectBooksOfStripe,
  expectEachOnce,
  untilOrders,
} from '../src/purchase-state';
import { ReplayedEvents } from '../src/replayed-events';
import { SEED, report, shuffled, sized } from '../src/resilience';
import type { Stage } from '../src/stage';
import type { ProviderFault } from '../src/stripe-account';

const PAID = 'evt.order.order.paid.v1';
const REFUNDED = 'evt.order.order.line-refunded.v1';
const AT_ONCE = 8;
/** For a whole test in its full size. */
const WHOLE_MS = 900_000;

/** Where a purchase calls Stripe, and how the call can end. */
const CALLS = ['POST /v1/customers', 'POST /v1/checkout/sessions', 'POST /v1/refunds'];
const FAULTS: readonly Pick<ProviderFault, 'when' | 'how'>[] = [
  { when: 'after', how: 'hang' },
  { when: 'after', how: 'reset' },
  { when: 'before', how: 'hang' },
  { when: 'before', how: 'error' },
  { when: 'after', how: 'error' },
  { when: 'before', how: 'reset' },
];

/** What order and Stripe, and order and user-progress, agree on. @param stage gives the platform, once it runs */
export function describeProviderResilience(stage: () => Stage): void {
  describe(`resilience of calls to Stripe and of access (seed ${SEED})`, () => {
    let shop: CardShop;

    beforeAll(async () => {
      shop = await CardShop.open(stage().platform, 'Calls to a provider');
    }, 120_000);

    afterEach(() => shop.stripe.behave({}));

    it(
      'F2 makes one order, one charge and one refund through crashes and double clicks around calls to Stripe',
      async () => {
        const cases = FAULTS.flatMap((fault) =>
          CALLS.map((match): ProviderFault => ({ ...fault, match, times: 1 })),
        ).slice(0, sized(3, 18, 18));
        const rounds = sized(1, 1, 3);
        const wishes = await shop.wishes(cases.length * rounds, 1);
        let kills = 0;
        const orders: CardOrder[] = [];
        for (const [index, wish] of wishes.entries()) {
          const fault = cases[index % cases.length];
          if (!fault) throw new Error('No case');
          orders.push(await throughFault(wish, fault));
          if (fault.how === 'hang') kills += 1;
        }
        await expectEachOnce(shop, orders, new Set(orders));
        const charges = await shop.stripe.chargesByOrder();
        for (const { orderId, buyer } of orders) {
          const refunds = await shop.stripe.refundsOf(charges.get(orderId)?.[0]?.id ?? '');
          expect(refunds).toHaveLength(1);
          expect(await shop.stripe.customersOf(buyer.email)).toBeLessThanOrEqual(1);
        }
        await expectBooksOfStripe(shop);
        report('F2', { purchases: orders.length, faults: wishes.length, kills });
      },
      WHOLE_MS,
    );

    /** One purchase and its refund with one call spoiled, every request sent twice at once. */
    async function throughFault(wish: Wish, fault: ProviderFault): Promise<CardOrder> {
      await shop.stripe.behave({ faults: [fault] });
      const crashed = fault.how === 'hang' ? crashOnceUsed() : Promise.resolve();
      const order = await shop.orderTwice(wish);
      await Promise.all([shop.pay(order), shop.pay(order)]);
      await untilOrders([order], 'paid', 'fulfilled');
      const header = idempotencyKey();
      await Promise.all([shop.refund(order, header), shop.refund(order, header)]);
      await untilOrders([order], 'refunded');
      await crashed;
      return order;
    }

    /** The order service dies while it waits for a response of Stripe that never comes. */
    async function crashOnceUsed(): Promise<void> {
      await eventually(
        'the call that hangs',
        async () => (await shop.stripe.faultsLeft()) === 0,
        60_000,
      );
      await shop.platform.kill('order');
      await shop.platform.restart('order');
    }

    it(
      'E1 ends refunded purchases without access, however often and in whatever order their events come',
      async () => {
        const { platform } = shop;
        const wishes = await shop.wishes(sized(3, 12, 40), sized(1, 3, 5));
        const orders = await inLanes(wishes, AT_ONCE, (wish) => shop.order(wish));
        const events = await ReplayedEvents.connect(platform);
        // Neither grant nor end has been seen when the events come.
        await platform.kill('user-progress');
        await inLanes(orders, AT_ONCE, (order) => shop.pay(order));
        await untilOrders(orders, 'paid');
        const refunded = shuffled(orders).slice(0, Math.ceil(orders.length / 2));
        await inLanes(refunded, AT_ONCE, (order) => shop.refund(order));
        await untilOrders(refunded, 'refunded');
        await platform.events('drain', '--service', 'order');
        for (const subject of [PAID, REFUNDED]) await events.withdraw(subject);
        await platform.restart('user-progress');
        const ids = orders.map(({ orderId }) => orderId);
        let sent = await events.publishShuffled(ids, [PAID, REFUNDED]);
        await expectEachOnce(shop, orders, new Set(refunded));

        // A course that is bought anew stays, though all that came before comes again.
        const again = await inLanes(refunded.slice(0, sized(1, 6, 40)), AT_ONCE, (order) =>
          shop.buy(order),
        );
        await untilOrders(again, 'fulfilled');
        sent += await events.publishShuffled(ids, [PAID, REFUNDED]);
        await platform.events('drain', '--service', 'user-progress');
        const kept = [...orders.filter((order) => !refunded.includes(order)), ...again];
        for (const [buyer] of Map.groupBy(orders, (order) => order.buyer)) {
          await expectAccess(
            buyer,
            kept.filter((order) => order.buyer === buyer),
          );
        }
        await expectEachOnce(shop, [...orders, ...again], new Set(refunded));
        await expectBooksOfStripe(shop);
        await events.close();
        report('E1', { purchases: orders.length, refunds: refunded.length, sent });
      },
      WHOLE_MS,
    );
  });
}
