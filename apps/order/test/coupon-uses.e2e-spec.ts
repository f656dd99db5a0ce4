import { EntityManager } from '@mikro-orm/core';
import supertest from 'supertest';
import { DAY_MS, newId } from '@course-plateform/common/kernel';
import { UnitOfWork, sqlForkOf } from '@course-plateform/common/persistence';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { CouponUses } from '../src/coupon/coupon-uses.service';
import { OrderLifecycle } from '../src/order/order-lifecycle.service';
import { OrderExpiryService } from '../src/order/order-expiry.service';
import type { OrderResponse } from '../src/order/order.dto';
import { Order } from '../src/order/order.entity';
import { RefundSteps } from './refund.fixture';
import { CouponFixture } from './coupon.fixture';
import type { OrderFixture } from './order.fixture';

describe('the uses of a coupon', () => {
  let fixture: CouponFixture;
  let orders: OrderFixture;

  beforeAll(async () => {
    fixture = await CouponFixture.start();
    ({ orders } = fixture);
  });

  afterAll(() => orders.service.stop());

  const cancel = (buyer: TestUser, id: string) => orders.post(buyer, `orders/${id}/cancellations`);

  async function quotesOf(count: number, code: string) {
    const made = [];
    for (let n = 0; n < count; n += 1) {
      const buyer = await fixture.buyer();
      made.push({ buyer, quoteId: (await fixture.quoted(buyer, code)).id });
    }
    return made;
  }

  async function ordered(buyer: TestUser, code: string, courseIds?: string[]) {
    const { id: quoteId } = await fixture.quoted(buyer, code, courseIds);
    return (await orders.post(buyer, 'orders', { quoteId }).expect(201)).body as OrderResponse;
  }

  async function pay(buyer: TestUser, { id }: OrderResponse): Promise<OrderResponse> {
    const payment = await orders.billed(buyer, id);
    await orders.confirm(payment.id, payment.amount).expect(201);
    return (await orders.get(buyer, `orders/${id}`).expect(200)).body as OrderResponse;
  }

  it('ten buyers confirm the last use at once: one has it, nine are told before any money moves', async () => {
    const { id, code } = await fixture.coupon({ totalLimit: 1 });
    const quotes = await quotesOf(10, code);
    const responses = await Promise.all(
      quotes.map(({ buyer, quoteId }) => orders.post(buyer, 'orders', { quoteId })),
    );
    const lost = responses.filter(({ status }) => status !== 201);
    expect(lost.map(({ status, body }) => [status, body.code, body.reason])).toEqual(
      Array<unknown>(9).fill([422, 'coupon.lost', 'used_up']),
    );
    const won = responses.findIndex(({ status }) => status === 201);
    expect(await fixture.uses(id)).toEqual({ held: 1, committed: 0, released: 0 });
    const losers = quotes.filter((_, index) => index !== won).map(({ buyer }) => buyer.id);
    expect(await orders.service.stored(Order, { buyerId: { $in: losers } })).toEqual([]);

    const { buyer } = quotes[won] ?? { buyer: await fixture.buyer() };
    const paid = await pay(buyer, responses[won]?.body as OrderResponse);
    expect(paid).toMatchObject({ status: 'paid', total: { amountMinor: 1000 }, couponCode: code });
    expect(await fixture.uses(id)).toEqual({ held: 0, committed: 1, released: 0 });
    for (let sale = 0; sale < 2; sale += 1) {
      const normal = await orders.paid(await fixture.buyer(), [fixture.courseId]);
      expect(normal).toMatchObject({ total: { amountMinor: 2000 }, couponCode: null });
    }
    expect(await fixture.uses(id)).toEqual({ held: 0, committed: 1, released: 0 });
  });

  it('50 concurrent orders over two replicas get exactly the ten there are', async () => {
    const replica = await orders.service.replica();
    const { id, code } = await fixture.coupon({ totalLimit: 10 });
    const quotes = await quotesOf(50, code);
    const responses = await Promise.all(
      quotes.map(({ buyer, quoteId }, index) =>
        index % 2 === 0
          ? orders.post(buyer, 'orders', { quoteId })
          : supertest(replica.url)
              .post('/api/v1/orders')
              .set({ ...bearer(buyer), 'Idempotency-Key': newId() })
              .send({ quoteId }),
      ),
    );
    const statuses = responses.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(10);
    expect(statuses.filter((status) => status === 422)).toHaveLength(40);
    expect(await fixture.uses(id)).toEqual({ held: 10, committed: 0, released: 0 });
  });

  it('are exactly ten also when connections are killed in the middle of 50 orders', async () => {
    const { id, code } = await fixture.coupon({ totalLimit: 10 });
    const quotes = await quotesOf(50, code);
    // Of a replica that nobody else uses, so that this does not wait for a connection.
    const em = (await orders.service.replica()).app.get(EntityManager);
    let killed = 0;
    /** Ends the connections that are about to place an order, as the death of a process would. */
    const kill = async () => {
      const sql = sqlForkOf(em);
      const ended = await sql.execute<unknown[]>(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and state = 'active' and query like '%"coupon" set "held"%'`,
      );
      killed += ended.length;
    };
    let pending = true;
    const placing = Promise.all(
      quotes.map(({ buyer, quoteId }) => orders.post(buyer, 'orders', { quoteId })),
    ).finally(() => {
      pending = false;
    });
    while (pending && killed < 5) await kill();
    const responses = await placing;
    expect(killed).toBeGreaterThan(0);
    // Whoever got no decision asks again; what was committed all the same says so.
    for (const [index, { status }] of responses.entries()) {
      if (status < 500) continue;
      const { buyer, quoteId } = quotes[index] ?? { buyer: orders.admin, quoteId: '' };
      expect([201, 409, 422]).toContain((await orders.post(buyer, 'orders', { quoteId })).status);
    }
    expect(await fixture.uses(id)).toEqual({ held: 10, committed: 0, released: 0 });
    expect(await orders.service.stored(Order, { couponId: id })).toHaveLength(10);
  });

  it('roll back with an order that fails halfway, and with one whose process dies before the commit', async () => {
    const { id, code } = await fixture.coupon({ totalLimit: 1 });
    const [{ buyer, quoteId } = await Promise.reject(new Error('no quote'))] = await quotesOf(
      1,
      code,
    );
    const uses = orders.service.get(CouponUses);
    const hold = uses.hold.bind(uses);
    const broken = jest.spyOn(uses, 'hold').mockImplementationOnce(async (...args) => {
      await hold(...args);
      throw new Error('The process dies here');
    });
    await orders.post(buyer, 'orders', { quoteId }).expect(500);
    expect(broken).toHaveBeenCalledTimes(1);
    expect(await fixture.uses(id)).toEqual({ held: 0, committed: 0, released: 0 });
    await orders.post(buyer, 'orders', { quoteId }).expect(201);
    expect(await fixture.uses(id)).toEqual({ held: 1, committed: 0, released: 0 });
  });

  it('are available again after a cancellation and after the expiry', async () => {
    const { id, code } = await fixture.coupon({ totalLimit: 1, perUserLimit: 1 });
    const buyer = await fixture.buyer();
    const first = await ordered(buyer, code);
    const other = await fixture.buyer();
    expect(await fixture.refusal(other, code)).toMatchObject({ reason: 'used_up' });
    await cancel(buyer, first.id).expect(201);
    await cancel(buyer, first.id).expect(409);
    expect(await fixture.uses(id)).toEqual({ held: 0, committed: 0, released: 1 });

    await ordered(buyer, code);
    orders.clock.advance(7 * DAY_MS);
    await orders.service.get(OrderExpiryService).run();
    await orders.service.get(OrderExpiryService).run();
    expect(await fixture.uses(id)).toEqual({ held: 0, committed: 0, released: 2 });

    await pay(other, await ordered(other, code));
    expect(await fixture.uses(id)).toEqual({ held: 0, committed: 1, released: 2 });
  });

  it('are available again when a refund gives the use back', async () => {
    const { id, code } = await fixture.coupon({ totalLimit: 1 });
    const buyer = await fixture.buyer();
    const paid = await pay(buyer, await ordered(buyer, code));
    const steps = new RefundSteps(orders);
    const { id: refundId } = await steps.refunded(await steps.order(buyer, paid));
    expect(await fixture.uses(id)).toEqual({ held: 0, committed: 1, released: 0 });
    await steps.complete(refundId, newId()).expect(201);
    expect(await fixture.uses(id)).toEqual({ held: 0, committed: 0, released: 1 });
    await ordered(await fixture.buyer(), code);
  });

  it('are held again by an order that is taken up again, unless another buyer has the last one', async () => {
    const { id, code } = await fixture.coupon({ totalLimit: 1 });
    const lifecycle = orders.service.get(OrderLifecycle);
    const reopen = (orderId: string) =>
      orders.service.get(UnitOfWork).run(async (em) => {
        const order = await lifecycle.lock(em, orderId);
        const isReopened = order !== null && (await lifecycle.reopen(em, order));
        if (isReopened) await lifecycle.pay(em, order);
        return isReopened;
      });
    const buyer = await fixture.buyer();
    const late = await ordered(buyer, code);
    await cancel(buyer, late.id).expect(201);
    const other = await fixture.buyer();
    const between = await ordered(other, code);
    expect(await reopen(late.id)).toBe(false);
    expect(await fixture.uses(id)).toEqual({ held: 1, committed: 0, released: 1 });
    await cancel(other, between.id).expect(201);
    expect(await reopen(late.id)).toBe(true);
    expect(await fixture.uses(id)).toEqual({ held: 0, committed: 1, released: 1 });
  });

  it('of one user stay within their limit, also with parallel orders', async () => {
    const { id, code } = await fixture.coupon({ perUserLimit: 2 });
    const buyer = await fixture.buyer();
    const quotes = [];
    for (let n = 0; n < 5; n += 1)
      quotes.push(await fixture.quoted(buyer, code, [orders.course()]));
    const responses = await Promise.all(
      quotes.map((quote) => orders.post(buyer, 'orders', { quoteId: quote.id })),
    );
    const lost = responses.filter(({ status }) => status !== 201);
    expect(lost.map(({ status, body }) => [status, body.reason])).toEqual(
      Array<unknown>(3).fill([422, 'used_by_you']),
    );
    expect(await fixture.uses(id)).toEqual({ held: 2, committed: 0, released: 0 });
    expect(await fixture.refusal(buyer, code)).toMatchObject({ reason: 'used_by_you' });
    expect(await fixture.refusal(await fixture.buyer(), code)).toBeUndefined();
  });

  it('for a first purchase happen once, whichever coupons a buyer tries at once', async () => {
    const terms = { firstPurchaseOnly: true };
    const coupons = [await fixture.coupon(terms), await fixture.coupon(terms)];
    const buyer = await fixture.buyer();
    const quotes = [];
    for (const { code } of coupons) {
      quotes.push(await fixture.quoted(buyer, code, [orders.priced(900)]));
    }
    const responses = await Promise.all(
      quotes.map((quote) => orders.post(buyer, 'orders', { quoteId: quote.id })),
    );
    expect(responses.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    expect(responses.find(({ status }) => status === 422)?.body).toMatchObject({
      ...{ code: 'coupon.lost', reason: 'first_purchase_only' },
    });
    const open = responses.find(({ status }) => status === 201)?.body as OrderResponse;
    await pay(buyer, open);
    for (const { code } of coupons) {
      expect(await fixture.refusal(buyer, code)).toMatchObject({ reason: 'first_purchase_only' });
    }
  });

  it('are not taken by a repeated request', async () => {
    const { id, code } = await fixture.coupon({ totalLimit: 5 });
    const buyer = await fixture.buyer();
    const { id: quoteId } = await fixture.quoted(buyer, code);
    const key = { 'Idempotency-Key': newId() };
    const first = await orders.post(buyer, 'orders', { quoteId }, key).expect(201);
    const again = await orders.post(buyer, 'orders', { quoteId }, key).expect(201);
    expect(again.body).toEqual(first.body);
    expect((await orders.post(buyer, 'orders', { quoteId })).status).toBe(409);
    expect(await fixture.uses(id)).toEqual({ held: 1, committed: 0, released: 0 });
  });

  it('of a free order are committed at once', async () => {
    const { id, code } = await fixture.coupon({ discount: { kind: 'free' } });
    const order = await ordered(await fixture.buyer(), code);
    expect(order).toMatchObject({ status: 'paid', total: { amountMinor: 0 }, payments: [] });
    expect(order.lines).toMatchObject([{ couponDiscount: { amountMinor: 2000 } }]);
    expect(await fixture.uses(id)).toEqual({ held: 0, committed: 1, released: 0 });
  });

  it('are lost when the coupon is deactivated after the quote, and kept when it ends after it', async () => {
    const buyer = await fixture.buyer();
    const stopped = await fixture.coupon();
    const { id: stoppedQuote } = await fixture.quoted(buyer, stopped.code);
    await orders.post(orders.admin, `coupons/${stopped.id}/deactivations`).expect(201);
    const response = await orders.post(buyer, 'orders', { quoteId: stoppedQuote });
    expect(response.status).toBe(422);
    expect(response.body).toMatchObject({ code: 'coupon.lost', reason: 'inactive' });

    const endsAt = new Date(orders.clock.now().getTime() + 1000).toISOString();
    const ending = await fixture.coupon({ endsAt });
    const { id: quoteId } = await fixture.quoted(buyer, ending.code);
    orders.clock.advance(1000);
    expect(await fixture.refusal(buyer, ending.code)).toMatchObject({ reason: 'ended' });
    await orders.post(buyer, 'orders', { quoteId }).expect(201);
  });
});
