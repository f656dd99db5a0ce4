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
    it('takes what the quote offers, stores it and tells of it', async () => {
      const courseIds = [fixture.course(), fixture.priced(500)];
      const quote = await fixture.quoted(buyer, courseIds);
      const answer = await fixture.post(buyer, 'orders', { quoteId: quote.id });
      expect(answer.status).toBe(201);
      const order = answer.body as OrderResponse;
      expect(order).toMatchObject({
        quoteId: quote.id,
        status: 'pending_payment',
        total: { amountMinor: 2499, currency: 'USD' },
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

    it('keeps the prices of the quote whatever happens to the course', async () => {
      const offer = { price: { amountMinor: 700, currency: 'USD' } };
      const quote = await fixture.quoted(buyer, [fixture.course(offer)]);
      offer.price = { amountMinor: 1, currency: 'USD' };
      const answer = await fixture.post(buyer, 'orders', { quoteId: quote.id });
      expect(answer.body.total).toEqual({ amountMinor: 700, currency: 'USD' });
    });

    it.each([
      ['price', { total: { amountMinor: 1, currency: 'USD' } }],
      ['buyer', { buyerId: newId() }],
      ['role', { role: 'admin' }],
      ['lines', { lines: [] }],
    ])('takes no %s from the client', async (_what, extra) => {
      const { id: quoteId } = await fixture.quoted(buyer);
      const answer = await fixture.post(buyer, 'orders', { quoteId, ...extra });
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toMatchObject([{ code: 'field.unknown' }]);
      expect(await fixture.service.stored(Order, { buyerId: buyer.id })).toEqual([]);
    });

    it('needs an Idempotency-Key and works once for each', async () => {
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

    it('makes one order of a quote, also when it is clicked twice at once', async () => {
      const { id: quoteId } = await fixture.quoted(buyer);
      const answers = await Promise.all(
        [1, 2, 3, 4].map(() => fixture.post(buyer, 'orders', { quoteId })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
      const [made] = await fixture.service.stored(Order, { buyerId: buyer.id });
      for (const { body, headers } of answers.filter(({ status }) => status === 409)) {
        expect(body).toMatchObject({ code: 'quote.used', orderId: made?.id });
        expect(headers.location).toBe(`/api/v1/orders/${made?.id}`);
      }
    });

    it('finds a quote taken that another order has taken since it was read', async () => {
      const { id: quoteId } = await fixture.quoted(buyer);
      const quotes = fixture.service.get(QuoteClaimService);
      const seen = await RequestContext.run(new RequestContext(), () =>
        quotes.read(buyer.id, quoteId),
      );
      const { body: made } = await fixture.post(buyer, 'orders', { quoteId }).expect(201);
      jest.spyOn(quotes, 'read').mockResolvedValueOnce(seen);
      // The course is free for another order: only the quote is in the way.
      await fixture.post(buyer, `orders/${made.id}/cancellations`, {}).expect(201);
      const answer = await fixture.post(buyer, 'orders', { quoteId }).expect(409);
      expect(answer.body).toMatchObject({ code: 'quote.used', orderId: made.id });
      expect(await fixture.service.stored(Order, { buyerId: buyer.id })).toHaveLength(1);
    });

    it('lets one of many orders with the same course through, from whichever quotes', async () => {
      const courseId = fixture.course();
      const quotes = [];
      for (let i = 0; i < 5; i += 1) {
        quotes.push(await fixture.quoted(buyer, [courseId, fixture.course()]));
      }
      const answers = await Promise.all(
        quotes.map(({ id }) => fixture.post(buyer, 'orders', { quoteId: id })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
      const made = answers.find(({ status }) => status === 201)?.body as OrderResponse;
      const refused = answers.find(({ status }) => status === 409);
      expect(refused?.body).toMatchObject({ code: 'order.open_exists', orderId: made.id });
      expect(refused?.headers.location).toBe(`/api/v1/orders/${made.id}`);
      expect(await fixture.service.stored(OrderLine, { buyerId: buyer.id })).toHaveLength(2);
      // The refused quotes are as good as before: without the course in the way they can be used.
      await fixture.post(buyer, `orders/${made.id}/cancellations`).expect(201);
      const unused = quotes.find(({ id }) => id !== made.quoteId);
      await fixture.post(buyer, 'orders', { quoteId: unused?.id }).expect(201);
    });

    it('refuses a course that was paid before it could be enrolled in', async () => {
      const courseId = fixture.course();
      const quote = await fixture.quoted(buyer, [courseId]);
      const paid = await fixture.paid(buyer, [courseId]);
      const answer = await fixture.post(buyer, 'orders', { quoteId: quote.id });
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({ code: 'order.already_owned', courseIds: [courseId] });
      expect(answer.headers.location).toBe(`/api/v1/orders/${paid.id}`);
    });

    it('asks again whether the buyer has a course by now', async () => {
      const courseId = fixture.course();
      const { id: quoteId } = await fixture.quoted(buyer, [courseId]);
      fixture.owned.answer(() => ({ courseIds: [courseId] }));
      const answer = await fixture.post(buyer, 'orders', { quoteId });
      fixture.owned.answer(() => ({ courseIds: [] }));
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({ code: 'order.already_owned', courseIds: [courseId] });
      expect(await fixture.service.stored(Order, { buyerId: buyer.id })).toEqual([]);
    });

    it('takes nobody else’s quote', async () => {
      const { id: quoteId } = await fixture.quoted(buyer);
      const stranger = await fixture.service.user();
      for (const id of [quoteId, newId()]) {
        const answer = await fixture.post(stranger, 'orders', { quoteId: id });
        expect(answer.status).toBe(404);
        expect(answer.body).toMatchObject({ code: 'quote.not_found' });
      }
    });

    it('pays an order that costs nothing at once', async () => {
      const order = await fixture.ordered(buyer, [fixture.priced(0)]);
      expect(order).toMatchObject({ status: 'paid', payments: [], lines: [{ status: 'paid' }] });
      expect(order.history.map(({ status }) => status)).toEqual(['pending_payment', 'paid']);
      const event = await fixture.service.events.next(orderPaid, byOrder(order.id));
      expect(event.aggregateVersion).toBe(2);
      expect(await fixture.service.stored(Transaction, { orderId: order.id })).toEqual([]);
      const answer = await fixture.post(buyer, `orders/${order.id}/payments`, {
        method: 'bank_transfer',
      });
      expect(answer.body).toMatchObject({ code: 'payment.already_paid' });
    });
  });

  describe('cancelling', () => {
    it('gives the courses free, ends the payment and tells of it', async () => {
      const courseId = fixture.course();
      const order = await fixture.ordered(buyer, [courseId]);
      await fixture.billed(buyer, order.id);
      const answer = await fixture.post(buyer, `orders/${order.id}/cancellations`);
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject({
        status: 'cancelled',
        lines: [{ status: 'released' }],
        payments: [{ status: 'closed' }],
      });
      await fixture.service.events.next(orderCancelled, byOrder(order.id));
      await fixture.ordered(buyer, [courseId]);
    });

    it('is refused once it is paid or over, naming what is allowed', async () => {
      const paid = await fixture.paid(buyer);
      const answer = await fixture.post(buyer, `orders/${paid.id}/cancellations`);
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({
        code: 'state.transition_not_allowed',
        allowed: ['fulfilled', 'partially_refunded', 'refunded'],
      });
      const open = await fixture.ordered(buyer);
      const answers = await Promise.all(
        [1, 2].map(() => fixture.post(buyer, `orders/${open.id}/cancellations`)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    });
  });

  describe('fulfilment', () => {
    const grant = (order: OrderResponse, index: number, id?: string) => {
      const line = order.lines[index];
      if (!line) throw new Error('no such line');
      const { courseId, publication } = line;
      const enrollmentId = newId();
      const payload = { enrollmentId, courseId, publication, userId: buyer.id };
      return fixture.service.events.tell(
        enrollmentGranted,
        { ...payload, orderId: order.id, orderLineId: line.id },
        { aggregateId: enrollmentId, ...(id ? { id } : {}) },
      );
    };
    const lines = async (order: OrderResponse) => {
      const { body } = await fixture.get(buyer, `orders/${order.id}`);
      return (body as OrderResponse).lines.map(({ status }) => status);
    };

    it('follows the enrolments line by line and is told of once', async () => {
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
      const told = fixture.service.events.of(orderFulfilled).filter(byOrder(order.id));
      expect(told).toHaveLength(1);
    });

    it('does not touch orders that are not paid, nor fail on unknown ones', async () => {
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
    it('tells to the letter what the answer to the order told', async () => {
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

    it('tells of a payment what the answers to its steps told', async () => {
      const order = await fixture.ordered(buyer, [fixture.course(), fixture.course()]);
      fixture.clock.advance(1);
      const payment = await fixture.billed(buyer, order.id);
      const { dueAt } = payment;
      const billed = await fixture.get(buyer, `orders/${order.id}`);
      expect(billed.body).toEqual({ ...order, dueAt, payments: [payment] });
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

    it('walks the own orders by cursor, newest first, and filters by state', async () => {
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

    it('answers strangers like somebody who asks for nothing', async () => {
      const { id } = await fixture.ordered(buyer);
      const stranger = await fixture.service.user();
      for (const path of [id, newId(), 'no-id']) {
        const answers = [
          await fixture.get(stranger, `orders/${path}`),
          await fixture.get(fixture.admin, `orders/${path}`),
          await fixture.post(stranger, `orders/${path}/cancellations`),
          await fixture.post(stranger, `orders/${path}/payments`, { method: 'bank_transfer' }),
        ];
        expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
        expect(answers.map(({ body }) => body.code)).toEqual(Array(4).fill('order.not_found'));
      }
      expect(await fixture.service.stored(Order, { id })).toMatchObject([
        { status: 'pending_payment', version: 1 },
      ]);
    });
  });
});
