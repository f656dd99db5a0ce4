import { InboxMessage } from '@course-plateform/common/events';
import { eventually } from '@course-plateform/common/test-kit';
import type { TestUser } from '@course-plateform/common/testing';
import {
  orderCancelled,
  orderCreated,
  orderExpired,
  orderFulfilled,
  orderPaid,
} from '@course-plateform/types/order';
import { enrollmentGranted } from '@course-plateform/types/user-progress';
import { DAY_MS, MINUTE_MS, newId } from '@course-plateform/common/kernel';
import { OrderExpiryService } from '../src/order/order-expiry.service';
import { OrderLifecycle } from '../src/order/order-lifecycle.service';
import type { OrderResponse } from '../src/order/order.dto';
import { OrderReconciler } from '../src/order/order-reconciler.service';
import { Order } from '../src/order/order.entity';
import { BankReceipt } from '../src/bank-receipt/bank-receipt.entity';
import type { PaymentResponse } from '../src/payment/payment.dto';
import { Payment } from '../src/payment/payment.entity';
import { Transaction } from '../src/transaction/transaction.entity';
import { OrderFixture, USD_1999 } from './order.fixture';

const EVENTS = { orderCreated, orderPaid, orderCancelled, orderExpired, orderFulfilled };

/** How often each race is run: whoever wins, what is stored must be right. */
const RUNS = [1, 2, 3, 4];

