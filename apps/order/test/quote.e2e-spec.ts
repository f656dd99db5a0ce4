import { MINUTE_MS, newId } from '@course-plateform/common/kernel';
import { InboxMessage } from '@course-plateform/common/events';
import { type TestUser } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { userErased } from '@course-plateform/types/user';
import { Order } from '../src/order/order.entity';
import { Payment } from '../src/payment/payment.entity';
import { Quote } from '../src/quote/quote.entity';
import { Transaction } from '../src/transaction/transaction.entity';
import { OrderFixture } from './order.fixture';

describe('quotes', () => {
  let fixture: OrderFixture;
  let buyer: TestUser;

  beforeAll(async () => {
    fixture = await OrderFixture.start();
  });

  afterAll(() => fixture.service.stop());

  beforeEach(async () => {
    buyer = await fixture.service.user();
  });

  it('contains the current prices with their explanations, and is stored', async () => {
    const sold = fixture.course();
    const full = fixture.priced(500);
    const response = await fixture.post(buyer, 'quotes', { courseIds: [sold, full] });
    expect(response.status).toBe(201);
    const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
    expect(response.body).toEqual({
      id: expect.any(String),
      lines: [
        {
          courseId: sold,
          title: 'Complete Web Development',
          slug: 'complete-web-development',
          instructorId: fixture.instructorId,
          publication: 3,
          listPrice: usd(2499),
          price: usd(1999),
          couponDiscount: usd(0),
          tax: usd(0),
          explain: [
            { rule: 'list_price', changeMinor: 2499, amount: usd(2499) },
            { rule: 'sale', changeMinor: -500, amount: usd(1999) },
            { rule: 'tax', changeMinor: 0, amount: usd(1999) },
            { rule: 'rounding', changeMinor: 0, amount: usd(1999) },
          ],
        },
        expect.objectContaining({ courseId: full, price: usd(500) }),
      ],
      total: usd(2499),
      tax: usd(0),
      taxRate: null,
      country: null,
      couponCode: null,
      expiresAt: new Date(fixture.clock.now().getTime() + 15 * MINUTE_MS).toISOString(),
      orderId: null,
      createdAt: fixture.clock.now().toISOString(),
    });
    expect(await fixture.service.stored(Quote, { buyerId: buyer.id })).toMatchObject([
      { totalMinor: 2499, currency: 'USD', orderId: null },
    ]);
    const read = await fixture.get(buyer, `quotes/${response.body.id}`);
    expect(read.body).toEqual(response.body);
  });

  it('contains the cart when no courses are named', async () => {
    const courseId = fixture.course();
    fixture.carts.respondWith(() => ({ courseIds: [courseId] }));
    const response = await fixture.post(buyer, 'quotes', {});
    expect(response.body.lines).toMatchObject([{ courseId }]);
    expect(fixture.carts.requests.at(-1)?.request).toEqual({ userId: buyer.id });
    fixture.carts.respondWith(() => ({ courseIds: [] }));
    const empty = await fixture.post(buyer, 'quotes', {});
    expect(empty.status).toBe(422);
    expect(empty.body).toMatchObject({ code: 'quote.empty' });
  });

  it.each([
    ['nothing', () => [], 422, 'quote.empty'],
    ['an unknown course', () => [newId()], 422, 'quote.not_for_sale'],
    [
      'a withdrawn course',
      () => [fixture.course(), fixture.course({ forSale: false })],
      422,
      'quote.not_for_sale',
    ],
    [
      'several currencies',
      () => [fixture.course(), fixture.priced(900, 'EUR')],
      422,
      'quote.mixed_currencies',
    ],
    [
      "the buyer's own course",
      () => [fixture.course({ instructorId: buyer.id })],
      409,
      'quote.own_course',
    ],
    [
      'a course that the buyer teaches with its owner',
      () => [fixture.course({ instructors: [{ instructorId: buyer.id, basisPoints: 0 }] })],
      409,
      'quote.own_course',
    ],
  ])('rejects %s', async (_what, courseIds, status, code) => {
    const response = await fixture.post(buyer, 'quotes', { courseIds: courseIds() });
    expect(response.status).toBe(status);
    expect(response.body).toMatchObject({ code });
    expect(await fixture.service.stored(Quote, { buyerId: buyer.id })).toEqual([]);
  });

  it('rejects courses that the buyer owns, and names them', async () => {
    const [mine, other] = [fixture.course(), fixture.course()];
    fixture.owned.respondWith(() => ({ courseIds: [mine] }));
    const response = await fixture.post(buyer, 'quotes', { courseIds: [mine, other] });
    fixture.owned.respondWith(() => ({ courseIds: [] }));
    expect(response.status).toBe(409);
    expect(response.body).toMatchObject({ code: 'order.already_owned', courseIds: [mine] });
  });

  it.each([
    ['discount', { couponDiscount: { amountMinor: 1, currency: 'USD' } }],
    ['price', { total: { amountMinor: 1, currency: 'USD' } }],
    ['buyer', { buyerId: newId() }],
  ])('rejects a %s from the client', async (_what, extra) => {
    const courseIds = [fixture.course()];
    const response = await fixture.post(buyer, 'quotes', { courseIds, ...extra });
    expect(response.status).toBe(422);
    expect(response.body.errors).toMatchObject([
      { pointer: `/${Object.keys(extra)[0]}`, code: 'field.unknown' },
    ]);
  });

  it('expires at its deadline', async () => {
    const { id } = await fixture.quoted(buyer);
    fixture.clock.advance(15 * MINUTE_MS);
    const read = await fixture.get(buyer, `quotes/${id}`);
    expect(read.status).toBe(410);
    expect(read.body).toMatchObject({ code: 'quote.expired' });
    const order = await fixture.post(buyer, 'orders', { quoteId: id });
    expect(order.status).toBe(410);
    expect(order.body).toMatchObject({ code: 'quote.expired' });
  });

  it('is hidden from all other users, also from admins', async () => {
    const { id } = await fixture.quoted(buyer);
    for (const user of [await fixture.service.user(), fixture.admin]) {
      for (const path of [id, newId(), 'no-id']) {
        const response = await fixture.get(user, `quotes/${path}`);
        expect(response.status).toBe(404);
        expect(response.body).toMatchObject({ code: 'quote.not_found' });
      }
    }
  });

  it('reports an unavailable upstream service, and works when it is back', async () => {
    for (const upstream of [fixture.courses, fixture.owned, fixture.carts]) upstream.disconnect();
    for (const body of [{}, { courseIds: [fixture.course()] }]) {
      const response = await fixture.post(buyer, 'quotes', body);
      expect(response.status).toBe(503);
      expect(response.body).toMatchObject({ code: 'upstream.unavailable' });
    }
    expect(await fixture.service.stored(Quote, { buyerId: buyer.id })).toEqual([]);
    await fixture.fakeUpstreams();
    await fixture.quoted(buyer);
  });

  it('is deleted when its buyer is erased, unless it has an order', async () => {
    const other = await fixture.service.user();
    await fixture.quoted(buyer);
    const theirs = await fixture.quoted(other);
    const order = await fixture.paid(buyer);
    const { service } = fixture;
    const kept = async () => ({
      orders: (await service.stored(Order, { buyerId: buyer.id })).map(
        ({ id, status, totalMinor, version }) => ({ id, status, totalMinor, version }),
      ),
      payments: await service.stored(Payment, { buyerId: buyer.id }),
      charges: await service.stored(Transaction, { userId: buyer.id }),
    });
    const before = await kept();
    for (let times = 1; times <= 2; times++) {
      const about = { aggregateId: buyer.id };
      const eventId = await service.events.publish(userErased, { userId: buyer.id }, about);
      await eventually('the erasure', async () => {
        const consumers = userErased.consumers.order;
        return (await service.stored(InboxMessage, { eventId })).length === consumers?.length;
      });
    }
    expect(await service.stored(Quote, { buyerId: buyer.id })).toMatchObject([
      { orderId: order.id },
    ]);
    expect(await service.stored(Quote, { buyerId: other.id })).toMatchObject([{ id: theirs.id }]);
    expect(await kept()).toEqual(before);
    expect(before.charges).toHaveLength(1);
  });
});
