import { type MoneyValue, DAY_MS, MINUTE_MS, newId } from '@course-plateform/common/kernel';
import type { TestUser } from '@course-plateform/common/testing';
import { orderExpired } from '@course-plateform/types/order';
import type { OrderResponse } from '../src/order/order.dto';
import { OrderLine } from '../src/order/order-line.entity';
import { Order } from '../src/order/order.entity';
import { Payment } from '../src/payment/payment.entity';
import { Quote } from '../src/quote/quote.entity';
import { Transaction } from '../src/transaction/transaction.entity';
import { OrderFixture } from './order.fixture';

describe('changes between quote, order and payment', () => {
  let fixture: OrderFixture;
  let buyer: TestUser;

  beforeAll(async () => {
    // 19 % on top of every price; upstream services that do not respond are abandoned soon.
    const tax = { country: '*', label: 'Tax', basisPoints: 1900, inclusive: false };
    const environment = { TAX_RATES: JSON.stringify([tax]), RPC_TIMEOUT_MS: '1000' };
    fixture = await OrderFixture.start(environment);
  });

  afterAll(() => fixture.service.stop());

  beforeEach(async () => {
    buyer = await fixture.service.user();
  });

  function place(quoteId: string, headers: Record<string, string> = {}) {
    return fixture.post(buyer, 'orders', { quoteId }, headers);
  }

  describe('of the course', () => {
    it('rejects the order while the course is withdrawn, and the quote stays valid', async () => {
      const offer = { forSale: true };
      const [withdrawn, other] = [fixture.course(offer), fixture.course()];
      const quote = await fixture.quoted(buyer, [withdrawn, other]);
      offer.forSale = false;
      const response = await place(quote.id);
      expect(response.status).toBe(422);
      expect(response.body).toMatchObject({ code: 'quote.not_for_sale', courseIds: [withdrawn] });
      expect(await fixture.service.stored(Order, { buyerId: buyer.id })).toEqual([]);
      expect(await fixture.service.stored(OrderLine, { buyerId: buyer.id })).toEqual([]);
      offer.forSale = true;
      await place(quote.id).expect(201);
    });

    it.each([
      ['dearer', 4000],
      ['cheaper', 1],
      ['free', 0],
    ])('keep the price of the quote when the course becomes %s', async (_what, amountMinor) => {
      const offer = { price: { amountMinor: 1000, currency: 'USD' } };
      const quote = await fixture.quoted(buyer, [fixture.course(offer)]);
      offer.price = { amountMinor, currency: 'USD' };
      const order = (await place(quote.id).expect(201)).body as OrderResponse;
      expect(order.total).toEqual({ amountMinor: 1190, currency: 'USD' });
      expect(order.status).toBe('pending_payment');
      const payment = await fixture.billed(buyer, order.id);
      expect(payment.amount).toEqual(order.total);
    });

    it('sell the quoted publication when there is a newer one', async () => {
      const offer = { publication: 3 };
      const quote = await fixture.quoted(buyer, [fixture.course(offer)]);
      offer.publication = 4;
      expect((await place(quote.id)).body.lines).toMatchObject([{ publication: 3 }]);
    });
  });

  describe('of the time', () => {
    it('accept a quote until the instant it expires', async () => {
      const [inTime, late] = [await fixture.quoted(buyer), await fixture.quoted(buyer)];
      fixture.clock.advance(15 * MINUTE_MS - 1);
      await place(inTime.id).expect(201);
      expect((await fixture.get(buyer, `quotes/${late.id}`)).status).toBe(200);
      fixture.clock.advance(1);
      expect((await place(late.id)).body).toMatchObject({ code: 'quote.expired' });
      const stored = await fixture.service.stored(Quote, { id: late.id });
      expect(stored).toMatchObject([{ orderId: null, version: 1 }]);
    });

    it('let a payment start until the instant the order expires', async () => {
      const { id, dueAt } = await fixture.ordered(buyer);
      fixture.clock.advance(Date.parse(dueAt) - fixture.clock.now().getTime() - 1);
      const payment = await fixture.billed(buyer, id);
      expect(Date.parse(payment.dueAt)).toBe(fixture.clock.now().getTime() + 7 * DAY_MS);
      // From now on it waits for the transfer, and expires with it.
      fixture.clock.advance(7 * DAY_MS - 1);
      await fixture.billed(buyer, id);
      fixture.clock.advance(1);
      const late = await fixture.post(buyer, `orders/${id}/payments`, { method: 'bank_transfer' });
      expect(late.status).toBe(409);
      expect(late.body).toMatchObject({ code: 'payment.order_over', orderStatus: 'expired' });
      expect(await fixture.service.stored(Payment, { orderId: id })).toMatchObject([
        { id: payment.id, status: 'open' },
      ]);
    });

    it('expire an overdue order when its course is ordered again, even before the job has run', async () => {
      const courseId = fixture.course();
      const overdue = await fixture.ordered(buyer, [courseId, fixture.course()]);
      const payment = await fixture.billed(buyer, overdue.id);
      fixture.clock.advance(7 * DAY_MS);
      const next = await fixture.ordered(buyer, [courseId]);
      expect(next.status).toBe('pending_payment');
      expect((await fixture.get(buyer, `orders/${overdue.id}`)).body).toMatchObject({
        status: 'expired',
        lines: [{ status: 'released' }, { status: 'released' }],
        payments: [{ id: payment.id, status: 'closed' }],
      });
      await fixture.service.events.next(
        orderExpired,
        ({ payload }) => payload.orderId === overdue.id,
      );
    });
  });

  describe('amounts of money', () => {
    it.each([
      ['USD', 1000, 1190],
      // No decimals: half a yen goes to the even side.
      ['JPY', 1050, 1250],
      ['JPY', 50, 60],
      // Three decimals: 19.999 dinars are 19999 fils.
      ['KWD', 19_999, 23_799],
      ['KWD', 1, 1],
    ])('of %s %i are taxed, ordered, billed and paid in whole minor units', async (...given) => {
      const [currency, price, taxed] = given;
      const courseId = fixture.priced(price, currency);
      const total: MoneyValue = { amountMinor: taxed, currency };
      const quote = await fixture.quoted(buyer, [courseId]);
      expect(quote.total).toEqual(total);
      const order = (await place(quote.id).expect(201)).body as OrderResponse;
      const payment = await fixture.billed(buyer, order.id);
      expect([order.total, payment.amount]).toEqual([total, total]);
      const paid = await fixture.confirm(payment.id, total).expect(201);
      expect(paid.body).toMatchObject({ status: 'succeeded', received: total });
      expect(await fixture.service.stored(Transaction, { orderId: order.id })).toMatchObject([
        { amountMinor: taxed, currency },
      ]);
    });

    it('are summed in their currency, and only the sum is payable', async () => {
      const courseIds = [fixture.priced(333, 'KWD'), fixture.priced(334, 'KWD')];
      const order = await fixture.ordered(buyer, courseIds);
      const sum = order.lines.reduce((total, { price }) => total + price.amountMinor, 0);
      expect(order.total).toEqual({ amountMinor: sum, currency: 'KWD' });
      const payment = await fixture.billed(buyer, order.id);
      const short = await fixture.confirm(payment.id, { amountMinor: sum - 1, currency: 'KWD' });
      expect(short.body).toMatchObject({ status: 'open', missing: { amountMinor: 1 } });
    });

    it('in different currencies are rejected with the currencies', async () => {
      const courseIds = [fixture.priced(5, 'JPY'), fixture.priced(5, 'KWD'), fixture.priced(5)];
      const response = await fixture.post(buyer, 'quotes', { courseIds });
      expect(response.status).toBe(422);
      expect(response.body).toMatchObject({ code: 'quote.mixed_currencies' });
      expect(response.body.detail).toContain('JPY, KWD, USD');
    });

    it('of zero are paid at once in every currency, also for several courses', async () => {
      const order = await fixture.ordered(buyer, [
        fixture.priced(0, 'JPY'),
        fixture.priced(0, 'JPY'),
      ]);
      expect(order).toMatchObject({ status: 'paid', total: { amountMinor: 0, currency: 'JPY' } });
      expect(order.lines.map(({ status }) => status)).toEqual(['paid', 'paid']);
    });

    it('are payable as soon as one course costs something', async () => {
      const order = await fixture.ordered(buyer, [fixture.priced(0), fixture.priced(100)]);
      expect(order).toMatchObject({ status: 'pending_payment', total: { amountMinor: 119 } });
      expect(order.lines.map(({ status }) => status)).toEqual(['open', 'open']);
    });
  });

  describe('an unavailable upstream service', () => {
    it.each([
      ['courses', 'away'],
      ['courses', 'silent'],
      ['owned', 'away'],
      ['owned', 'silent'],
    ] as const)('for %s (%s) rejects the order and stores nothing', async (name, how) => {
      const quote = await fixture.quoted(buyer);
      fixture.loseUpstream(name, how);
      const response = await place(quote.id);
      await fixture.fakeUpstreams();
      expect(response.status).toBe(503);
      expect(response.headers['retry-after']).toBe('2');
      expect(response.body).toMatchObject({ code: 'upstream.unavailable' });
      expect(await fixture.service.stored(Order, { buyerId: buyer.id })).toEqual([]);
      const stored = await fixture.service.stored(Quote, { id: quote.id });
      expect(stored).toMatchObject([{ orderId: null, version: 1 }]);
      await place(quote.id).expect(201);
    });

    it('does not use up the Idempotency-Key: the same request succeeds later', async () => {
      const { id } = await fixture.quoted(buyer);
      const key = { 'Idempotency-Key': newId() };
      fixture.loseUpstream('owned', 'away');
      expect((await place(id, key)).status).toBe(503);
      await fixture.fakeUpstreams();
      const response = await place(id, key).expect(201);
      expect(response.headers['idempotency-replayed']).toBeUndefined();
    });
  });

  describe('an Idempotency-Key', () => {
    interface Step {
      readonly path: string;
      readonly body?: object;
      readonly user: TestUser;
    }
    const steps: [string, () => Promise<Step>, object | undefined][] = [
      [
        'a quote',
        () =>
          Promise.resolve({
            path: 'quotes',
            body: { courseIds: [fixture.course()] },
            user: buyer,
          }),
        { courseIds: [newId()] },
      ],
      [
        'an order',
        async () => {
          const { id: quoteId } = await fixture.quoted(buyer);
          return { path: 'orders', body: { quoteId }, user: buyer };
        },
        { quoteId: newId() },
      ],
      [
        'a payment',
        async () => {
          const { id } = await fixture.ordered(buyer);
          return { path: `orders/${id}/payments`, body: { method: 'bank_transfer' }, user: buyer };
        },
        { method: 'stripe' },
      ],
      [
        'a confirmation',
        async () => {
          const { id } = await fixture.ordered(buyer);
          const payment = await fixture.billed(buyer, id);
          const body = { receivedAmount: { amountMinor: 7, currency: 'USD' }, bankReference: id };
          const path = `bank-transfers/${payment.id}/confirmations`;
          return { path, body, user: fixture.admin };
        },
        { receivedAmount: { amountMinor: 8, currency: 'USD' }, bankReference: 'another' },
      ],
      [
        'a cancellation',
        async () => {
          const { id } = await fixture.ordered(buyer);
          return { path: `orders/${id}/cancellations`, user: buyer };
        },
        undefined,
      ],
    ];

    it.each(steps)('returns the same response when %s is repeated', async (_what, step, other) => {
      const { path, body, user } = await step();
      const key = { 'Idempotency-Key': newId() };
      const first = await fixture.post(user, path, body, key).expect(201);
      const before = await everything();
      const second = await fixture.post(user, path, body, key).expect(201);
      expect(second.headers['idempotency-replayed']).toBe('true');
      expect(second.text).toBe(first.text);
      expect(await everything()).toEqual(before);
      if (other) {
        const reused = await fixture.post(user, path, other, key);
        expect(reused.status).toBe(422);
        expect(reused.body).toMatchObject({ code: 'idempotency.key_reused' });
        expect(await everything()).toEqual(before);
      }
    });

    it('returns the same error again, also when its cause is gone', async () => {
      const courseId = fixture.course();
      const [first, second] = [
        await fixture.quoted(buyer, [courseId]),
        await fixture.quoted(buyer, [courseId]),
      ];
      const made = await place(first.id).expect(201);
      const key = { 'Idempotency-Key': newId() };
      expect((await place(second.id, key)).body).toMatchObject({ code: 'order.open_exists' });
      await fixture.post(buyer, `orders/${made.body.id}/cancellations`).expect(201);
      const again = await place(second.id, key);
      expect(again.status).toBe(409);
      expect(again.headers['idempotency-replayed']).toBe('true');
      await place(second.id).expect(201);
    });

    /** What is stored of the buyer, with its versions. */
    async function everything() {
      const mine = { buyerId: buyer.id };
      const { service } = fixture;
      const rows = await Promise.all([
        service.stored(Quote, mine),
        service.stored(Order, mine),
        service.stored(Payment, mine),
      ]);
      return rows.map((kind) => kind.map(({ id, version }) => [id, version]));
    }
  });
});
