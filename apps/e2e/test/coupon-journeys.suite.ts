import { type Schemas, idempotencyKey, unwrap } from '@course-plateform/client';
import { eventually } from '@course-plateform/common/test-kit';
import { enrollmentOf } from '../src/learning';
import type { Platform } from '../src/platform';
import type { Stage } from '../src/stage';
import {
  createCategory,
  expectSoundBooks,
  payOnPage,
  placeOrder,
  publishCourse,
  registerInstructor,
  signInAdmin,
  startCardPayment,
  writeCourse,
} from '../src/steps';
import { type User, register } from '../src/users';

const PRICE = { amountMinor: 1000, currency: 'USD' };
const NOTHING = { amountMinor: 0, currency: 'USD' };

/** Coupons from whoever makes them to whoever uses them, through all services. */
export function describeCouponJourneys(stage: () => Stage): void {
  describe('coupons', () => {
    let platform: Platform;
    let admin: User;
    let instructor: User;
    let learner: User;
    let courseId: string;

    beforeAll(async () => {
      ({ platform } = stage());
      admin = await signInAdmin(platform.gatewayUrl);
      instructor = await registerInstructor(platform, admin);
      learner = await register(platform, 'Ada');
      const { id: categoryId } = await createCategory(admin, 'Bargains');
      const description = '<p>Everything you need to know about this subject.</p>';
      const details = { title: 'Haggling', description, price: PRICE, categoryId };
      courseId = (await writeCourse(instructor, details)).id;
      await publishCourse(instructor, admin, courseId);
    }, 120_000);

    /** A coupon with a code of its own. */
    const create = (
      { client }: User,
      terms: Omit<Schemas['CouponCreateDto'], 'code'>,
    ): Promise<Schemas['CouponResponse']> => {
      const code = `JOURNEY-${crypto.randomUUID().slice(0, 8)}`;
      return unwrap(client.POST('/api/v1/coupons', { body: { ...terms, code } }));
    };

    /** A coupon for one order on the whole site. */
    const createSingle = () =>
      create(admin, {
        discount: { kind: 'percent', percent: 20 },
        scope: { kind: 'site' },
        totalLimit: 1,
      });

    const check = ({ client }: User, code: string) =>
      unwrap(client.POST('/api/v1/coupon-checks', { body: { code, courseIds: [courseId] } }));

    /** How many uses are held and committed. */
    const usesOf = async ({ id }: Schemas['CouponResponse']) => {
      const params = { path: { id } };
      const coupon = await unwrap(admin.client.GET('/api/v1/coupons/{id}', { params }));
      return [coupon.held, coupon.committed];
    };

    const statusOf = async ({ client }: User, { id }: Schemas['OrderResponse']) =>
      (await unwrap(client.GET('/api/v1/orders/{id}', { params: { path: { id } } }))).status;

    it("leave the instructor 97 % of a sale by card with the instructor's own", async () => {
      const coupon = await create(instructor, {
        discount: { kind: 'percent', percent: 50 },
        scope: { kind: 'course', courseId },
      });
      expect(await check(learner, coupon.code.toLowerCase())).toEqual({
        usable: true,
        reason: null,
      });
      const order = await placeOrder(learner, { courseIds: [courseId], couponCode: coupon.code });
      expect(order.total).toEqual({ amountMinor: 500, currency: 'USD' });
      expect(await usesOf(coupon)).toEqual([1, 0]);
      const { page } = await startCardPayment(learner, order, platform.gatewayUrl);
      expect(await payOnPage(page)).toContain('/thanks');
      await enrollmentOf(learner, courseId);
      expect(await usesOf(coupon)).toEqual([0, 1]);
      const { balances } = await unwrap(instructor.client.GET('/api/v1/earnings'));
      expect(balances).toMatchObject([{ held: { amountMinor: 485, currency: 'USD' } }]);
      const query = { orderId: order.id, kind: 'charge' } as const;
      const { items } = await unwrap(
        admin.client.GET('/api/v1/ledger/entries', { params: { query } }),
      );
      const amounts = items.map(({ account, amount }) => [account, amount.amountMinor]);
      expect(Object.fromEntries(amounts)).toEqual({
        provider_balance: 500,
        instructor_earnings: -485,
        platform_revenue: -15,
      });
    });

    it('with a limit of one are used by one of several buyers who order at once', async () => {
      const coupon = await createSingle();
      const names = ['Barbara', 'Frances', 'Hedy', 'Joan'];
      const buyers = await Promise.all(names.map((name) => register(platform, name)));
      const quotes = await Promise.all(
        buyers.map(({ client }) =>
          unwrap(
            client.POST('/api/v1/quotes', {
              body: { courseIds: [courseId], couponCode: coupon.code },
            }),
          ),
        ),
      );
      expect(quotes.map(({ total }) => total.amountMinor)).toEqual([800, 800, 800, 800]);
      const results = await Promise.all(
        buyers.map(({ client }, index) =>
          client.POST('/api/v1/orders', {
            params: { header: idempotencyKey() },
            body: { quoteId: quotes[index]?.id ?? '' },
          }),
        ),
      );
      const outcomes = results.map(({ data, error }) => error?.code ?? data?.status);
      const lost = 'coupon.lost';
      expect(outcomes.toSorted()).toEqual([lost, lost, lost, 'pending_payment']);
      expect(await usesOf(coupon)).toEqual([1, 0]);
      const [loser] = buyers.filter((_buyer, index) => outcomes[index] === lost);
      if (!loser) throw new Error('Everybody got the coupon');
      expect(await check(loser, coupon.code)).toEqual({ usable: false, reason: 'used_up' });
      const order = await placeOrder(loser, { courseIds: [courseId] });
      expect(order.total).toEqual(PRICE);
    });

    it('that make everything free pay at once', async () => {
      const coupon = await create(instructor, {
        discount: { kind: 'free' },
        scope: { kind: 'instructor' },
      });
      const invited = await register(platform, 'Margaret');
      const order = await placeOrder(invited, { courseIds: [courseId], couponCode: coupon.code });
      expect(order).toMatchObject({ status: 'paid', total: NOTHING, payments: [] });
      await enrollmentOf(invited, courseId);
      await eventually('the order is fulfilled', async () => {
        return (await statusOf(invited, order)) === 'fulfilled';
      });
      expect(await usesOf(coupon)).toEqual([0, 1]);
    });

    it('are free for others once the order that holds them has expired', async () => {
      const coupon = await createSingle();
      const idle = await register(platform, 'Radia');
      const patient = await register(platform, 'Sophie');
      const order = await placeOrder(idle, { courseIds: [courseId], couponCode: coupon.code });
      expect(await check(patient, coupon.code)).toEqual({ usable: false, reason: 'used_up' });
      try {
        await platform.clock('advance', '8d');
        await eventually(
          'the order expires',
          async () => (await statusOf(idle, order)) === 'expired',
          90_000,
        );
        expect(await usesOf(coupon)).toEqual([0, 0]);
        expect(await check(patient, coupon.code)).toEqual({ usable: true, reason: null });
        const next = await placeOrder(patient, {
          courseIds: [courseId],
          couponCode: coupon.code,
        });
        expect(next.total.amountMinor).toBe(800);
        expect(await usesOf(coupon)).toEqual([1, 0]);
      } finally {
        await platform.clock('reset');
      }
    });

    it('leave the books in balance', () => expectSoundBooks(platform.gatewayUrl));
  });
}
