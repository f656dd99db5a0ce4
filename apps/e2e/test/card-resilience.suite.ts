import { SEED, report, shuffled, sized } from '../src/resilience';
import { CardShop } from '../src/card-shop';
import { Crashes } from '../src/crashes';
import { inLanes } from '../src/patience';
import {
  compareWithStripe,
  expectBooksOfStripe,
  expectEachOnce,
  untilOrders,
} from '../src/purchase-state';
import type { Stage } from '../src/stage';

/** Buyers at once. */
const AT_ONCE = 12;
/** For a whole test in its full size. */
const WHOLE_MS = 1_800_000;

/** A purchase by card as long as everything on its way breaks. @param stage gives the platform, once it runs */
export function describeCardResilience(stage: () => Stage): void {
  describe(`resilience of purchases by card (seed ${SEED})`, () => {
    let shop: CardShop;

    beforeAll(async () => {
      shop = await CardShop.open(stage().platform, 'Card payments');
    }, 120_000);

    afterEach(() => shop.stripe.behave({}));

    it(
      'A1 loses no purchase and makes none twice while order, user-progress and Stripe crash',
      async () => {
        const wishes = await shop.wishes(sized(2, 10, 25), sized(3, 10, 20));
        const kills = sized(2, 12, 50);
        const crashes = new Crashes(shop.platform, ['order', 'user-progress', 'stripe']);
        let begun = 0;
        const [orders] = await Promise.all([
          inLanes(wishes, AT_ONCE, (wish) => {
            begun += 1;
            return shop.buy(wish);
          }),
          crashes.during(() => begun / wishes.length, kills),
        ]);
        await expectEachOnce(shop, orders);
        await compareWithStripe(shop);
        await expectBooksOfStripe(shop);
        report('A1', { purchases: orders.length, kills: crashes.count });
      },
      WHOLE_MS,
    );

    it(
      'F1 keeps books and enrollments right through reports that come twice, late, in any order or never',
      async () => {
        const wishes = await shop.wishes(sized(2, 8, 24), sized(3, 10, 20));
        const eventsBefore = await shop.stripe.events();
        const webhooks = { duplicates: 0.5, dropped: 0.1, forged: 0.05 };
        const delayMs = [0, sized(1_000, 10_000, 10_000)] as const;
        await shop.stripe.behave({ seed: SEED, webhooks: { ...webhooks, delayMs } });
        const orders = await inLanes(wishes, AT_ONCE, (wish) => shop.buy(wish));
        const refunded = shuffled(orders).slice(0, Math.ceil(orders.length / 4));
        await inLanes(refunded, AT_ONCE, async (order) => {
          await untilOrders([order], 'paid', 'fulfilled');
          await shop.refund(order);
        });
        await expectEachOnce(shop, orders, new Set(refunded));
        await shop.stripe.untilDelivered();
        await expectEachOnce(shop, orders, new Set(refunded));
        await compareWithStripe(shop);
        await expectBooksOfStripe(shop);
        const webhooksSent = (await shop.stripe.events()) - eventsBefore;
        expect(webhooksSent).toBeGreaterThanOrEqual(sized(20, 300, 2_000));
        const purchases = orders.length;
        report('F1', { purchases, refunds: refunded.length, webhooks: webhooksSent });
      },
      WHOLE_MS,
    );
  });
}
