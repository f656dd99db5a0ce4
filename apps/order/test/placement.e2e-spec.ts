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

describe('between quote, order and payment', () => {
  let fixture: OrderFixture;
  let buyer: TestUser;

  beforeAll(async () => {
    // 19 % on top of every price; neighbours that do not answer are given up soon.
    fixture = await OrderFixture.start({ TAX_BASIS_POINTS: '1900', RPC_TIMEOUT_MS: '1000' });
  });

  afterAll(() => fixture.service.stop());

  beforeEach(async () => {
    buyer = await fixture.service.user();
  });

  function place(quoteId: string, headers: Record<string, string> = {}) {
    return fixture.post(buyer, 'orders', { quoteId }, headers);
  }

  describe('the course', () => {
    it('is not sold any more once it was withdrawn, and the quote is as good as before', async () => {
      const offer = { forSale: true };
      const [withdrawn, other] = [fixture.course(offer), fixture.course()];
      const quote = await fixture.quoted(buyer, [withdrawn, other]);
      offer.forSale = false;
      const answer = await place(quote.id);
      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({ code: 'quote.not_for_sale', courseIds: [withdrawn] });
      expect(await fixture.service.stored(Order, { buyerId: buyer.id })).toEqual([]);
      expect(await fixture.service.stored(OrderLine, { buyerId: buyer.id })).toEqual([]);
      offer.forSale = true;
      await place(quote.id).expect(201);
    });

    it.each([
      ['dearer', 4000],
      ['cheaper', 1],
      ['free', 0],
    ])('may have become %s: the price of the quote holds', async (_what, amountMinor) => {
      const offer = { price: { amountMinor: 1000, currency: 'USD' } };
      const quote = await fixture.quoted(buyer, [fixture.course(offer)]);
      offer.price = { amountMinor, currency: 'USD' };
      const order = (await place(quote.id).expect(201)).body as OrderResponse;
      expect(order.total).toEqual({ amountMinor: 1190, currency: 'USD' });
      expect(order.status).toBe('pending_payment');
      const payment = await fixture.billed(buyer, order.id);
      expect(payment.amount).toEqual(order.total);
    });

    it('may have a newer publication: the one of the quote is sold', async () => {
      const offer = { publication: 3 };
      const quote = await fixture.quoted(buyer, [fixture.course(offer)]);
      offer.publication = 4;
      expect((await place(quote.id)).body.lines).toMatchObject([{ publication: 3 }]);
    });
  });

  describe('the clock', () => {
    it('lets a quote be used until the very moment it expires', async () => {
      const [inTime, late] = [await fixture.quoted(buyer), await fixture.quoted(buyer)];
      fixture.clock.advance(15 * MINUTE_MS - 1);
      await place(inTime.id).expect(201);
      expect((await fixture.get(buyer, `quotes/${late.id}`)).status).toBe(200);
      fixture.clock.advance(1);
      expect((await place(late.id)).body).toMatchObject({ code: 'quote.expired' });
      const stored = await fixture.service.stored(Quote, { id: late.id });
      expect(stored).toMatchObject([{ orderId: null, version: 1 }]);
    });

    it('lets a payment begin until the very moment the order expires', async () => {
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

    it('ends an order that nobody paid in time when its course is ordered again, before any job does', async () => {
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

  describe('money', () => {
    it.each([
      ['USD', 1000, 1190],
      // No decimals: half a yen goes to the even side.
      ['JPY', 1050, 1250],
      ['JPY', 50, 60],
      // Three decimals: 19.999 dinars are 19999 fils.
      ['KWD', 19_999, 23_799],
      ['KWD', 1, 1],
    ])('of %s %i is taxed, ordered, billed and paid in whole minor units', async (...given) => {
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

    it('adds the lines up in their currency and is paid by their sum alone', async () => {
      const courseIds = [fixture.priced(333, 'KWD'), fixture.priced(334, 'KWD')];
      const order = await fixture.ordered(buyer, courseIds);
      const sum = order.lines.reduce((total, { price }) => total + price.amountMinor, 0);
      expect(order.total).toEqual({ amountMinor: sum, currency: 'KWD' });
      const payment = await fixture.billed(buyer, order.id);
      const short = await fixture.confirm(payment.id, { amountMinor: sum - 1, currency: 'KWD' });
      expect(short.body).toMatchObject({ status: 'open', missing: { amountMinor: 1 } });
    });

    it('names the currencies that do not go together', async () => {
      const courseIds = [fixture.priced(5, 'JPY'), fixture.priced(5, 'KWD'), fixture.priced(5)];
      const answer = await fixture.post(buyer, 'quotes', { courseIds });
      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({ code: 'quote.mixed_currencies' });
      expect(answer.body.detail).toContain('JPY, KWD, USD');
    });

    it('of nothing is paid at once whatever the currency, also for several courses', async () => {
      const order = await fixture.ordered(buyer, [
        fixture.priced(0, 'JPY'),
        fixture.priced(0, 'JPY'),
      ]);
      expect(order).toMatchObject({ status: 'paid', total: { amountMinor: 0, currency: 'JPY' } });
      expect(order.lines.map(({ status }) => status)).toEqual(['paid', 'paid']);
    });

    it('is all to pay as soon as one course costs something', async () => {
      const order = await fixture.ordered(buyer, [fixture.priced(0), fixture.priced(100)]);
      expect(order).toMatchObject({ status: 'pending_payment', total: { amountMinor: 119 } });
      expect(order.lines.map(({ status }) => status)).toEqual(['open', 'open']);
    });
  });

  describe('a neighbour', () => {
    it.each([
      ['courses', 'away'],
      ['courses', 'silent'],
      ['owned', 'away'],
      ['owned', 'silent'],
    ] as const)('for %s that is %s stops the order and leaves nothing', async (name, how) => {
      const quote = await fixture.quoted(buyer);
      fixture.loseNeighbour(name, how);
      const answer = await place(quote.id);
      await fixture.fakeNeighbours();
      expect(answer.status).toBe(503);
      expect(answer.headers['retry-after']).toBe('2');
      expect(answer.body).toMatchObject({ code: 'neighbour.unavailable' });
      expect(await fixture.service.stored(Order, { buyerId: buyer.id })).toEqual([]);
      const stored = await fixture.service.stored(Quote, { id: quote.id });
      expect(stored).toMatchObject([{ orderId: null, version: 1 }]);
      await place(quote.id).expect(201);
    });

    it('that was away is no reason to lose the key: the same request works later', async () => {
      const { id } = await fixture.quoted(buyer);
      const key = { 'Idempotency-Key': newId() };
      fixture.loseNeighbour('owned', 'away');
      expect((await place(id, key)).status).toBe(503);
      await fixture.fakeNeighbours();
      const answer = await place(id, key).expect(201);
      expect(answer.headers['idempotency-replayed']).toBeUndefined();
    });
  });

  describe('a key of idempotency', () => {
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

    it.each(steps)('gives the same answer to %s that is sent again', async (_what, step, other) => {
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

    it('gives the same refusal again, also when the reason is gone', async () => {
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
