import { idempotencyKey, unwrap } from '@course-plateform/client';
import { eventually } from '@course-plateform/common/test-kit';
import { SERVICES } from '../src/api-documents';
import { enrollmentOf } from '../src/learning';
import { type User, register } from '../src/users';
import type { Platform } from '../src/platform';
import type { Stage } from '../src/stage';
import { StripeAccount } from '../src/stripe-account';
import { TextFields } from '../src/text-fields';
import {
  type WrittenCourse,
  confirmTransfer,
  createCategory,
  orderByCard,
  orderByTransfer,
  payOnPage,
  publishCourse,
  registerInstructor,
  signInAdmin,
  writeCourse,
} from '../src/steps';

/** What must not happen on the road, and what must not be lost when the ground shakes. */
export function describeFailureJourneys(stage: () => Stage): void {
  describe('failure journeys', () => {
    let platform: Platform;
    let admin: User;
    let instructor: User;
    let owner: User;
    let course: WrittenCourse;
    let other: WrittenCourse;

    beforeAll(async () => {
      ({ platform } = stage());
      admin = await signInAdmin(platform.gatewayUrl);
      instructor = await registerInstructor(platform, admin);
      course = await published('Boxing at home');
      other = await published('Boxing outdoors');
      owner = await register(platform, 'Ada');
      const { payment } = await orderByTransfer(owner, [course.id]);
      await confirmTransfer(admin, payment);
      await enrollmentOf(owner, course.id);
    }, 300_000);

    async function published(title: string): Promise<WrittenCourse> {
      const category = await createCategory(admin, `Category of ${title}`);
      const written = await writeCourse(instructor, {
        title,
        description: '<p>Everything you need to know about this subject.</p>',
        price: { amountMinor: 2500, currency: 'USD' },
        categoryId: category.id,
      });
      await publishCourse(instructor, admin, written.id);
      return written;
    }

    it('sells by card on a hosted page, through declines and reports that come late and twice', async () => {
      const buyer = await register(platform, 'Barbara');
      const stripe = new StripeAccount(platform.stripe);
      await stripe.behave({ webhooks: { delayMs: [0, 500], duplicates: 0.5 } });
      const { order, page } = await orderByCard(buyer, platform.gatewayUrl, [course.id]);
      expect(await payOnPage(page, '4000000000000002')).toBe('');
      expect(await payOnPage(page)).toBe(new URL('/thanks', platform.gatewayUrl).href);
      await enrollmentOf(buyer, course.id);
      await eventually('the order is fulfilled', async () => {
        const params = { path: { id: order.id } };
        const now = await unwrap(buyer.client.GET('/api/v1/orders/{id}', { params }));
        return now.status === 'fulfilled' && now.payments.length === 1;
      });
      const { items } = await unwrap(buyer.client.GET('/api/v1/transactions'));
      expect(items).toMatchObject([{ orderId: order.id, kind: 'charge', method: 'stripe' }]);
      // On a page of a shop the buyer's browser has the secret of its payment; a log never has it, nor our keys.
      const embedded = await orderByCard(buyer, platform.gatewayUrl, [other.id], 'embedded');
      expect(embedded.payment.clientSecret).toContain('_secret_');
      const logs = [...SERVICES, 'gateway', 'postgres'].map((name) => platform.logText(name));
      expect(logs.join('\n')).not.toMatch(/_secret_|sk_test_|whsec_/);
      await stripe.behave({});
    });

    it('sells a course to a buyer once', async () => {
      const { error, response } = await owner.client.POST('/api/v1/quotes', {
        body: { courseIds: [course.id] },
      });
      expect(response.status).toBe(409);
      expect(error).toMatchObject({ code: 'order.already_owned' });
      const cart = await owner.client.PUT('/api/v1/cart/items/{courseId}', {
        params: { path: { courseId: course.id } },
      });
      expect(cart.error).toMatchObject({ code: 'cart.already_owned' });
    });

    it('hides orders, enrollments, attempts and certificates from other users', async () => {
      const stranger = await register(platform, 'Mallory');
      const { items: orders } = await unwrap(owner.client.GET('/api/v1/orders'));
      const enrollment = await enrollmentOf(owner, course.id);
      const attempt = await unwrap(
        owner.client.POST('/api/v1/quizzes/{id}/attempts', {
          params: { path: { id: course.quizId }, header: idempotencyKey() },
        }),
      );
      const absent = '01890a5d-ac96-774b-bcce-b302099a8057';
      const get = stranger.client.GET;
      const order = (id: string) => get('/api/v1/orders/{id}', { params: { path: { id } } });
      const [foreign, missing] = [await order(orders[0]?.id ?? ''), await order(absent)];
      expect(foreign.response.status).toBe(404);
      expect(foreign.error?.code).toBe(missing.error?.code);
      const others = await Promise.all([
        get('/api/v1/enrollments/{id}', { params: { path: { id: enrollment.id } } }),
        get('/api/v1/enrollments/{id}/progress', { params: { path: { id: enrollment.id } } }),
        get('/api/v1/attempts/{id}', { params: { path: { id: attempt.id } } }),
        get('/api/v1/certificates/{id}', { params: { path: { id: absent } } }),
        get('/api/v1/quizzes/{id}/summary', { params: { path: { id: course.quizId } } }),
      ]);
      expect(others.map(({ response }) => response.status)).toEqual([404, 404, 404, 404, 404]);
      expect(JSON.stringify(attempt)).not.toMatch(/"(isC|c)orrect/);
    });

    it('keeps an unpublished course for its learners and hides it from everyone else', async () => {
      const hidden = await published('Vanishing act');
      const { payment } = await orderByTransfer(owner, [hidden.id]);
      await confirmTransfer(admin, payment);
      await enrollmentOf(owner, hidden.id);
      await unwrap(
        instructor.client.POST('/api/v1/courses/{id}/unpublications', {
          params: { path: { id: hidden.id } },
        }),
      );
      const stranger = await register(platform, 'Mallory');
      const look = ({ client }: User) =>
        client.GET('/api/v1/courses/{id}', { params: { path: { id: hidden.id } } });
      expect((await look(stranger)).response.status).toBe(404);
      expect((await look(owner)).response.status).toBe(200);
      const lesson = await owner.client.GET('/api/v1/courses/{courseId}/lessons/{lessonId}', {
        params: { path: { courseId: hidden.id, lessonId: hidden.articleIds[1] ?? '' } },
      });
      expect(lesson.response.status).toBe(200);
    });

    it('creates one order for a double click', async () => {
      const wanted = await published('Double click');
      const buyer = await register(platform, 'Twice');
      const quote = await unwrap(
        buyer.client.POST('/api/v1/quotes', { body: { courseIds: [wanted.id] } }),
      );
      const header = idempotencyKey();
      const click = () =>
        buyer.client.POST('/api/v1/orders', { params: { header }, body: { quoteId: quote.id } });
      await Promise.all([click(), click()]);
      const again = await unwrap(click());
      const other = await buyer.client.POST('/api/v1/orders', {
        params: { header: idempotencyKey() },
        body: { quoteId: quote.id },
      });
      expect(other.response.status).toBe(409);
      const { items } = await unwrap(buyer.client.GET('/api/v1/orders'));
      expect(items.map(({ id }) => id)).toEqual([again.id]);
    });

    it('rejects a change based on an outdated version', async () => {
      const { client } = instructor;
      const path = { id: course.id };
      const change = (version: number, title: string) =>
        client.PATCH('/api/v1/courses/{id}/draft', {
          params: { path, header: { 'If-Match': `"${version}"` } },
          body: { title },
        });
      const { version } = await unwrap(
        client.GET('/api/v1/courses/{id}/draft', { params: { path } }),
      );
      await unwrap(change(version, 'First come'));
      const { error, response } = await change(version, 'Too late');
      expect(response.status).toBe(412);
      expect(error?.code).toBe('request.precondition_failed');
    });

    it('lets a learner neither create nor publish courses', async () => {
      const { client } = owner;
      const responses = await Promise.all([
        client.POST('/api/v1/courses', { body: { title: 'Not mine to write' } }),
        client.POST('/api/v1/courses/{id}/publications', { params: { path: { id: course.id } } }),
        client.POST('/api/v1/categories', { body: { name: 'Mine' } }),
      ]);
      expect(responses.map(({ response }) => response.status)).toEqual([403, 403, 403]);
    });

    it('takes price, buyer and role from the server only', async () => {
      const cheat = await register(platform, 'Cheat');
      const wanted = await published('Not for free');
      const quote = await unwrap(
        cheat.client.POST('/api/v1/quotes', { body: { courseIds: [wanted.id] } }),
      );
      const send = (path: string, body: object, method = 'POST') =>
        fetch(new URL(path, platform.gatewayUrl), {
          method,
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${cheat.token}`,
            'idempotency-key': crypto.randomUUID(),
            'if-match': '"1"',
          },
          body: JSON.stringify(body),
        });
      const responses = await Promise.all([
        send('/api/v1/orders', { quoteId: quote.id, total: { amountMinor: 1, currency: 'USD' } }),
        send('/api/v1/orders', { quoteId: quote.id, buyerId: owner.id }),
        send('/api/v1/quotes', { courseIds: [wanted.id], price: 1 }),
        send('/api/v1/users/me', { role: 'admin' }, 'PATCH'),
      ]);
      expect(responses.map(({ status }) => status)).toEqual([422, 422, 422, 422]);
      expect((await unwrap(cheat.client.GET('/api/v1/orders'))).items).toEqual([]);
      expect((await unwrap(cheat.client.GET('/api/v1/users/me'))).role).toBe('user');
    });

    it('rejects unstorable characters in every text field of every operation', async () => {
      const fields = new TextFields(platform.gatewayUrl, admin.token);
      expect(fields.cases.length).toBeGreaterThan(150);
      expect(await fields.wrong()).toEqual([]);
    }, 120_000);

    it('enrolls exactly once when order and user-progress crash right after the confirmation', async () => {
      const buyer = await register(platform, 'Unlucky');
      const { order, payment } = await orderByTransfer(buyer, [course.id]);
      const confirmed = await confirmTransfer(admin, payment);
      await Promise.all([platform.kill('order'), platform.kill('user-progress')]);
      expect(confirmed.status).toBe('succeeded');
      await Promise.all([platform.restart('order'), platform.restart('user-progress')]);
      await enrollmentOf(buyer, course.id);
      await eventually(
        'the order is fulfilled',
        async () => {
          const now = await unwrap(
            buyer.client.GET('/api/v1/orders/{id}', { params: { path: { id: order.id } } }),
          );
          return now.status === 'fulfilled';
        },
        60_000,
      );
      const { items } = await unwrap(buyer.client.GET('/api/v1/enrollments'));
      expect(items).toHaveLength(1);
    });

    it('reports an unavailable broker, and completes everything when it is back', async () => {
      const buyer = await register(platform, 'Patient');
      const { payment } = await orderByTransfer(buyer, [course.id]);
      await platform.stopStore('nats');
      const started = Date.now();
      const quote = await buyer.client.POST('/api/v1/quotes', { body: { courseIds: [course.id] } });
      expect(quote.response.status).toBe(503);
      expect(quote.error?.code).toBe('upstream.unavailable');
      expect(quote.response.headers.get('retry-after')).not.toBeNull();
      // The deadline of a question is two seconds; the rest is for a machine that is busy.
      expect(Date.now() - started).toBeLessThan(10_000);
      const confirmed = await confirmTransfer(admin, payment);
      expect(confirmed.status).toBe('succeeded');
      await platform.startStore('nats');
      await enrollmentOf(buyer, course.id);
      const { items } = await unwrap(buyer.client.GET('/api/v1/enrollments'));
      expect(items).toHaveLength(1);
    });

    it.each([
      ['mongodb', 'course', (limit: number) => `/api/v1/courses?limit=${limit}`],
      [
        'postgres',
        'review',
        (limit: number) => `/api/v1/reviews?courseId=${course.id}&limit=${limit}`,
      ],
    ] as const)(
      'returns 503 while %s is unavailable, and recovers when it is back',
      async (store, service, path) => {
        const processId = await platform.pidOf(service);
        // Another address each time, for which no cache has a response.
        let requested = 0;
        const send = () => fetch(platform.serviceUrl(service) + path(1 + (requested++ % 100)));
        expect((await send()).status).toBe(200);
        await platform.stopStore(store);
        // Side by side: some of them meet what is left of open connections.
        const responses = await Promise.all(Array.from({ length: 8 }, send));
        for (const response of responses) {
          expect(await response.json()).toMatchObject({ code: 'service.unavailable', status: 503 });
          expect(response.headers.get('retry-after')).toBe('2');
        }
        await platform.startStore(store);
        await eventually('a response', async () => (await send()).status === 200, 60_000);
        expect(await platform.pidOf(service)).toBe(processId);
      },
    );
  });
}
