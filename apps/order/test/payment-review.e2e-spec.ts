import { newId } from '@course-plateform/common/kernel';
import { type TestUser, migrateFrom } from '@course-plateform/common/testing';
import { orderPaid } from '@course-plateform/types/order';
import type { OrderResponse } from '../src/order/order.dto';
import { Payment } from '../src/payment/payment.entity';
import { shows } from './card.fixture';
import { OrderFixture, USD_1999 } from './order.fixture';
import { PaymentReviewSteps } from './payment-review.fixture';
import { RefundSteps } from './refund.fixture';

describe('reviews of bank transfers', () => {
  let fixture: OrderFixture;
  let steps: PaymentReviewSteps;
  let refunds: RefundSteps;
  let buyer: TestUser;
  let courseId: string;

  beforeAll(async () => {
    fixture = await OrderFixture.start();
    steps = new PaymentReviewSteps(fixture);
    refunds = new RefundSteps(fixture);
  });

  afterAll(() => fixture.service.stop());

  beforeEach(async () => {
    await fixture.fakeUpstreams();
    buyer = await fixture.service.user();
    courseId = fixture.course();
  });

  const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
  const sql = (text: string, values: string[]) =>
    fixture.service.em().getConnection().execute(text, values);
  const read = (id: string) => refunds.order(buyer, { id });

  /** Money that comes after the order was canceled. */
  async function late(amount = USD_1999): Promise<{ order: OrderResponse; paymentId: string }> {
    const order = await fixture.ordered(buyer, [courseId]);
    const { id: paymentId } = await fixture.billed(buyer, order.id);
    await fixture.post(buyer, `orders/${order.id}/cancellations`).expect(201);
    await fixture.confirm(paymentId, amount).expect(201);
    return { order, paymentId };
  }

  it('list what came in, why, and what it was for', async () => {
    const { order, paymentId } = await late(usd(2500));
    expect(await steps.of(order.id)).toEqual([
      {
        ...{ id: expect.any(String), paymentId, orderId: order.id, buyerId: buyer.id },
        ...{ method: 'bank_transfer', reason: 'order_over', status: 'open' },
        ...{ received: usd(2500), expected: USD_1999, refundId: null, decidedBy: null },
        ...{ decisionReason: null, decidedAt: null, version: 1 },
        createdAt: fixture.clock.now().toISOString(),
      },
    ]);
    expect(await steps.of(order.id, { status: 'kept' })).toEqual([]);
    const { history } = await read(order.id);
    expect(history.map(({ status, cause }) => [status, cause])).toEqual([
      ['pending_payment', undefined],
      ['cancelled', undefined],
      ['cancelled', 'payment_in_review'],
    ]);
  });

  it('grow with what comes later', async () => {
    const { order, paymentId } = await late();
    await fixture.confirm(paymentId, usd(1)).expect(201);
    expect(await steps.only(order.id)).toMatchObject({ status: 'open', received: usd(2000) });
  });

  it('are opened for a part of the money when the order ends', async () => {
    const { id } = await fixture.ordered(buyer);
    const payment = await fixture.billed(buyer, id);
    await fixture.confirm(payment.id, usd(5)).expect(201);
    await fixture.post(buyer, `orders/${id}/cancellations`).expect(201);
    const review = await steps.only(id);
    expect(review).toMatchObject({ received: usd(5), expected: USD_1999 });
    const refused = await steps.decide(review.id, 'apply');
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      code: 'payment_review.not_applicable',
      reason: 'amount_too_small',
    });
    expect(await steps.only(id)).toEqual(review);
  });

  it('exist for what the version before has put before a user', async () => {
    const { order } = await late();
    await migrateFrom(fixture.service, 'Migration20261130104731', () => Promise.resolve());
    expect(await steps.only(order.id)).toMatchObject({ status: 'open', received: USD_1999 });
  });

  describe('that apply the money', () => {
    it('reopen and pay the order', async () => {
      const { order } = await late(usd(2000));
      const { id } = await steps.only(order.id);
      const decided = await steps.decide(id, 'apply', 'Agreed by phone.').expect(201);
      expect(decided.body).toMatchObject({
        ...{ id, status: 'applied', decidedBy: fixture.admin.id, refundId: null },
        ...{ decisionReason: 'Agreed by phone.', decidedAt: fixture.clock.now().toISOString() },
      });
      expect(await read(order.id)).toMatchObject({
        status: 'paid',
        payments: [{ status: 'succeeded', reviewReason: null, surplus: usd(1) }],
        lines: [{ status: 'paid' }],
      });
      expect(await steps.booked(order.id)).toEqual([['charge', 1999]]);
      await fixture.service.events.next(orderPaid, ({ payload }) => payload.orderId === order.id);
      await shows(async () => expect(steps.published(order.id)).toEqual(['applied']));
      expect((await read(order.id)).history.at(-1)).toMatchObject({ cause: 'payment_applied' });
      // The paid order can be refunded as every other.
      const refund = await refunds.refunded(await read(order.id));
      expect(refund).toMatchObject({ amount: USD_1999 });
    });

    it('end the payment that the buyer has begun in its place', async () => {
      const order = await fixture.ordered(buyer, [courseId]);
      const { id: paymentId } = await fixture.billed(buyer, order.id);
      // As after a change of the method: the first payment is closed, another one is open.
      await sql('update payment set status = ? where id = ?', ['closed', paymentId]);
      const { id: open } = await fixture.billed(buyer, order.id);
      await fixture.confirm(paymentId, USD_1999).expect(201);
      await steps.decide((await steps.only(order.id)).id, 'apply').expect(201);
      expect(await fixture.service.stored(Payment, { id: open })).toMatchObject([
        { status: 'closed' },
      ]);
      expect(await read(order.id)).toMatchObject({ status: 'paid' });
    });

    it.each([
      [
        'the buyer has another order for the course',
        async () => void (await fixture.ordered(buyer, [courseId])),
        'courses_not_free',
      ],
      [
        'the buyer got the course in another way',
        () => Promise.resolve(fixture.owned.respondWith(({ courseIds }) => ({ courseIds }))),
        'courses_not_free',
      ],
    ])('are refused when %s', async (_what, happens, reason) => {
      const { order } = await late();
      const { id } = await steps.only(order.id);
      await happens();
      const refused = await steps.decide(id, 'apply');
      expect(refused.status).toBe(409);
      expect(refused.body).toMatchObject({ code: 'payment_review.not_applicable', reason });
      expect(await steps.only(order.id)).toMatchObject({ status: 'open' });
      expect(await read(order.id)).toMatchObject({ status: 'cancelled' });
      expect(steps.published(order.id)).toEqual([]);
    });

    it('are refused for an order that is paid', async () => {
      const paid = await fixture.paid(buyer, [courseId]);
      const closed = 'update payment set status = ?, received_minor = 0 where order_id = ?';
      await sql(closed, ['closed', paid.id]);
      await fixture.confirm(paid.payments[0]?.id ?? '', USD_1999).expect(201);
      const refused = await steps.decide((await steps.only(paid.id)).id, 'apply');
      expect(refused.body).toMatchObject({ reason: 'order_paid' });
    });
  });

  it('that send the money back wait for the transfer, and book both ways', async () => {
    const { order, paymentId } = await late();
    const { id } = await steps.only(order.id);
    const { body } = await steps.decide(id, 'refund', 'Too late.').expect(201);
    expect(body).toMatchObject({ status: 'refunded', refundId: expect.any(String) });
    const { refundId } = body as { refundId: string };
    const shown = await fixture.get(buyer, `refunds/${refundId}`).expect(200);
    expect(shown.body).toMatchObject({
      ...{ orderId: order.id, paymentId, lineId: null, courseId: null, status: 'pending' },
      ...{ amount: USD_1999, reason: 'Too late.' },
    });
    await refunds.complete(refundId, newId()).expect(201);
    expect(await steps.booked(order.id)).toEqual([
      ['unapplied_charge', 1999],
      ['refund', 1999],
    ]);
    expect(await read(order.id)).toMatchObject({
      status: 'cancelled',
      payments: [{ status: 'reviewed', reviewReason: null }],
    });
    expect((await read(order.id)).history.at(-1)).toMatchObject({ cause: 'payment_refunded' });
    await shows(async () => expect(steps.published(order.id)).toEqual(['refunded']));
    expect(refunds.published(order.id)).toEqual([]);
    // What comes afterwards is decided anew.
    await fixture.confirm(paymentId, usd(7)).expect(201);
    expect(await steps.of(order.id, { status: 'open' })).toMatchObject([{ received: usd(7) }]);
  });

  it('that keep the money need a reason', async () => {
    const { order } = await late();
    const { id } = await steps.only(order.id);
    const refused = await steps.decide(id, 'keep');
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ code: 'payment_review.reason_missing' });
    await steps.decide(id, 'keep', 'For the next order.').expect(201);
    expect(await steps.booked(order.id)).toEqual([['unapplied_charge', 1999]]);
    expect((await read(order.id)).history.at(-1)).toMatchObject({ cause: 'payment_kept' });
    await shows(async () => expect(steps.published(order.id)).toEqual(['kept']));
  });

  it('are decided once, whoever decides at the same time', async () => {
    const { order } = await late();
    const { id } = await steps.only(order.id);
    const actions = ['apply', 'refund', 'keep', 'refund', 'apply'];
    const responses = await Promise.all(actions.map((action) => steps.decide(id, action, 'Now.')));
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect(await steps.booked(order.id)).toHaveLength(1);
    await shows(async () => expect(steps.published(order.id)).toHaveLength(1));
  });

  it('are for admins', async () => {
    expect((await fixture.get(buyer, 'payment-reviews')).status).toBe(403);
    const refused = await fixture.post(buyer, `payment-reviews/${newId()}/decisions`, {
      action: 'refund',
    });
    expect(refused.status).toBe(403);
    const absent = await steps.decide(newId(), 'refund');
    expect(absent.status).toBe(404);
    expect(absent.body).toMatchObject({ code: 'payment_review.not_found' });
  });
});
