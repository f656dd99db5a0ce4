import { RequestContext, newId } from '@course-plateform/common/kernel';
import type { TestUser } from '@course-plateform/common/testing';
import {
  orderCancelled,
  orderCreated,
  orderFulfilled,
  orderPaid,
} from '@course-plateform/types/order';
import { enrollmentGranted } from '@course-plateform/types/user-progress';
import { eventually } from '@course-plateform/common/test-kit';
import type { OrderPageResponse, OrderResponse } from '../src/order/order.dto';
import { OrderLine } from '../src/order/order-line.entity';
import { Order } from '../src/order/order.entity';
import { QuoteClaimService } from '../src/quote/quote-claim.service';
import { Transaction } from '../src/transaction/transaction.entity';
import type { StartedPaymentResponse } from '../src/payment/payment.dto';
import { OrderFixture } from './order.fixture';

describe('orders', () => {
  let fixture: OrderFixture;
  let buyer: TestUser;

  beforeAll(async () => {
    fixture = await OrderFixture.start();
  });

  afterAll(() => fixture.service.stop());

  beforeEach(async () => {
    buyer = await fixture.service.user();
  });

  const byOrder =
    (id: string) =>
    ({ payload }: { payload: { orderId: string } }) =>
      payload.orderId === id;

  describe('placing', () => {
    it('stores an order as quoted and publishes an event', async () => {
      const courseIds = [fixture.course(), fixture.priced(500)];
      const quote = await fixture.quoted(buyer, courseIds);
      const response = await fixture.post(buyer, 'orders', { quoteId: quote.id });
      expect(response.status).toBe(201);
      const order = response.body as OrderResponse;
      expect(order).toMatchObject({
        quoteId: quote.id,
        status: 'pending_payment',
        total: { amountMinor: 2499, currency: 'USD' },
        tax: { amountMinor: 0, currency: 'USD' },
        taxRate: null,
        country: null,
        couponCode: null,
        paidAt: null,
        payments: [],
        history: [{ status: 'pending_payment', at: fixture.clock.now().toISOString() }],
      });
      expect(order.lines[0]).toEqual({
        id: expect.any(String),
        courseId: courseIds[0],
        publication: 3,
        instructorId: fixture.instructorId,
        title: 'Complete Web Development',
        slug: 'complete-web-development',
        listPrice: { amountMinor: 2499, currency: 'USD' },
        price: { amountMinor: 1999, currency: 'USD' },
        couponDiscount: { amountMinor: 0, currency: 'USD' },
        tax: { amountMinor: 0, currency: 'USD' },
        refunded: { amountMinor: 0, currency: 'USD' },
        status: 'open',
      });
      const event = await fixture.service.events.next(orderCreated, byOrder(order.id));
      expect(event).toMatchObject({
        aggregateVersion: 1,
        payload: {
          buyerId: buyer.id,
          lines: order.lines.map(({ id, courseId, price }) => ({ lineId: id, courseId, price })),
          total: order.total,
        },
      });
      expect((await fixture.get(buyer, `orders/${order.id}`)).body).toEqual(order);
      expect((await fixture.get(buyer, `quotes/${quote.id}`)).body.orderId).toBe(order.id);
    });

    it('keeps the prices of the quote when the course changes', async () => {
      const offer = { price: { amountMinor: 700, currency: 'USD' } };
      const quote = await fixture.quoted(buyer, [fixture.course(offer)]);
      offer.price = { amountMinor: 1, currency: 'USD' };
      const response = await fixture.post(buyer, 'orders', { quoteId: quote.id });
      expect(response.body.total).toEqual({ amountMinor: 700, currency: 'USD' });
    });

    it.each([
      ['price', { total: { amountMinor: 1, currency: 'USD' } }],
      ['buyer', { buyerId: newId() }],
      ['role', { role: 'admin' }],
      ['lines', { lines: [] }],
    ])('rejects a %s from the client', async (_what, extra) => {
      const { id: quoteId } = await fixture.quoted(buyer);
      const response = await fixture.post(buyer, 'orders', { quoteId, ...extra });
      expect(response.status).toBe(422);
      expect(response.body.errors).toMatchObject([{ code: 'field.unknown' }]);
      expect(await fixture.service.stored(Order, { buyerId: buyer.id })).toEqual([]);
    });

    it('requires an Idempotency-Key and has one effect per key', async () => {
      const { id: quoteId } = await fixture.quoted(buyer);
      const key = newId();
      const [first, second] = [
        await fixture.post(buyer, 'orders', { quoteId }, { 'Idempotency-Key': key }),
        await fixture.post(buyer, 'orders', { quoteId }, { 'Idempotency-Key': key }),
      ];
      expect([first.status, second.status]).toEqual([201, 201]);
      expect(second.body).toEqual(first.body);
      expect(second.headers['idempotency-replayed']).toBe('true');
      const none = await fixture.post(buyer, 'orders', { quoteId }, { 'Idempotency-Key': '' });
      expect(none.status).toBe(400);
      expect(await fixture.service.stored(Order, { buyerId: buyer.id })).toHaveLength(1);
    });

    it('creates one order per quote, also for concurrent requests', async () => {
      const { id: quoteId } = await fixture.quoted(buyer);
      const responses = await Promise.all(
        [1, 2, 3, 4].map(() => fixture.post(buyer, 'orders', { quoteId })),
      );
      expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
      const [made] = await fixture.service.stored(Order, { buyerId: buyer.id });
      for (const { body, headers } of responses.filter(({ status }) => status === 409)) {
        expect(body).toMatchObject({ code: 'quote.used', orderId: made?.id });
        expect(headers.location).toBe(`/api/v1/orders/${made?.id}`);
      }
    });

    it('detects that another order has used the quote since it was read', async () => {
      const { id: quoteId } = await fixture.quoted(buyer);
      const quotes = fixture.service.get(QuoteClaimService);
      const seen = await RequestContext.run(new RequestContext(), () =>
        quotes.read(buyer.id, quoteId),
      );
      const { body: made } = await fixture.post(buyer, 'orders', { quoteId }).expect(201);
      jest.spyOn(quotes, 'read').mockResolvedValueOnce(seen);
      // The course is free for another order: only the quote is in the way.
      await fixture.post(buyer, `orders/${made.id}/cancellations`, {}).expect(201);
      const response = await fixture.post(buyer, 'orders', { quoteId }).expect(409);
      expect(response.body).toMatchObject({ code: 'quote.used', orderId: made.id });
      expect(await fixture.service.stored(Order, { buyerId: buyer.id })).toHaveLength(1);
    });

    it('lets one of many concurrent orders of the same course succeed, whatever their quotes', async () => {
      const courseId = fixture.course();
      const quotes = [];
      for (let i = 0; i < 5; i += 1) {
        quotes.push(await fixture.quoted(buyer, [courseId, fixture.course()]));
      }
      const responses = await Promise.all(
        quotes.map(({ id }) => fixture.post(buyer, 'orders', { quoteId: id })),
      );
      expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
      const made = responses.find(({ status }) => status === 201)?.body as OrderResponse;
      const refused = responses.find(({ status }) => status === 409);
      expect(refused?.body).toMatchObject({ code: 'order.open_exists', orderId: made.id });
      expect(refused?.headers.location).toBe(`/api/v1/orders/${made.id}`);
      expect(await fixture.service.stored(OrderLine, { buyerId: buyer.id })).toHaveLength(2);
      // The refused quotes are as good as before: without the course in the way they can be used.
      await fixture.post(buyer, `orders/${made.id}/cancellations`).expect(201);
      const unused = quotes.find(({ id }) => id !== made.quoteId);
      await fixture.post(buyer, 'orders', { quoteId: unused?.id }).expect(201);
    });

    it('rejects a course that is paid but not yet enrolled', async () => {
      const courseId = fixture.course();
      const quote = await fixture.quoted(buyer, [courseId]);
      const paid = await fixture.paid(buyer, [courseId]);
      const response = await fixture.post(buyer, 'orders', { quoteId: quote.id });
      expect(response.status).toBe(409);
      expect(response.body).toMatchObject({ code: 'order.already_owned', courseIds: [courseId] });
      expect(response.headers.location).toBe(`/api/v1/orders/${paid.id}`);
    });

    it('checks again whether the buyer owns the course by now', async () => {
      const courseId = fixture.course();
      const { id: quoteId } = await fixture.quoted(buyer, [courseId]);
      fixture.owned.respondWith(() => ({ courseIds: [courseId] }));
      const response = await fixture.post(buyer, 'orders', { quoteId });
      fixture.owned.respondWith(() => ({ courseIds: [] }));
      expect(response.status).toBe(409);
      expect(response.body).toMatchObject({ code: 'order.already_owned', courseIds: [courseId] });
      expect(await fixture.service.stored(Order, { buyerId: buyer.id })).toEqual([]);
    });

    it('rejects the quote of another user', async () => {
      const { id: quoteId } = await fixture.quoted(buyer);
      const stranger = await fixture.service.user();
      for (const id of [quoteId, newId()]) {
        const response = await fixture.post(stranger, 'orders', { quoteId: id });
        expect(response.status).toBe(404);
        expect(response.body).toMatchObject({ code: 'quote.not_found' });
      }
    });

    it('marks an order with a total of 0 as paid at once', async () => {
      const order = await fixture.ordered(buyer, [fixture.priced(0)]);
      expect(order).toMatchObject({ status: 'paid', payments: [], lines: [{ status: 'paid' }] });
      expect(order.history.map(({ status }) => status)).toEqual(['pending_payment', 'paid']);
      const event = await fixture.service.events.next(orderPaid, byOrder(order.id));
      expect(event.aggregateVersion).toBe(2);
      expect(await fixture.service.stored(Transaction, { orderId: order.id })).toEqual([]);
      const response = await fixture.post(buyer, `orders/${order.id}/payments`, {
        method: 'bank_transfer',
      });
      expect(response.body).toMatchObject({ code: 'payment.already_paid' });
    });
  });

  describe('canceling', () => {
    it('releases the courses, closes the payment and publishes an event', async () => {
      const courseId = fixture.course();
      const order = await fixture.ordered(buyer, [courseId]);
      await fixture.billed(buyer, order.id);
      const response = await fixture.post(buyer, `orders/${order.id}/cancellations`);
      expect(response.status).toBe(201);
      expect(response.body).toMatchObject({
        status: 'cancelled',
        lines: [{ status: 'released' }],
        payments: [{ status: 'closed' }],
      });
      await fixture.service.events.next(orderCancelled, byOrder(order.id));
      await fixture.ordered(buyer, [courseId]);
    });

    it('is rejected after payment or end, with the allowed transitions', async () => {
      const paid = await fixture.paid(buyer);
      const response = await fixture.post(buyer, `orders/${paid.id}/cancellations`);
      expect(response.status).toBe(409);
      expect(response.body).toMatchObject({
        code: 'state.transition_not_allowed',
        allowed: ['fulfilled', 'partially_refunded', 'refunded'],
      });
      const open = await fixture.ordered(buyer);
      const responses = await Promise.all(
        [1, 2].map(() => fixture.post(buyer, `orders/${open.id}/cancellations`)),
      );
      expect(responses.map(({ status }) => status).sort()).toEqual([201, 409]);
    });
  });

  describe('fulfillment', () => {
    const grant = (order: OrderResponse, index: number, id?: string) => {
      const line = order.lines[index];
      if (!line) throw new Error('no such line');
      const { courseId, publication } = line;
      const enrollmentId = newId();
      const payload = { enrollmentId, courseId, publication, userId: buyer.id };
      return fixture.service.events.publish(
        enrollmentGranted,
        { ...payload, orderId: order.id, orderLineId: line.id },
        { aggregateId: enrollmentId, ...(id ? { id } : {}) },
      );
    };
    const lines = async (order: OrderResponse) => {
      const { body } = await fixture.get(buyer, `orders/${order.id}`);
      return (body as OrderResponse).lines.map(({ status }) => status);
    };

    it('follows the enrollments line by line and publishes one event', async () => {
      const order = await fixture.paid(buyer, [fixture.course(), fixture.course()]);
      const first = await grant(order, 1);
      await eventually('one line', async () => (await lines(order))[1] === 'fulfilled');
      expect(await lines(order)).toEqual(['paid', 'fulfilled']);
      await grant(order, 1, first);
      await grant(order, 1);
      await grant(order, 0);
      await grant(order, 0);
      await fixture.service.events.next(orderFulfilled, byOrder(order.id));
      expect((await fixture.get(buyer, `orders/${order.id}`)).body).toMatchObject({
        status: 'fulfilled',
        lines: [{ status: 'fulfilled' }, { status: 'fulfilled' }],
      });
      const later = await fixture.paid(buyer);
      await grant(later, 0);
      await fixture.service.events.next(orderFulfilled, byOrder(later.id));
      const reported = fixture.service.events.of(orderFulfilled).filter(byOrder(order.id));
      expect(reported).toHaveLength(1);
    });

    it('ignores unpaid and unknown orders', async () => {
      const open = await fixture.ordered(buyer);
      await grant(open, 0);
      await grant({ ...open, id: newId() }, 0);
      const paid = await fixture.paid(buyer);
      await grant(paid, 0);
      await fixture.service.events.next(orderFulfilled, byOrder(paid.id));
      expect(await lines(open)).toEqual(['open']);
    });
  });

  describe('reading', () => {
    it('returns exactly the response of the creation', async () => {
      const courseIds = [
        fixture.course({ title: 'C++ "quoted" \\ ? $1 – 日本 🎓' }),
        fixture.priced(5_000_000_000),
        fixture.priced(0),
      ];
      const { id: quoteId } = await fixture.quoted(buyer, courseIds);
      const placed = await fixture.post(buyer, 'orders', { quoteId }).expect(201);
      const path = `orders/${placed.body.id}`;
      const read = await fixture.get(buyer, path).expect(200);
      expect(read.body).toEqual(placed.body);
      expect(read.text).toBe(placed.text);
      await fixture.billed(buyer, placed.body.id);
      const cancelled = await fixture.post(buyer, `${path}/cancellations`).expect(201);
      const again = await fixture.get(buyer, path).expect(200);
      expect(again.body).toEqual(cancelled.body);
      expect(again.text).toBe(cancelled.text);
    });

    it('returns a payment exactly as the responses to its steps did', async () => {
      const order = await fixture.ordered(buyer, [fixture.course(), fixture.course()]);
      fixture.clock.advance(1);
      const payment = await fixture.billed(buyer, order.id);
      const { dueAt } = payment;
      const billed = await fixture.get(buyer, `orders/${order.id}`);
      const { clientSecret: _secret, ...shown } = payment as StartedPaymentResponse;
      expect(billed.body).toEqual({ ...order, dueAt, payments: [shown] });
      fixture.clock.advance(1);
      const confirmed = await fixture.confirm(payment.id, { amountMinor: 4000, currency: 'USD' });
      const { buyerId: _buyer, receipts: _receipts, ...paid } = confirmed.body;
      const paidAt = fixture.clock.now().toISOString();
      expect((await fixture.get(buyer, `orders/${order.id}`)).body).toEqual({
        ...order,
        status: 'paid',
        lines: order.lines.map((line) => ({ ...line, status: 'paid' })),
        dueAt,
        paidAt,
        payments: [{ ...paid, surplus: { amountMinor: 2, currency: 'USD' }, paidAt }],
        history: [...order.history, { status: 'paid', at: paidAt }],
      });
    });

    it('pages through the user’s own orders by cursor, newest first, filtered by state', async () => {
      const ids: string[] = [];
      for (let i = 0; i < 3; i += 1) {
        ids.push((await fixture.ordered(buyer)).id);
        fixture.clock.advance(1);
      }
      await fixture.ordered(await fixture.service.user());
      const first = await fixture.get(buyer, 'orders', { limit: 2 });
      const page = first.body as OrderPageResponse;
      const cursor = page.page.next ?? '';
      const second = await fixture.get(buyer, 'orders', { limit: 2, cursor });
      const seen = [...page.items, ...(second.body as OrderPageResponse).items];
      expect(seen.map(({ id }) => id)).toEqual(ids.toReversed());
      expect(seen[0]?.lines).toHaveLength(1);
      expect(second.body.page.next).toBeNull();
      await fixture.post(buyer, `orders/${ids[0]}/cancellations`).expect(201);
      const filtered = await fixture.get(buyer, 'orders', { status: 'cancelled' });
      expect(filtered.body.items).toMatchObject([{ id: ids[0] }]);
      const foreign = await fixture.get(buyer, 'orders', { status: 'cancelled', cursor });
      expect(foreign.body).toMatchObject({ code: 'request.cursor_invalid' });
      const unknown = await fixture.get(buyer, 'orders', { status: 'lost' });
      expect(unknown.status).toBe(400);
    });

    it('responds to an order of another user as to a missing one', async () => {
      const { id } = await fixture.ordered(buyer);
      const stranger = await fixture.service.user();
      for (const path of [id, newId(), 'no-id']) {
        const responses = [
          await fixture.get(stranger, `orders/${path}`),
          await fixture.get(fixture.admin, `orders/${path}`),
          await fixture.post(stranger, `orders/${path}/cancellations`),
          await fixture.post(stranger, `orders/${path}/payments`, { method: 'bank_transfer' }),
        ];
        expect(responses.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
        expect(responses.map(({ body }) => body.code)).toEqual(Array(4).fill('order.not_found'));
      }
      expect(await fixture.service.stored(Order, { id })).toMatchObject([
        { status: 'pending_payment', version: 1 },
      ]);
    });
  });
});
