import { DAY_MS, newId } from '@course-plateform/common/kernel';
import { bearer, migrateFrom, type TestUser } from '@course-plateform/common/testing';
import { orderExpired, orderPaid } from '@course-plateform/types/order';
import { Order } from '../src/order/order.entity';
import { BankReceipt } from '../src/bank-receipt/bank-receipt.entity';
import { Payment } from '../src/payment/payment.entity';
import { Transaction } from '../src/transaction/transaction.entity';
import { OrderFixture, USD_1999 } from './order.fixture';

describe('payments', () => {
  let fixture: OrderFixture;
  let buyer: TestUser;

  beforeAll(async () => {
    fixture = await OrderFixture.start();
  });

  afterAll(() => fixture.service.stop());

  beforeEach(async () => {
    buyer = await fixture.service.user();
  });

  const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
  const paidEvents = (orderId: string) =>
    fixture.service.events.of(orderPaid).filter(({ payload }) => payload.orderId === orderId);

  describe('by bank transfer', () => {
    it('tells the buyer the amount, account, deadline and reference', async () => {
      const order = await fixture.ordered(buyer);
      fixture.clock.advance(DAY_MS);
      const payment = await fixture.billed(buyer, order.id);
      const dueAt = new Date(fixture.clock.now().getTime() + 7 * DAY_MS).toISOString();
      const account = { accountHolder: 'Course Plateform', iban: 'DE89370400440532013000' };
      const { clientSecret, ...shown } = payment;
      expect(clientSecret).toBeNull();
      expect(shown).toEqual({
        id: expect.any(String),
        orderId: order.id,
        method: 'bank_transfer',
        status: 'open',
        amount: USD_1999,
        received: usd(0),
        missing: USD_1999,
        surplus: usd(0),
        reference: expect.stringMatching(/^CP-[0-9A-Z]{12}$/),
        details: { method: 'bank_transfer', ...account },
        bankAccount: account,
        lastAttempt: null,
        reviewReason: null,
        dueAt,
        paidAt: null,
        createdAt: fixture.clock.now().toISOString(),
      });
      const { body } = await fixture.get(buyer, `orders/${order.id}`);
      // The order waits as long as the transfer may take.
      expect(body).toMatchObject({ dueAt, payments: [shown] });
    });

    it('handles a payment that the previous version has stored', async () => {
      const { id } = await fixture.ordered(buyer);
      const [paymentId, reference] = [newId(), `CP-${newId()}`];
      const account = { accountHolder: 'Before', iban: 'DE02120300000000202051' };
      await fixture.service
        .em()
        .getConnection()
        .execute(
          `insert into payment (id, version, created_at, updated_at, order_id, number, buyer_id, method, status,
             amount_minor, received_minor, currency, reference, bank_account, due_at)
           select ?, 1, created_at, created_at, id, 1, buyer_id, 'bank_transfer', 'open', total_minor, 0, currency,
             ?, ?::jsonb, due_at
           from "order" where id = ?`,
          [paymentId, reference, JSON.stringify(account), id],
        );
      const details = { method: 'bank_transfer', ...account };
      const stored = { id: paymentId, reference, details, bankAccount: account };
      const { body } = await fixture.get(buyer, `orders/${id}`);
      expect(body.payments).toMatchObject([stored]);
      expect(await fixture.billed(buyer, id)).toMatchObject(stored);
      expect((await fixture.confirm(paymentId, USD_1999)).body).toMatchObject({
        ...stored,
        status: 'succeeded',
      });
    });

    it('returns the open payment again, also for concurrent requests', async () => {
      const { id } = await fixture.ordered(buyer);
      const payments = await Promise.all([1, 2, 3].map(() => fixture.billed(buyer, id)));
      payments.push(await fixture.billed(buyer, id));
      expect(new Set(payments.map((payment) => payment.id)).size).toBe(1);
      expect(await fixture.service.stored(Payment, { orderId: id })).toHaveLength(1);
    });

    it('is rejected when the buyer has acquired the course since the order', async () => {
      const [owned, other] = [fixture.course(), fixture.course()];
      const { id } = await fixture.ordered(buyer, [owned, other]);
      fixture.owned.respondWith(({ userId, courseIds }) => ({
        courseIds: userId === buyer.id ? courseIds.filter((course) => course === owned) : [],
      }));
      const response = await fixture.post(buyer, `orders/${id}/payments`, {
        method: 'bank_transfer',
      });
      expect(response.status).toBe(409);
      expect(response.body).toMatchObject({ code: 'order.already_owned', courseIds: [owned] });
      expect(await fixture.service.stored(Payment, { orderId: id })).toEqual([]);
      // The order can be canceled, and the other course ordered again.
      await fixture.post(buyer, `orders/${id}/cancellations`).expect(201);
      const again = await fixture.ordered(buyer, [other]);
      await fixture.billed(buyer, again.id);
      await fixture.fakeUpstreams();
    });

    it('is rejected while user-progress cannot say what the buyer owns', async () => {
      const { id } = await fixture.ordered(buyer);
      fixture.loseUpstream('owned', 'away');
      const response = await fixture.post(buyer, `orders/${id}/payments`, {
        method: 'bank_transfer',
      });
      expect(response.status).toBe(503);
      expect(await fixture.service.stored(Payment, { orderId: id })).toEqual([]);
      await fixture.fakeUpstreams();
      await fixture.billed(buyer, id);
    });

    it('knows no other method', async () => {
      const { id } = await fixture.ordered(buyer);
      const body = { method: 'cash' };
      const response = await fixture.post(buyer, `orders/${id}/payments`, body);
      expect(response.status).toBe(422);
      expect(response.body).toMatchObject({
        code: 'request.invalid',
        errors: [
          {
            pointer: '/method',
            code: 'field.is_enum',
            detail: 'must be one of: bank_transfer, stripe',
          },
        ],
      });
      expect(await fixture.service.stored(Payment, { orderId: id })).toEqual([]);
    });

    it('rejects an amount from the client', async () => {
      const { id } = await fixture.ordered(buyer);
      const body = { method: 'bank_transfer', amount: usd(1) };
      const response = await fixture.post(buyer, `orders/${id}/payments`, body);
      expect(response.status).toBe(422);
      expect(await fixture.service.stored(Payment, { orderId: id })).toEqual([]);
    });

    it('is rejected after the order was paid or has ended', async () => {
      const paid = await fixture.paid(buyer);
      const cancelled = await fixture.ordered(buyer);
      await fixture.post(buyer, `orders/${cancelled.id}/cancellations`).expect(201);
      const overdue = await fixture.ordered(buyer);
      fixture.clock.advance(7 * DAY_MS);
      for (const [id, code] of [
        [paid.id, 'payment.already_paid'],
        [cancelled.id, 'payment.order_over'],
        [overdue.id, 'payment.order_over'],
      ] as const) {
        const response = await fixture.post(buyer, `orders/${id}/payments`, {
          method: 'bank_transfer',
        });
        expect(response.status).toBe(409);
        expect(response.body).toMatchObject({ code });
      }
    });
  });

  describe('confirmation', () => {
    it('of the whole amount pays the order in one transaction', async () => {
      const { id } = await fixture.ordered(buyer);
      const payment = await fixture.billed(buyer, id);
      const response = await fixture.confirm(payment.id, USD_1999, `bank-${id}`);
      expect(response.status).toBe(201);
      expect(response.body).toMatchObject({
        id: payment.id,
        buyerId: buyer.id,
        status: 'succeeded',
        received: USD_1999,
        missing: usd(0),
        surplus: usd(0),
        receipts: [
          { amount: USD_1999, bankReference: `bank-${id}`, confirmedBy: fixture.admin.id },
        ],
      });
      const order = await fixture.get(buyer, `orders/${id}`);
      expect(order.body).toMatchObject({
        status: 'paid',
        lines: [{ status: 'paid' }],
        payments: [{ status: 'succeeded' }],
      });
      const event = await fixture.service.events.next(
        orderPaid,
        ({ payload }) => payload.orderId === id,
      );
      expect(event.payload).toMatchObject({ buyerId: buyer.id, total: USD_1999 });
      const charges = await fixture.service.stored(Transaction, { orderId: id });
      expect(charges).toMatchObject([
        { kind: 'charge', userId: buyer.id, paymentId: payment.id, amountMinor: 1999 },
      ]);
    });

    it('of too little waits for the rest and returns what is missing', async () => {
      const { id } = await fixture.ordered(buyer);
      const payment = await fixture.billed(buyer, id);
      const short = await fixture.confirm(payment.id, usd(1500));
      expect(short.body).toMatchObject({ status: 'open', received: usd(1500), missing: usd(499) });
      expect((await fixture.get(buyer, `orders/${id}`)).body.status).toBe('pending_payment');
      expect(await fixture.service.stored(Transaction, { orderId: id })).toEqual([]);
      const rest = await fixture.confirm(payment.id, usd(499));
      expect(rest.body).toMatchObject({ status: 'succeeded', missing: usd(0) });
      expect(rest.body.receipts).toHaveLength(2);
      expect((await fixture.get(buyer, `orders/${id}`)).body.status).toBe('paid');
    });

    it('of too much pays the order and records the surplus, also of a second transfer', async () => {
      const { id } = await fixture.ordered(buyer);
      const payment = await fixture.billed(buyer, id);
      const over = await fixture.confirm(payment.id, usd(2100));
      expect(over.body).toMatchObject({ status: 'succeeded', surplus: usd(101) });
      const again = await fixture.confirm(payment.id, usd(50));
      expect(again.body).toMatchObject({ status: 'succeeded', surplus: usd(151) });
      const charges = await fixture.service.stored(Transaction, { orderId: id });
      expect(charges).toMatchObject([{ amountMinor: 1999 }]);
      await fixture.service.events.next(orderPaid, ({ payload }) => payload.orderId === id);
      expect(paidEvents(id)).toHaveLength(1);
    });

    it('after a cancellation needs a review and does not pay the order', async () => {
      const { id } = await fixture.ordered(buyer);
      const payment = await fixture.billed(buyer, id);
      await fixture.post(buyer, `orders/${id}/cancellations`).expect(201);
      const late = await fixture.confirm(payment.id, USD_1999);
      expect(late.status).toBe(201);
      expect(late.body).toMatchObject({ status: 'needs_review', received: USD_1999 });
      expect((await fixture.get(buyer, `orders/${id}`)).body.status).toBe('cancelled');
      expect(await fixture.service.stored(Transaction, { orderId: id })).toEqual([]);
      const more = await fixture.confirm(payment.id, usd(1));
      expect(more.body).toMatchObject({ status: 'needs_review', received: usd(2000) });
    });

    it('after the deadline expires the order, even before the job has run', async () => {
      const { id } = await fixture.ordered(buyer);
      const payment = await fixture.billed(buyer, id);
      fixture.clock.advance(7 * DAY_MS);
      const late = await fixture.confirm(payment.id, USD_1999);
      expect(late.body).toMatchObject({ status: 'needs_review' });
      expect((await fixture.get(buyer, `orders/${id}`)).body.status).toBe('expired');
      await fixture.service.events.next(orderExpired, ({ payload }) => payload.orderId === id);
      expect(paidEvents(id)).toEqual([]);
    });

    it('of a part needs a review when the order ends', async () => {
      const { id } = await fixture.ordered(buyer);
      const payment = await fixture.billed(buyer, id);
      await fixture.confirm(payment.id, usd(5)).expect(201);
      const cancelled = await fixture.post(buyer, `orders/${id}/cancellations`);
      expect(cancelled.body.payments).toMatchObject([{ status: 'needs_review' }]);
    });

    it('counts a line of the bank statement once across all payments', async () => {
      const orders = [await fixture.ordered(buyer), await fixture.ordered(buyer)];
      const payments = [];
      for (const { id } of orders) payments.push(await fixture.billed(buyer, id));
      const reference = newId();
      const responses = await Promise.all(
        [...payments, ...payments].map(({ id }) => fixture.confirm(id, usd(10), reference)),
      );
      expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
      const refused = responses.find(({ status }) => status === 409);
      expect(refused?.body).toMatchObject({ code: 'payment.duplicate_receipt' });
      const stored = await fixture.service.stored(BankReceipt, { bankReference: reference });
      expect(stored).toHaveLength(1);
      const received = await fixture.service.stored(Payment, { buyerId: buyer.id });
      expect(received.map(({ receivedMinor }) => receivedMinor).sort()).toEqual([0, 10]);
    });

    it.each(['line 2026/42-b', 'LINE 2026/42-B', ' Line2026/42-b ', 'line\u00A02026/42\u2013b'])(
      'recognizes the same bank reference written as %j',
      async (reference) => {
        const { id } = await fixture.ordered(buyer);
        const payment = await fixture.billed(buyer, id);
        const first = newId();
        await fixture.confirm(payment.id, usd(1), `Line 2026/42-B ${first}`).expect(201);
        const again = await fixture.confirm(payment.id, usd(1), `${reference}${first}`);
        expect([again.status, again.body.code]).toEqual([409, 'payment.duplicate_receipt']);
        await fixture.confirm(payment.id, usd(1), `${reference}/2${first}`).expect(201);
      },
    );

    it('recognizes bank references stored before the migration', async () => {
      const { id } = await fixture.ordered(buyer);
      const payment = await fixture.billed(buyer, id);
      const reference = `Of Before ${newId()}`;
      await fixture.confirm(payment.id, usd(1), reference).expect(201);
      const twice = reference.replace('Of B', 'of b');
      await migrateFrom(fixture.service, 'Migration20261123023948', (em) =>
        em.execute(
          'insert into bank_receipt (id, payment_id, amount_minor, currency, bank_reference, confirmed_by, created_at) select ?, payment_id, 1, currency, ?, confirmed_by, created_at from bank_receipt where bank_reference = ?',
          [newId(), twice, reference],
        ),
      );
      fixture.forgetBooks();
      for (const again of [reference, twice, reference.toUpperCase()]) {
        expect((await fixture.confirm(payment.id, usd(1), again)).status).toBe(409);
      }
    });

    it('sums concurrent receipts and pays the order once', async () => {
      const { id } = await fixture.ordered(buyer, [fixture.priced(400)]);
      const payment = await fixture.billed(buyer, id);
      await Promise.all([1, 2, 3, 4].map(() => fixture.confirm(payment.id, usd(100)).expect(201)));
      expect(await fixture.service.stored(Payment, { orderId: id })).toMatchObject([
        { status: 'succeeded', receivedMinor: 400 },
      ]);
      await fixture.service.events.next(orderPaid, ({ payload }) => payload.orderId === id);
      expect(paidEvents(id)).toHaveLength(1);
      expect(await fixture.service.stored(Transaction, { orderId: id })).toHaveLength(1);
    });

    it('concurrent with a cancellation ends in one of both states, with the money recorded', async () => {
      const { id } = await fixture.ordered(buyer);
      const payment = await fixture.billed(buyer, id);
      const [confirmed, cancelled] = await Promise.all([
        fixture.confirm(payment.id, USD_1999),
        fixture.post(buyer, `orders/${id}/cancellations`),
      ]);
      expect(confirmed.status).toBe(201);
      const [order] = await fixture.service.stored(Order, { id });
      const won = order?.status === 'paid' ? ['succeeded', 409] : ['needs_review', 201];
      expect([confirmed.body.status, cancelled.status]).toEqual(won);
    });

    it.each([
      ['another currency', { amountMinor: 1999, currency: 'EUR' }, 'payment.currency_mismatch'],
      ['nothing', { amountMinor: 0, currency: 'USD' }, 'payment.amount_invalid'],
      ['a negative amount', { amountMinor: -5, currency: 'USD' }, 'request.invalid'],
      ['no currency', { amountMinor: 5, currency: 'ABC' }, 'request.invalid'],
    ])('rejects %s', async (_what, amount, code) => {
      const { id } = await fixture.ordered(buyer);
      const payment = await fixture.billed(buyer, id);
      const response = await fixture.confirm(payment.id, amount);
      expect(response.status).toBe(422);
      expect(response.body).toMatchObject({ code });
      expect(await fixture.service.stored(BankReceipt, { paymentId: payment.id })).toEqual([]);
    });

    it('is for admins only, and unknown transfers get 404', async () => {
      const { id } = await fixture.ordered(buyer);
      const payment = await fixture.billed(buyer, id);
      const body = { receivedAmount: USD_1999, bankReference: 'mine' };
      const own = await fixture.post(buyer, `bank-transfers/${payment.id}/confirmations`, body);
      expect(own.status).toBe(403);
      for (const unknown of [newId(), 'no-id']) {
        const response = await fixture.confirm(unknown, USD_1999);
        expect(response.status).toBe(404);
        expect(response.body).toMatchObject({ code: 'bank_transfer.not_found' });
      }
    });

    it('with the same Idempotency-Key happens once', async () => {
      const { id } = await fixture.ordered(buyer);
      const payment = await fixture.billed(buyer, id);
      const body = { receivedAmount: usd(10), bankReference: newId() };
      const key = { 'Idempotency-Key': newId() };
      const path = `bank-transfers/${payment.id}/confirmations`;
      const first = await fixture.post(fixture.admin, path, body, key);
      const second = await fixture.post(fixture.admin, path, body, key);
      expect(second.body).toEqual(first.body);
      expect(second.body).toMatchObject({ received: usd(10) });
    });
  });

  it('offers no bank transfer when bank transfers are disabled', async () => {
    const cashless = await OrderFixture.start({ BANK_TRANSFER_ENABLED: 'false' });
    const user = await cashless.service.user();
    const { id } = await cashless.ordered(user);
    const response = await cashless.service.http
      .post(`/api/v1/orders/${id}/payments`)
      .set({ ...bearer(user), 'Idempotency-Key': newId() })
      .send({ method: 'bank_transfer' });
    const offers = await cashless.get(user, 'payment-methods');
    await cashless.service.stop();
    expect(response.status).toBe(422);
    const reason = 'not_configured';
    expect(response.body).toMatchObject({
      ...{ code: 'payment.method_unavailable', available: [], reason },
    });
    expect(offers.body.items).toMatchObject([
      { method: 'bank_transfer', available: false, reason },
      { method: 'stripe', available: false, reason },
    ]);
  });
});
