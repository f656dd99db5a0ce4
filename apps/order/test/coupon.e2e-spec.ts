import { newId } from '@course-plateform/common/kernel';
import { Statements, type TestUser } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import { userErased } from '@course-plateform/types/user';
import type { CouponResponse } from '../src/coupon/coupon.dto';
import { Coupon } from '../src/coupon/coupon.entity';
import { shows } from './card.fixture';
import { CouponFixture } from './coupon.fixture';
import type { OrderFixture } from './order.fixture';

const PERCENT = { kind: 'percent', percent: 25 };

describe('coupons', () => {
  let fixture: CouponFixture;
  let orders: OrderFixture;
  let buyer: TestUser;

  beforeAll(async () => {
    fixture = await CouponFixture.start({ COUPONS_PER_COURSE_MONTH: '5' });
    ({ orders } = fixture);
    buyer = await fixture.buyer();
  });

  afterAll(() => orders.service.stop());

  const check = (user: TestUser, code: string, courseIds = [fixture.courseId]) =>
    orders.post(user, 'coupon-checks', { code, courseIds });
  const from = (ms: number) => new Date(orders.clock.now().getTime() + ms).toISOString();

  it('are created, read, listed, edited and deactivated', async () => {
    const endsAt = from(60_000);
    const terms = { label: 'Spring', totalLimit: 10, perUserLimit: 1, endsAt };
    const created = await fixture.create(orders.admin, { code: 'Spring-25', ...terms });
    expect(created.status).toBe(201);
    const coupon = created.body as CouponResponse;
    expect(coupon).toEqual({
      ...{ id: expect.any(String), version: 1, code: 'Spring-25', ...terms },
      ...{ discount: { kind: 'percent', percent: 50 }, scope: 'site', courseId: null },
      ...{ instructorId: null, batchId: null, startsAt: from(0), minimumSpend: null },
      ...{ firstPurchaseOnly: false, combinesWithSale: false, held: 0, committed: 0 },
      ...{ deactivatedAt: null, createdAt: from(0), updatedAt: from(0) },
    });
    const path = `coupons/${coupon.id}`;
    expect((await orders.get(orders.admin, path).expect(200)).body).toEqual(coupon);
    const listed = await orders.get(orders.admin, 'coupons', { limit: 1 }).expect(200);
    expect(listed.body.items).toEqual([coupon]);

    const patch = (version: number, body: object) =>
      orders.service.http
        .patch(`/api/v1/${path}`)
        .set({ authorization: `Bearer ${orders.admin.token}`, 'If-Match': `"${String(version)}"` })
        .send(body);
    const edited = await patch(1, { endsAt: null, totalLimit: 3 });
    expect(edited.body).toMatchObject({ version: 2, endsAt: null, totalLimit: 3, label: 'Spring' });
    expect((await patch(1, { totalLimit: 4 })).status).toBe(412);
    expect((await patch(2, { endsAt: from(-1) })).body).toMatchObject({
      ...{ code: 'coupon.invalid', errors: [{ pointer: '/endsAt' }] },
    });
    expect((await patch(2, { code: 'OTHER' })).status).toBe(422);

    const ended = await orders.post(orders.admin, `${path}/deactivations`).expect(201);
    expect(ended.body).toMatchObject({ version: 3, deactivatedAt: from(0) });
    orders.clock.advance(1000);
    const again = await orders.post(orders.admin, `${path}/deactivations`).expect(201);
    expect(again.body).toEqual(ended.body);
    expect(await orders.service.stored(Coupon, { id: coupon.id })).toMatchObject([{ version: 3 }]);
  });

  it.each([
    ['the same code', 'DOUBLE', 'DOUBLE'],
    ['the same code in other letters', 'Same-Code', 'sAME-cODE'],
  ])('refuse %s', async (_what, first, second) => {
    await fixture.coupon({ code: first });
    const response = await fixture.create(orders.admin, { code: second });
    expect(response.status).toBe(409);
    expect(response.body).toMatchObject({ code: 'coupon.code_taken' });
  });

  it.each([
    ['a percentage of zero', { discount: { kind: 'percent', percent: 0 } }, 'request.invalid'],
    ['an unknown kind', { discount: { kind: 'gift' } }, 'request.invalid'],
    ['a field of another kind', { discount: { ...PERCENT, amount: 1 } }, 'request.invalid'],
    ['a course scope without a course', { scope: { kind: 'course' } }, 'request.invalid'],
    ['a code with a formula', { code: '=1+1' }, 'request.invalid'],
    ['a limit of zero', { totalLimit: 0 }, 'request.invalid'],
    [
      'two currencies',
      {
        discount: { kind: 'fixed_amount', amount: { amountMinor: 1, currency: 'USD' } },
        minimumSpend: { amountMinor: 1, currency: 'EUR' },
      },
      'coupon.invalid',
    ],
  ])('are rejected with %s', async (_what, coupon, code) => {
    const response = await fixture.create(orders.admin, coupon);
    expect(response.status).toBe(422);
    expect(response.body).toMatchObject({ code });
  });

  describe('of instructors', () => {
    const ofCourse = () => ({ scope: { kind: 'course', courseId: fixture.courseId } });

    it('are for their own courses only, and are hidden from other instructors', async () => {
      const { instructor } = fixture;
      const other = await orders.service.user(Role.instructor, newId());
      const own = (await fixture.create(instructor, ofCourse()).expect(201)).body as CouponResponse;
      expect(own).toMatchObject({ instructorId: instructor.id, courseId: fixture.courseId });
      for (const courseId of [fixture.courseId, newId()]) {
        const foreign = await fixture.create(other, { scope: { kind: 'course', courseId } });
        expect(foreign.status).toBe(404);
        expect(foreign.body).toMatchObject({ code: 'coupon.course_not_found' });
      }
      for (const id of [own.id, newId()]) {
        const responses = [
          await orders.get(other, `coupons/${id}`),
          await orders.post(other, `coupons/${id}/deactivations`),
          await orders.get(other, `coupons/batches/${id}/codes`),
        ];
        expect(responses.map(({ status, body }) => [status, body.code])).toEqual(
          Array<unknown>(3).fill([404, 'coupon.not_found']),
        );
      }
      expect((await orders.get(other, 'coupons').expect(200)).body.items).toEqual([]);
      const listed = await orders.get(instructor, 'coupons').expect(200);
      expect(listed.body.items).toMatchObject([{ id: own.id }]);
      await orders.get(orders.admin, `coupons/${own.id}`).expect(200);
    });

    it.each([
      ['the site', () => ({ kind: 'site' })],
      ['another instructor', () => ({ kind: 'instructor', instructorId: newId() })],
    ])('are not for %s', async (_what, scope) => {
      const response = await fixture.create(fixture.instructor, { scope: scope() });
      expect(response.status).toBe(403);
      expect(response.body).toMatchObject({ code: 'auth.forbidden' });
    });

    it('cover the courses of that instructor', async () => {
      const created = await fixture.create(fixture.instructor, { scope: { kind: 'instructor' } });
      const { code } = created.body as CouponResponse;
      const foreign = orders.course({ instructorId: newId() });
      expect(await fixture.refusal(buyer, code)).toBeUndefined();
      expect(await fixture.refusal(buyer, code, [foreign])).toMatchObject({
        reason: 'not_for_these_courses',
      });
      const { lines } = await fixture.quoted(buyer, code, [foreign, fixture.courseId]);
      expect(lines.map(({ explain }) => explain[2]?.outcome)).toEqual(['not_covered', 'applied']);
    });

    it('are so many per course and month, also with parallel requests', async () => {
      const again = await CouponFixture.start({ COUPONS_PER_COURSE_MONTH: '5' });
      const scope = { kind: 'course', courseId: again.courseId };
      const responses = await Promise.all(
        Array.from({ length: 8 }, () => again.create(again.instructor, { scope })),
      );
      const refused = responses.filter(({ status }) => status !== 201);
      expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
        Array<unknown>(3).fill([409, 'coupon.quota_reached']),
      );
      expect(await again.orders.service.stored(Coupon, {})).toHaveLength(5);
      await again.create(again.orders.admin, { scope }).expect(201);
      again.orders.clock.advance(31 * 86_400_000);
      await again.create(again.instructor, { scope }).expect(201);
      await again.orders.service.stop();
    });
  });

  describe('in batches', () => {
    it('have unguessable codes, once for each key, and a CSV file that is safe in a spreadsheet', async () => {
      const body = { discount: PERCENT, scope: { kind: 'site' }, count: 50, prefix: 'GIFT' };
      const terms = { label: '=HYPERLINK("http://x","y")', totalLimit: 1 };
      const key = { 'Idempotency-Key': newId() };
      const send = () => orders.post(orders.admin, 'coupons/batches', { ...body, ...terms }, key);
      const { id, count } = (await send().expect(201)).body as { id: string; count: number };
      expect((await send().expect(201)).body).toEqual({ id, count });
      expect(count).toBe(50);
      const stored = await orders.service.stored(Coupon, { batchId: id });
      expect(stored).toHaveLength(50);
      expect(new Set(stored.map(({ codeKey }) => codeKey)).size).toBe(50);
      for (const { code } of stored) {
        expect(code).toMatch(/^GIFT(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
      }
      const file = await orders.get(orders.admin, `coupons/batches/${id}/codes`).expect(200);
      expect(file.headers['content-type']).toContain('text/csv');
      const [header, first, ...rest] = file.text.trimEnd().split('\r\n');
      expect(header).toBe('code,label,startsAt,endsAt');
      expect(first).toContain(',"\'=HYPERLINK(""http://x"",""y"")",');
      expect(rest).toHaveLength(49);
      const filtered = await orders.get(orders.admin, 'coupons', { batchId: id, limit: 100 });
      expect(filtered.body.items).toHaveLength(50);
      expect(await fixture.refusal(buyer, (first ?? '').split(',')[0] ?? '')).toBeUndefined();
    });

    it('count towards the monthly number of an instructor', async () => {
      const scope = { kind: 'course', courseId: fixture.courseId };
      const body = { discount: PERCENT, scope, count: 6 };
      const response = await orders.post(fixture.instructor, 'coupons/batches', body);
      expect(response.status).toBe(409);
      expect(response.body).toMatchObject({ code: 'coupon.quota_reached' });
    });
  });

  describe('checks', () => {
    const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
    const eur = { kind: 'fixed_price', price: { amountMinor: 1, currency: 'EUR' } };

    it.each<[string, () => object, string | null]>([
      ['usable', () => ({}), null],
      ['not started', () => ({ startsAt: from(1) }), 'not_started'],
      ['started now', () => ({ startsAt: from(0) }), null],
      ['ending next', () => ({ endsAt: from(1) }), null],
      ['ended now', () => ({ startsAt: from(-9), endsAt: from(0) }), 'ended'],
      ['below its minimum', () => ({ minimumSpend: usd(2001) }), 'minimum_not_reached'],
      ['at its minimum', () => ({ minimumSpend: usd(2000) }), null],
      ['in another currency', () => ({ discount: eur }), 'not_for_these_courses'],
    ])('tell that a coupon is %s', async (_what, terms, reason) => {
      const { code } = await fixture.coupon(terms());
      const response = await check(buyer, ` ${code.toLowerCase()} `).expect(200);
      expect(response.body).toEqual({ usable: reason === null, reason });
      const refusal =
        reason === null ? undefined : { status: 422, code: 'coupon.not_usable', reason };
      expect(await fixture.refusal(buyer, code)).toEqual(refusal);
    });

    it('tell an inactive coupon and an unknown code', async () => {
      const { id, code } = await fixture.coupon();
      await orders.post(orders.admin, `coupons/${id}/deactivations`).expect(201);
      expect((await check(buyer, code)).body).toEqual({ usable: false, reason: 'inactive' });
      expect((await check(buyer, 'NOBODY')).body).toEqual({ usable: false, reason: 'not_found' });
    });
  });

  it('cost the same work whether a code is known, unusable or unknown', async () => {
    const usable = await fixture.coupon();
    const ended = await fixture.coupon({ startsAt: from(-9), endsAt: from(0) });
    const statements = new Statements(orders.service);
    const work = [];
    for (const code of [usable.code, ended.code, 'NOBODY']) {
      await check(buyer, code).expect(200);
      work.push(statements.take());
    }
    // The claim and the response of the key come on top of the three questions.
    expect(work[0]?.filter((text) => text.startsWith('select')).length).toBe(3);
    expect(work).toEqual([work[0], work[0], work[0]]);
  });

  it('are limited like what can be guessed', async () => {
    const limited = await CouponFixture.start({ RATE_LIMIT_SENSITIVE: '3' });
    const guesser = await limited.buyer();
    const guess = () => limited.orders.post(guesser, 'coupon-checks', { code: limited.code() });
    limited.orders.carts.respondWith(() => ({ courseIds: [limited.courseId] }));
    for (let guesses = 0; guesses < 3; guesses += 1) await guess().expect(200);
    const refused = await guess();
    expect(refused.status).toBe(429);
    await limited.orders.service.stop();
  });

  it('that change nothing on any line are not used', async () => {
    const { code } = await fixture.coupon({ discount: { kind: 'percent', percent: 1 } });
    const onSale = orders.course();
    const quote = await fixture.quoted(buyer, code, [onSale]);
    expect(quote).toMatchObject({ couponCode: null, total: { amountMinor: 1999 } });
    expect(quote.lines[0]?.explain[2]).toMatchObject({ rule: 'coupon', outcome: 'sale_is_lower' });
  });

  it('of an erased instructor are deactivated, the others stay', async () => {
    const leaving = await orders.service.user(Role.instructor, newId());
    const created = await fixture.create(leaving, { scope: { kind: 'instructor' }, label: 'Ada' });
    const gone = created.body as CouponResponse;
    const kept = await fixture.coupon();
    const { service } = orders;
    const about = { aggregateId: leaving.id };
    await service.events.publish(userErased, { userId: leaving.id }, about);
    await shows(async () => {
      expect(await service.stored(Coupon, { id: gone.id })).toMatchObject([
        { deactivatedAt: expect.any(Date), label: null },
      ]);
    });
    expect(await service.stored(Coupon, { id: kept.id })).toMatchObject([{ deactivatedAt: null }]);
  });
});
