import { idempotencyKey, unwrap } from '@course-plateform/client';
import { eventually } from '@course-plateform/common/test-kit';
import { enrollmentOf } from '../src/learning';
import type { Platform } from '../src/platform';
import type { Stage } from '../src/stage';
import {
  confirmTransfer,
  createCategory,
  orderByCard,
  orderByTransfer,
  payOnPage,
  publishCourse,
  publishQuiz,
  registerInstructor,
  signInAdmin,
  writeCourse,
} from '../src/steps';
import { type User, register, visitor } from '../src/users';

const DAY_MS = 86_400_000;
const LIST = { amountMinor: 4000, currency: 'USD' };
const SALE = { amountMinor: 3000, currency: 'USD' };

/** What only time does to a platform, without waiting for it. */
export function describeClockJourneys(stage: () => Stage): void {
  describe('journeys through time', () => {
    let platform: Platform;
    let admin: User;
    let instructor: User;
    let categoryId: string;

    beforeAll(async () => {
      ({ platform } = stage());
      admin = await signInAdmin(platform.gatewayUrl);
      instructor = await registerInstructor(platform, admin);
      categoryId = (await createCategory(admin, 'Clocks and calendars')).id;
    }, 120_000);

    afterEach(async () => {
      await platform.clock('reset');
    });

    async function published(title: string): Promise<string> {
      const description = '<p>Everything you need to know about this subject.</p>';
      const details = { title, description, price: LIST, categoryId };
      const { id } = await writeCourse(instructor, details);
      await publishCourse(instructor, admin, id);
      return id;
    }

    /** A course that a new learner has bought. */
    async function bought(title: string): Promise<{ learner: User; id: string; orderId: string }> {
      const id = await published(title);
      const learner = await register(platform, 'Grace');
      const { order, payment } = await orderByTransfer(learner, [id]);
      await confirmTransfer(admin, payment);
      await enrollmentOf(learner, id);
      return { learner, id, orderId: order.id };
    }

    const statusOf = async ({ client }: User, id: string) =>
      (await unwrap(client.GET('/api/v1/orders/{id}', { params: { path: { id } } }))).status;

    it('moves every service and the stand-in for Stripe, and tells which', async () => {
      const names = [...platform.serviceNames, 'stripe'].sort();
      expect(await platform.clock('advance', '31d')).toContain(`Followed by ${names.join(', ')}`);
      expect(await platform.clock()).toContain('31 d ahead');
      expect(await platform.clock('reset')).toContain('real time');
    });

    it('begins and ends a sale, and lets a quote expire', async () => {
      const id = await published('Sundials');
      const buyer = await register(platform, 'Ada');
      const in10Days = new Date(Date.now() + 10 * DAY_MS).toISOString();
      const in20Days = new Date(Date.now() + 20 * DAY_MS).toISOString();
      await unwrap(
        instructor.client.POST('/api/v1/courses/{id}/sale-prices', {
          params: { path: { id } },
          body: { price: SALE, startsAt: in10Days, endsAt: in20Days },
        }),
      );
      const quoted = () =>
        unwrap(buyer.client.POST('/api/v1/quotes', { body: { courseIds: [id] } }));
      const cheap = async () => {
        const query = { categoryId: [categoryId], maxPrice: SALE.amountMinor };
        const { items } = await unwrap(
          visitor(platform.gatewayUrl).GET('/api/v1/courses', { params: { query } }),
        );
        return items.some((course) => course.id === id);
      };
      expect((await quoted()).total).toEqual(LIST);
      expect(await cheap()).toBe(false);
      await platform.clock('advance', '15d');
      const quote = await quoted();
      expect(quote.total).toEqual(SALE);
      await eventually('the course is found by its sale price', cheap);
      await platform.clock('advance', '14m');
      const params = { path: { id: quote.id } };
      expect((await unwrap(buyer.client.GET('/api/v1/quotes/{id}', { params }))).total).toEqual(
        SALE,
      );
      await platform.clock('advance', '1m');
      const { error } = await buyer.client.GET('/api/v1/quotes/{id}', { params });
      expect(error?.code).toBe('quote.expired');
      await platform.clock('advance', '6d');
      expect((await quoted()).total).toEqual(LIST);
      await eventually('its list price is back', async () => !(await cheap()));
    });

    it('closes the hosted payment page, and expires the unpaid order', async () => {
      const id = await published('Hourglasses');
      const buyer = await register(platform, 'Barbara');
      const { order, page } = await orderByCard(buyer, platform.gatewayUrl, [id]);
      expect(await (await fetch(page)).text()).toContain('name="card"');
      await platform.clock('advance', '25h');
      expect(await (await fetch(page)).text()).not.toContain('name="card"');
      expect(await statusOf(buyer, order.id)).toBe('pending_payment');
      await platform.clock('advance', '6d');
      // At the latest with the next run of the job, should this one have failed.
      await eventually(
        'the order expires',
        async () => (await statusOf(buyer, order.id)) === 'expired',
        90_000,
      );
    });

    it('sells by card a month ahead: objects of Stripe have that time, and signatures the real one', async () => {
      const id = await published('Metronomes');
      await platform.clock('advance', '31d');
      const buyer = await register(platform, 'Hedy');
      const { order, page } = await orderByCard(buyer, platform.gatewayUrl, [id]);
      await payOnPage(page);
      await enrollmentOf(buyer, id);
      const params = { path: { id: order.id } };
      const { paidAt } = await unwrap(buyer.client.GET('/api/v1/orders/{id}', { params }));
      expect(Date.parse(paidAt ?? '')).toBeGreaterThan(Date.now() + 30 * DAY_MS);
    });

    it('closes the refund window, while the learner stays signed in', async () => {
      const { learner, orderId } = await bought('Water clocks');
      const params = { path: { id: orderId } };
      const mayAsk = async () => {
        const { lines } = await unwrap(
          learner.client.GET('/api/v1/orders/{id}/refund-eligibility', { params }),
        );
        return lines.map(({ eligible }) => eligible);
      };
      await platform.clock('advance', '29d');
      expect(await mayAsk()).toEqual([true]);
      await platform.clock('advance', '2d');
      expect(await mayAsk()).toEqual([false]);
    });

    it('submits an attempt at its deadline', async () => {
      const { learner, id: courseId } = await bought('Pendulums');
      const { client } = learner;
      const quiz = await publishQuiz(instructor, courseId, 3600);
      const attempt = await unwrap(
        client.POST('/api/v1/quizzes/{id}/attempts', {
          params: { path: { id: quiz.id }, header: idempotencyKey() },
        }),
      );
      await platform.clock('advance', '59m');
      const params = { path: { id: attempt.id } };
      const seen = () => unwrap(client.GET('/api/v1/attempts/{id}', { params }));
      expect((await seen()).status).toBe('in_progress');
      await platform.clock('advance', '2m');
      expect((await seen()).status).toBe('submitted');
    });

    it('is followed by a service that was down when the clock was moved', async () => {
      const id = await published('Chronometers');
      const buyer = await register(platform, 'Joan');
      const quote = await unwrap(
        buyer.client.POST('/api/v1/quotes', { body: { courseIds: [id] } }),
      );
      await platform.kill('order');
      await platform.clock('advance', '1h');
      await platform.restart('order');
      const params = { path: { id: quote.id } };
      await eventually('the service is reachable', async () => {
        const { error } = await buyer.client.GET('/api/v1/quotes/{id}', { params });
        return error?.code === 'quote.expired';
      });
    });
  });
}
