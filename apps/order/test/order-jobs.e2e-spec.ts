import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { DAY_MS, MINUTE_MS } from '@course-plateform/common/kernel';
import { type TestUser } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { orderExpired, orderPaid } from '@course-plateform/types/order';
import { OrderExpiryService } from '../src/order/order-expiry.service';
import { OrderReconciler } from '../src/order/order-reconciler.service';
import { Order } from '../src/order/order.entity';
import { Payment } from '../src/payment/payment.entity';
import { Quote } from '../src/quote/quote.entity';
import { OrderFixture } from './order.fixture';

describe('order jobs', () => {
  let fixture: OrderFixture;
  let buyer: TestUser;
  let expiry: OrderExpiryService;
  let reconciler: OrderReconciler;

  beforeAll(async () => {
    fixture = await OrderFixture.start();
    expiry = fixture.service.get(OrderExpiryService);
    reconciler = fixture.service.get(OrderReconciler);
  });

  afterAll(() => fixture.service.stop());

  beforeEach(async () => {
    buyer = await fixture.service.user();
    fixture.clock.advance(30 * DAY_MS);
    await expiry.run();
    await reconciler.run();
  });

  const stuck = async (state: string) => {
    const { text } = await fixture.service.http.get('/metrics');
    return Number(new RegExp(`orders_stuck\\{state="${state}"\\} (\\d+)`).exec(text)?.[1]);
  };

  it('expire overdue orders, release their courses and publish an event', async () => {
    const courseId = fixture.course();
    const { id } = await fixture.ordered(buyer, [courseId]);
    await fixture.billed(buyer, id);
    const paid = await fixture.paid(buyer);
    fixture.clock.advance(7 * DAY_MS - 1);
    expect(await expiry.run()).toBe(0);
    fixture.clock.advance(1);
    expect(await expiry.run()).toBe(1);
    expect((await fixture.get(buyer, `orders/${id}`)).body).toMatchObject({
      status: 'expired',
      lines: [{ status: 'released' }],
      payments: [{ status: 'closed' }],
    });
    expect((await fixture.get(buyer, `orders/${paid.id}`)).body.status).toBe('paid');
    await fixture.service.events.next(orderExpired, ({ payload }) => payload.orderId === id);
    await fixture.ordered(buyer, [courseId]);
  });

  it('expire each order once, also with several replicas', async () => {
    const ids = [];
    for (let i = 0; i < 4; i += 1) ids.push((await fixture.ordered(buyer)).id);
    fixture.clock.advance(7 * DAY_MS);
    const runs = await Promise.all([expiry.run(), expiry.run(), expiry.run()]);
    expect(runs.reduce((sum, ended) => sum + ended)).toBe(4);
    expect(await fixture.service.stored(Order, { buyerId: buyer.id })).toMatchObject(
      ids.map(() => ({ status: 'expired', version: 2 })),
    );
  });

  it('delete unused quotes a week after they expired', async () => {
    const unused = await fixture.quoted(buyer);
    const { quoteId } = await fixture.ordered(buyer);
    fixture.clock.advance(6 * DAY_MS);
    await expiry.run();
    expect((await fixture.get(buyer, `quotes/${unused.id}`)).status).toBe(410);
    fixture.clock.advance(DAY_MS + 15 * MINUTE_MS);
    await expiry.run();
    expect(await fixture.service.stored(Quote, { buyerId: buyer.id })).toMatchObject([
      { id: quoteId },
    ]);
  });

  it('publish paid orders again until they are fulfilled, each time with a new version', async () => {
    const { id } = await fixture.paid(buyer);
    const reported = () =>
      fixture.service.events.of(orderPaid).filter(({ payload }) => payload.orderId === id);
    await fixture.service.events.next(orderPaid, ({ payload }) => payload.orderId === id);
    expect(await reconciler.run()).toBe(0);
    fixture.clock.advance(MINUTE_MS);
    expect(await reconciler.run()).toBeGreaterThanOrEqual(1);
    expect(await reconciler.run()).toBe(0);
    const again = await fixture.service.events.next(
      orderPaid,
      ({ payload, aggregateVersion }) => payload.orderId === id && aggregateVersion === 3,
    );
    expect(again.payload).toEqual(reported()[0]?.payload);
    expect(reported()).toHaveLength(2);
    expect(await fixture.service.stored(Payment, { orderId: id })).toHaveLength(1);
  });

  it('report stuck orders to Prometheus', async () => {
    const [paidBefore, pendingBefore] = [await stuck('paid'), await stuck('pending_payment')];
    await fixture.paid(buyer);
    await fixture.ordered(buyer);
    expect(await stuck('paid')).toBe(paidBefore);
    fixture.clock.advance(8 * DAY_MS);
    expect(await stuck('paid')).toBe(paidBefore + 1);
    expect(await stuck('pending_payment')).toBe(pendingBefore + 1);
    await expiry.run();
    expect(await stuck('pending_payment')).toBe(0);
  });

  it('publish at most 100 orders per run again, the oldest first', async () => {
    const newest = await fixture.paid(buyer);
    const crowd = await fixture.service.user();
    const em = fixture.service.em() as SqlEntityManager;
    await em.execute(`update "order" set paid_published_at = '2021-01-01T00:00:00Z' where id = ?`, [
      newest.id,
    ]);
    await em.execute(
      `insert into "order" (id, version, created_at, updated_at, buyer_id, quote_id, status, total_minor, currency,
         due_at, paid_at, paid_published_at, history)
       select gen_random_uuid(), version, created_at, updated_at, ?, gen_random_uuid(), status, total_minor, currency,
         due_at, paid_at, '2020-01-01T00:00:00Z', history
       from "order", generate_series(1, 100) where id = ?`,
      [crowd.id, newest.id],
    );
    await em.execute(
      `insert into order_line (id, order_id, position, buyer_id, course_id, publication, instructor_id, title, slug,
         list_price_minor, price_minor, currency, status)
       select gen_random_uuid(), o.id, l.position, o.buyer_id, gen_random_uuid(), l.publication, l.instructor_id,
         l.title, l.slug, l.list_price_minor, l.price_minor, l.currency, l.status
       from "order" o, order_line l where o.buyer_id = ? and l.order_id = ?`,
      [crowd.id, newest.id],
    );
    // So that the table is read as it lies, and not along an index that has an order of its own.
    await em.execute('analyze "order"');
    expect(await reconciler.run()).toBe(100);
    const waiting = () =>
      fixture.service.stored(Order, { paidPublishedAt: { $lt: new Date('2022-01-01T00:00:00Z') } });
    expect((await waiting()).map(({ id }) => id)).toEqual([newest.id]);
    await reconciler.run();
    expect(await waiting()).toEqual([]);
  });

  it('run by themselves, and finish before the service stops', async () => {
    const own = await OrderFixture.start({ ORDER_JOB_SECONDS: '1' });
    const user = await own.service.user();
    const { id } = await own.ordered(user);
    own.clock.advance(7 * DAY_MS);
    await eventually('the order has expired', async () => {
      const [order] = await own.service.stored(Order, { id });
      return order?.status === 'expired';
    });
    await own.service.stop();
  });
});
