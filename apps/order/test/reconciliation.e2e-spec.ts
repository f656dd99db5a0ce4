import { newId } from '@course-plateform/common/kernel';
import { eventually } from '@course-plateform/common/test-kit';
import type { TestUser } from '@course-plateform/common/testing';
import { orderLineRevoked, orderPaid } from '@course-plateform/types/order';
import type { OrderResponse } from '../src/order/order.dto';
import { CouponUse } from '../src/coupon/coupon-use.entity';
import { OrderLine } from '../src/order/order-line.entity';
import { CouponFixture } from './coupon.fixture';
import type { OrderFixture } from './order.fixture';
import { ReconciliationSteps } from './reconciliation.fixture';
import { RefundSteps } from './refund.fixture';

describe('reconciliation', () => {
  let coupons: CouponFixture;
  let fixture: OrderFixture;
  let steps: ReconciliationSteps;
  let refunds: RefundSteps;
  let buyer: TestUser;

  beforeAll(async () => {
    coupons = await CouponFixture.start();
    fixture = coupons.orders;
    steps = new ReconciliationSteps(fixture);
    refunds = new RefundSteps(fixture);
  });

  afterAll(() => fixture.service.stop());

  beforeEach(async () => {
    await fixture.fakeUpstreams();
    buyer = await fixture.service.user();
  });

  const grant = (order: OrderResponse, isPublished = true) =>
    steps.grant({ ...order, buyerId: buyer.id }, isPublished);
  const reaches = ({ id }: OrderResponse, status: string) =>
    eventually(`the order is ${status}`, async () => {
      return (await refunds.order(buyer, { id })).status === status;
    });
  const lineOf = ({ lines }: OrderResponse) => lines[0]?.id ?? '';

  it('finds nothing when all is well', async () => {
    const order = await fixture.paid(buyer);
    await grant(order);
    await reaches(order, 'fulfilled');
    const refunded = await fixture.paid(buyer);
    await grant(refunded);
    await reaches(refunded, 'fulfilled');
    const { id } = await refunds.refunded(refunded);
    await refunds.complete(id, newId()).expect(201);
    fixture.granted.delete(lineOf(refunded));
    const given = await fixture.ordered(buyer);
    await fixture.post(buyer, `orders/${given.id}/cancellations`).expect(201);
    await fixture.ordered(buyer);
    for (let time = 0; time < 3; time += 1) await steps.run();
    expect(await steps.findings()).toEqual([]);
    expect(await steps.findings({ status: 'closed' })).toEqual([]);
  });

  describe('of what is paid and gives no access', () => {
    it('names line, order, cause and age, and closes once it does', async () => {
      const order = await fixture.paid(buyer);
      expect(await steps.findings()).toEqual([]);
      await steps.run();
      fixture.clock.advance(60_000);
      expect(await steps.findings({ kind: 'paid_not_enrolled' })).toEqual([
        {
          ...{ id: expect.any(String), kind: 'paid_not_enrolled', cause: 'enrollment_missing' },
          ...{ status: 'open', subject: lineOf(order), orderId: order.id, amount: null },
          ...{ ageSeconds: 60, repairedAt: null, handledBy: null, note: null, closedAt: null },
          ...{ createdAt: expect.any(String), version: 1 },
        },
      ]);
      const { text } = await fixture.service.http.get('/metrics');
      expect(text).toContain('reconciliation_findings{kind="paid_not_enrolled"} 1');
      expect(text).toContain('reconciliation_findings{kind="hold_without_order"} 0');
      // Found again, it is the same.
      await steps.run();
      expect(await steps.findings()).toHaveLength(1);
      await grant(order);
      await reaches(order, 'fulfilled');
      await steps.run();
      expect(await steps.findings()).toEqual([]);
      const [closed] = await steps.about(order.id, { status: 'closed' });
      expect(closed).toMatchObject({ status: 'closed', closedAt: expect.any(String) });
    });

    it('is found while the user-progress service is unavailable', async () => {
      const order = await fixture.paid(buyer);
      fixture.grants.disconnect();
      await steps.run();
      expect(await steps.about(order.id)).toMatchObject([{ cause: 'enrollment_missing' }]);
      await fixture.fakeUpstreams();
      await grant(order, false);
      await steps.run();
      // The event was lost, and the line is fulfilled all the same.
      expect(await refunds.order(buyer, order)).toMatchObject({ status: 'fulfilled' });
      expect(await steps.about(order.id)).toEqual([]);
    });

    it('is found long after it was fulfilled, and published again by an admin', async () => {
      const order = await fixture.paid(buyer);
      await grant(order);
      await reaches(order, 'fulfilled');
      await steps.run();
      fixture.granted.delete(lineOf(order));
      fixture.clock.advance(86_400_000);
      await steps.run();
      const [finding] = await steps.about(order.id);
      const before = fixture.service.events.of(orderPaid).length;
      const repaired = await steps.repair(finding?.id ?? '', { reason: 'Restored.' }).expect(201);
      expect(repaired.body).toMatchObject({ status: 'open', handledBy: fixture.admin.id });
      await eventually('it is published again', () =>
        Promise.resolve(fixture.service.events.of(orderPaid).length > before),
      );
      await grant(order);
      await steps.run();
      expect(await steps.about(order.id)).toEqual([]);
    });
  });

  describe('of what gives access and is not paid', () => {
    const revoked = (lineId: string) =>
      fixture.service.events
        .of(orderLineRevoked)
        .filter(({ payload }) => payload.lineId === lineId);

    it('ends the access of a refunded line by itself', async () => {
      const order = await fixture.paid(buyer);
      await grant(order);
      await reaches(order, 'fulfilled');
      const { id } = await refunds.refunded(order);
      await refunds.complete(id, newId()).expect(201);
      await steps.run();
      expect(await steps.about(order.id)).toMatchObject([
        { kind: 'enrolled_not_paid', cause: 'access_not_ended', subject: lineOf(order) },
      ]);
      await fixture.service.events.next(
        orderLineRevoked,
        ({ payload }) => payload.lineId === lineOf(order),
      );
      fixture.granted.delete(lineOf(order));
      await steps.run();
      expect(await steps.about(order.id)).toEqual([]);
    });

    it('leaves the access of a line that was never paid to an admin', async () => {
      const order = await fixture.ordered(buyer);
      await grant(order);
      await eventually('the line is to be compared', async () => {
        const [line] = await fixture.service.stored(OrderLine, { id: lineOf(order) });
        return line?.checkAt !== null;
      });
      await steps.run();
      const [finding] = await steps.about(order.id);
      expect(finding).toMatchObject({ kind: 'enrolled_not_paid', cause: 'never_paid' });
      expect(revoked(lineOf(order))).toEqual([]);
      await steps.repair(finding?.id ?? '').expect(201);
      await fixture.service.events.next(
        orderLineRevoked,
        ({ payload }) => payload.lineId === lineOf(order) && payload.buyerId === buyer.id,
      );
      fixture.granted.delete(lineOf(order));
      await steps.run();
      expect(await steps.about(order.id)).toEqual([]);
    });
  });

  describe('of holds', () => {
    it('releases the coupon and the course of an order that has ended, and says so', async () => {
      const coupon = await coupons.coupon({ discount: { kind: 'percent', percent: 10 } });
      const quote = await coupons.quoted(buyer, coupon.code);
      const placed = await fixture.post(buyer, 'orders', { quoteId: quote.id }).expect(201);
      const { id } = placed.body as OrderResponse;
      // As after a defect: the order has ended, and nothing else.
      await steps.sql(`update "order" set "status" = 'cancelled' where "id" = ?`, [id]);
      await steps.run();
      expect(await fixture.service.stored(CouponUse, { orderId: id })).toMatchObject([
        { status: 'released' },
      ]);
      expect(await steps.about(id)).toEqual([]);
      const closed = await steps.about(id, { status: 'closed', kind: 'hold_without_order' });
      expect(closed.map(({ cause }) => cause).toSorted()).toEqual(['coupon_held', 'line_held']);
      // Both can be had again.
      const again = await coupons.quoted(buyer, coupon.code);
      await fixture.post(buyer, 'orders', { quoteId: again.id }).expect(201);
    });

    it('releases what it can when one of them cannot be released', async () => {
      const coupon = await coupons.coupon({ discount: { kind: 'percent', percent: 10 } });
      const quote = await coupons.quoted(buyer, coupon.code);
      const placed = await fixture.post(buyer, 'orders', { quoteId: quote.id }).expect(201);
      const { id } = placed.body as OrderResponse;
      const other = await fixture.ordered(buyer);
      for (const orderId of [id, other.id]) {
        await steps.sql(`update "order" set "status" = 'cancelled' where "id" = ?`, [orderId]);
      }
      // A use that nobody has counted.
      const about = [coupon.id, buyer.id];
      const ofBuyer = '"coupon_id" = ? and "buyer_id" = ?';
      await steps.sql(`delete from "coupon_buyer" where ${ofBuyer}`, about);
      await steps.run();
      const uses = () => fixture.service.stored(CouponUse, { orderId: id });
      expect(await uses()).toMatchObject([{ status: 'held' }]);
      const lines = await fixture.service.stored(OrderLine, { order: { $in: [id, other.id] } });
      expect(lines.map(({ status }) => status)).toEqual(['released', 'released']);
      await steps.sql(`insert into "coupon_buyer" values (?, ?, 1)`, about);
      await steps.run();
      expect(await uses()).toMatchObject([{ status: 'released' }]);
    });
  });

  it('is not found again once an admin has dismissed it, with a reason', async () => {
    const order = await fixture.paid(buyer);
    await steps.run();
    const [finding] = await steps.about(order.id);
    const refused = await steps.repair(finding?.id ?? '', { dismiss: true });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ code: 'reconciliation.reason_missing' });
    const reason = 'A test of ours.';
    await steps.repair(finding?.id ?? '', { dismiss: true, reason }).expect(201);
    await steps.run();
    expect(await steps.about(order.id)).toEqual([]);
    expect(await steps.about(order.id, { status: 'closed' })).toMatchObject([{ note: reason }]);
    const closed = await steps.repair(finding?.id ?? '');
    expect(closed.status).toBe(409);
    expect(closed.body).toMatchObject({ code: 'reconciliation.finding_closed' });
  });

  it('is for admins', async () => {
    expect((await fixture.get(buyer, 'reconciliation/findings')).status).toBe(403);
    const path = `reconciliation/findings/${newId()}/repairs`;
    expect((await fixture.post(buyer, path, {})).status).toBe(403);
    const absent = await fixture.post(fixture.admin, path, {});
    expect(absent.status).toBe(404);
    expect(absent.body).toMatchObject({ code: 'reconciliation.finding_not_found' });
  });
});
