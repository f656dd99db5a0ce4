import { type Schemas, idempotencyKey, unwrap } from '@course-plateform/client';
import { type CardOrder, CardShop, PRICE, pageOf } from '../src/card-shop';
import { Crashes } from '../src/crashes';
import { FORGED_HEADERS, acceptedMembers, forgedEvent, forgedMembers } from '../src/forgeries';
import { decided } from '../src/patience';
import { expectBooksOfStripe, expectEachOnce } from '../src/purchase-state';
import { SEED, report, sized } from '../src/resilience';
import type { Stage } from '../src/stage';
import type { User } from '../src/users';

const USES = 10;
/** For a whole test; fifty users sign up. */
const WHOLE_MS = 600_000;

/** What decides about prices: nobody but the platform. @param stage gives the platform, once it runs */
export function describePriceResilience(stage: () => Stage): void {
  describe(`resilience of prices (seed ${SEED})`, () => {
    let shop: CardShop;

    beforeAll(async () => {
      shop = await CardShop.open(stage().platform, 'Prices and coupons');
    }, 120_000);

    const quoteOf = ({ client }: User, body: Schemas['QuoteCreateDto']) =>
      unwrap(decided(() => client.POST('/api/v1/quotes', { body })));

    it(
      'F3 lets no price, amount, buyer or role of a client have any effect',
      async () => {
        const { gatewayUrl } = shop.platform;
        const admin = await shop.admin();
        const forgeries = forgedMembers();
        // An admin passes every policy, so each body comes as far as it can.
        expect(await acceptedMembers(forgeries, gatewayUrl, admin.token)).toEqual([]);

        const [course] = await shop.coursesOf(1);
        const [buyer, thief] = await shop.buyers(2);
        if (!course || !buyer || !thief) throw new Error('The shop is empty');
        const quote = await quoteOf(buyer, { courseIds: [course.id] });
        expect(quote.total).toEqual(PRICE);
        const orderAs = ({ client }: User) =>
          client.POST('/api/v1/orders', {
            params: { header: { ...idempotencyKey(), ...FORGED_HEADERS } },
            body: { quoteId: quote.id },
          });
        expect((await orderAs(thief)).error?.code).toBe('quote.not_found');
        const order = await unwrap(orderAs(buyer));
        expect(order).toMatchObject({ total: PRICE, status: 'pending_payment' });
        const foreign = { params: { path: { id: order.id } } };
        const seen = await thief.client.GET('/api/v1/orders/{id}', foreign);
        expect(seen.error?.code).toBe('order.not_found');

        await expectUnpaidAfterForgeries(buyer, order);
        const started = { buyer, courseId: course.id, orderId: order.id };
        const page = pageOf(await shop.startPayment(started));
        const bought: CardOrder = { ...started, lineId: order.lines[0]?.id ?? '', page };
        await shop.pay(bought);
        await expectEachOnce(shop, [bought]);
        expect(await unwrap(thief.client.GET('/api/v1/enrollments'))).toMatchObject({ items: [] });
        report('F3', { forged: forgeries.length });
      },
      WHOLE_MS,
    );

    /** Neither the shop's page nor anybody who plays Stripe pays an order with less than its price. */
    async function expectUnpaidAfterForgeries(
      buyer: User,
      { id }: Pick<Schemas['OrderResponse'], 'id'>,
    ): Promise<void> {
      const { clientSecret, reference } = await unwrap(
        buyer.client.POST('/api/v1/orders/{id}/payments', {
          params: { path: { id }, header: idempotencyKey() },
          body: { method: 'stripe', flow: 'embedded' },
        }),
      );
      const cheaper = await shop.stripe.confirm(clientSecret ?? '', { amount: '1' });
      expect(cheaper.status).toBe(400);
      const paid = { id: reference, object: 'payment_intent', status: 'succeeded' };
      const intent = { ...paid, amount_received: 1, currency: 'usd', metadata: { order_id: id } };
      const { gatewayUrl } = shop.platform;
      expect(await forgedEvent(gatewayUrl, intent, undefined)).toBe(400);
      expect(await forgedEvent(gatewayUrl, intent, 'whsec_forged')).toBe(400);
      await fetch(new URL(`/thanks?order=${id}&redirect_status=succeeded`, gatewayUrl));
      const params = { path: { id } };
      const order = await unwrap(buyer.client.GET('/api/v1/orders/{id}', { params }));
      expect(order).toMatchObject({ status: 'pending_payment', total: PRICE, paidAt: null });
    }

    it(
      'COUPONS gives a coupon as often as it may be used, however many order at once and whatever crashes',
      async () => {
        const [course] = await shop.coursesOf(1);
        const admin = await shop.admin();
        const code = `RACE-${crypto.randomUUID().slice(0, 8)}`;
        const coupon = await unwrap(
          admin.client.POST('/api/v1/coupons', {
            params: { header: idempotencyKey() },
            body: {
              code,
              discount: { kind: 'percent', percent: 40 },
              scope: { kind: 'site' },
              totalLimit: USES,
            },
          }),
        );
        const buyers = await shop.buyers(sized(14, 50, 50));
        const body = { courseIds: [course?.id ?? ''], couponCode: code };
        const quotes = await Promise.all(buyers.map((buyer) => quoteOf(buyer, body)));
        const crashes = new Crashes(shop.platform, ['order']);
        let ended = 0;
        const [results] = await Promise.all([
          Promise.all(
            buyers.map(({ client }, index) => {
              const params = { header: idempotencyKey() };
              const wanted = { quoteId: quotes[index]?.id ?? '' };
              const order = () => client.POST('/api/v1/orders', { params, body: wanted });
              return decided(order).finally(() => (ended += 1));
            }),
          ),
          // The first crash comes with the requests, the others in the middle of what is left of them.
          crashes.during(() => ended / buyers.length, 3),
        ]);
        const outcomes = Map.groupBy(results, ({ data, error }) =>
          data ? 'ordered' : (error?.code ?? 'none'),
        );
        expect(outcomes.get('ordered')).toHaveLength(USES);
        expect(outcomes.get('coupon.lost')).toHaveLength(buyers.length - USES);
        const params = { path: { id: coupon.id } };
        const counted = await unwrap(admin.client.GET('/api/v1/coupons/{id}', { params }));
        expect(counted).toMatchObject({ held: USES, committed: 0 });
        const totals = (outcomes.get('ordered') ?? []).map(({ data }) => data?.total.amountMinor);
        expect(new Set(totals)).toEqual(new Set([(PRICE.amountMinor * 60) / 100]));
        await expectBooksOfStripe(shop);
        report('COUPONS', { buyers: buyers.length, uses: USES, kills: crashes.count });
      },
      WHOLE_MS,
    );
  });
}