describe('concurrent changes of an order', () => {
  let fixture: OrderFixture;
  let buyer: TestUser;
  let order: OrderResponse;
  let payment: PaymentResponse;

  beforeAll(async () => {
    fixture = await OrderFixture.start();
  });

  afterAll(() => fixture.service.stop());

  beforeEach(async () => {
    buyer = await fixture.service.user();
    order = await fixture.ordered(buyer);
    payment = await fixture.billed(buyer, order.id);
  });

  const expire = () => fixture.service.get(OrderExpiryService).run();
  const cancel = () => fixture.post(buyer, `orders/${order.id}/cancellations`);
  const bill = () =>
    fixture.post(buyer, `orders/${order.id}/payments`, { method: 'bank_transfer' });

  function grant(lineId = order.lines[0]?.id ?? '') {
    const enrollmentId = newId();
    const { courseId = '', publication = 1 } = order.lines[0] ?? {};
    return fixture.service.events.publish(
      enrollmentGranted,
      {
        ...{ enrollmentId, courseId, publication, userId: buyer.id },
        ...{ orderId: order.id, orderLineId: lineId },
      },
      { aggregateId: enrollmentId },
    );
  }

  /** Every event published about the order, by name, in the order of its versions. */
  async function reported(): Promise<string[]> {
    // Events of one service go out in a row: what was published before this one has arrived.
    const marker = await fixture.ordered(await fixture.service.user());
    await fixture.service.events.next(orderCreated, ({ payload }) => payload.orderId === marker.id);
    return Object.entries(EVENTS)
      .flatMap(([name, event]) =>
        fixture.service.events
          .of(event)
          .filter(({ payload }) => payload.orderId === order.id)
          .map(({ aggregateVersion }) => ({ name, aggregateVersion })),
      )
      .sort((one, other) => one.aggregateVersion - other.aggregateVersion)
      .map(({ name }) => name);
  }

  /** Money in, money booked and the state of the order belong together, whoever was faster. */
  async function books() {
    const [[stored], [paid], receipts, charges] = await Promise.all([
      fixture.service.stored(Order, { id: order.id }),
      fixture.service.stored(Payment, { id: payment.id }),
      fixture.service.stored(BankReceipt, { paymentId: payment.id }),
      fixture.service.stored(Transaction, { orderId: order.id }),
    ]);
    const received = receipts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    expect(paid?.receivedMinor).toBe(received);
    expect(charges).toHaveLength(paid?.status === 'succeeded' ? 1 : 0);
    const history = stored?.history ?? [];
    const steps = history.flatMap(({ status, cause }) => (cause === undefined ? status : []));
    expect(steps).toEqual([...new Set(['pending_payment', stored?.status])]);
    // Money that cannot be used is taken down as well, once.
    const causes = history.flatMap(({ cause }) => cause ?? []);
    expect(causes).toEqual(paid?.status === 'needs_review' ? ['payment_in_review'] : []);
    return { order: stored?.status, payment: paid?.status, received };
  }

  it.each(RUNS)('two confirmations pay once and record all money (run %i)', async () => {
    const responses = await Promise.all([
      fixture.confirm(payment.id, USD_1999),
      fixture.confirm(payment.id, USD_1999),
    ]);
    expect(responses.map(({ status }) => status)).toEqual([201, 201]);
    expect(await books()).toEqual({ order: 'paid', payment: 'succeeded', received: 3998 });
    expect(await reported()).toEqual(['orderCreated', 'orderPaid']);
  });

  it.each(RUNS)(
    'a confirmation and a cancellation end in one of both states (run %i)',
    async () => {
      const [confirmed, cancelled] = await Promise.all([
        fixture.confirm(payment.id, USD_1999),
        cancel(),
      ]);
      expect(confirmed.status).toBe(201);
      const ended = await books();
      const won =
        cancelled.status === 201
          ? { order: 'cancelled', payment: 'needs_review', event: 'orderCancelled' }
          : { order: 'paid', payment: 'succeeded', event: 'orderPaid' };
      expect(ended).toEqual({ order: won.order, payment: won.payment, received: 1999 });
      expect(await reported()).toEqual(['orderCreated', won.event]);
    },
  );

  it.each(RUNS)(
    'a confirmation at the deadline and the expiry end in one of both states (run %i)',
    async () => {
      fixture.clock.advance(7 * DAY_MS);
      const [confirmed] = await Promise.all([fixture.confirm(payment.id, USD_1999), expire()]);
      expect(confirmed.body).toMatchObject({ status: 'needs_review', received: USD_1999 });
      expect(await books()).toEqual({ order: 'expired', payment: 'needs_review', received: 1999 });
      expect(await reported()).toEqual(['orderCreated', 'orderExpired']);
    },
  );

  it('a confirmation just before the deadline pays, and the expiry skips the order', async () => {
    fixture.clock.advance(7 * DAY_MS - 1);
    await Promise.all([fixture.confirm(payment.id, USD_1999).expect(201), expire()]);
    fixture.clock.advance(1);
    await expire();
    expect(await books()).toEqual({ order: 'paid', payment: 'succeeded', received: 1999 });
    expect(await reported()).toEqual(['orderCreated', 'orderPaid']);
  });

  it.each(RUNS)('a cancellation and the expiry end it once (run %i)', async () => {
    fixture.clock.advance(7 * DAY_MS);
    const [cancelled] = await Promise.all([cancel(), expire()]);
    const { order: status } = await books();
    expect(status).toBe(cancelled.status === 201 ? 'cancelled' : 'expired');
    expect(await reported()).toHaveLength(2);
  });

  it.each(RUNS)('a payment that starts during a cancellation is closed (run %i)', async () => {
    order = await fixture.ordered(buyer);
    const [begun, cancelled] = await Promise.all([bill(), cancel()]);
    expect(cancelled.status).toBe(201);
    expect([201, 409]).toContain(begun.status);
    const payments = await fixture.service.stored(Payment, { orderId: order.id });
    expect(payments.map(({ status }) => status)).toEqual(begun.status === 201 ? ['closed'] : []);
    if (begun.status === 409) {
      expect(begun.body).toMatchObject({
        code: 'payment.order_over',
        orderStatus: 'cancelled',
      });
    }
  });

  it('many orders of an overdue course create one order, and expire the overdue one once', async () => {
    const courseIds = order.lines.map(({ courseId }) => courseId);
    fixture.clock.advance(7 * DAY_MS);
    const quotes = [];
    for (let i = 0; i < 4; i += 1) quotes.push(await fixture.quoted(buyer, courseIds));
    const responses = await Promise.all([
      ...quotes.map(({ id }) => fixture.post(buyer, 'orders', { quoteId: id })),
      expire(),
    ]);
    const statuses = responses.flatMap((response) =>
      typeof response === 'number' ? [] : response.status,
    );
    expect(statuses.toSorted()).toEqual([201, 409, 409, 409]);
    expect(await books()).toMatchObject({ order: 'expired', payment: 'closed' });
    expect(await reported()).toEqual(['orderCreated', 'orderExpired']);
  });

  it('an overdue order that another transaction expires does not block a new one', async () => {
    fixture.clock.advance(7 * DAY_MS);
    const lifecycle = fixture.service.get(OrderLifecycle);
    const release = lifecycle.releaseOverdue.bind(lifecycle);
    const late = jest.spyOn(lifecycle, 'releaseOverdue').mockImplementationOnce(async (...args) => {
      await expire();
      return release(...args);
    });
    const courseIds = order.lines.map(({ courseId }) => courseId);
    const { id: quoteId } = await fixture.quoted(buyer, courseIds);
    await fixture.post(buyer, 'orders', { quoteId }).expect(201);
    expect(late).toHaveBeenCalledTimes(1);
    expect(await books()).toMatchObject({ order: 'expired', payment: 'closed' });
  });

  describe('events that arrive late, twice or out of order', () => {
    it('for an enrollment before the payment are ignored, and count when published again afterwards', async () => {
      const id = await grant();
      await eventually('the event is handled', async () => {
        return (await fixture.service.stored(InboxMessage, { eventId: id })).length === 1;
      });
      await fixture.confirm(payment.id, USD_1999).expect(201);
      expect(await books()).toMatchObject({ order: 'paid' });
      // The same event again is a repeat; the reconciler makes user-progress tell a new one.
      await fixture.service.events.publish(
        enrollmentGranted,
        {
          ...{ enrollmentId: newId(), courseId: newId(), publication: 1, userId: buyer.id },
          ...{ orderId: order.id, orderLineId: order.lines[0]?.id ?? '' },
        },
        { aggregateId: newId(), id },
      );
      fixture.clock.advance(MINUTE_MS);
      expect(await fixture.service.get(OrderReconciler).run()).toBeGreaterThanOrEqual(1);
      await grant();
      await fixture.service.events.next(
        orderFulfilled,
        ({ payload }) => payload.orderId === order.id,
      );
      expect(await reported()).toEqual([
        'orderCreated',
        'orderPaid',
        'orderPaid',
        'orderFulfilled',
      ]);
    });

    it('for a resumed enrollment do not change a fulfilled order', async () => {
      await fixture.confirm(payment.id, USD_1999).expect(201);
      await grant();
      await fixture.service.events.next(
        orderFulfilled,
        ({ payload }) => payload.orderId === order.id,
      );
      const [before] = await fixture.service.stored(Order, { id: order.id });
      await grant();
      await grant(newId());
      expect(await reported()).toEqual(['orderCreated', 'orderPaid', 'orderFulfilled']);
      expect(await fixture.service.stored(Order, { id: order.id })).toMatchObject([
        { version: before?.version, status: 'fulfilled' },
      ]);
    });

    it.each(RUNS)('for both lines at once fulfill the order once (run %i)', async () => {
      const double = await fixture.paid(buyer, [fixture.course(), fixture.course()]);
      order = double;
      await Promise.all(double.lines.flatMap(({ id }) => [grant(id), grant(id)]));
      await fixture.service.events.next(
        orderFulfilled,
        ({ payload }) => payload.orderId === double.id,
      );
      expect(await reported()).toEqual(['orderCreated', 'orderPaid', 'orderFulfilled']);
    });

    it('for enrollments without an order are ignored', async () => {
      const enrollmentId = newId();
      const learner = { enrollmentId, courseId: newId(), userId: buyer.id, publication: 1 };
      const about = { aggregateId: enrollmentId };
      for (const [orderId, orderLineId] of [
        [null, null],
        [order.id, null],
        [null, order.lines[0]?.id ?? ''],
      ] as const) {
        const { events } = fixture.service;
        await events.publish(enrollmentGranted, { ...learner, orderId, orderLineId }, about);
      }
      expect(await reported()).toEqual(['orderCreated']);
      expect(await books()).toMatchObject({ order: 'pending_payment' });
    });
  });
});
