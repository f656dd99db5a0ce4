import { DAY_MS, newId } from '@course-plateform/common/kernel';
import { eventually } from '@course-plateform/common/test-kit';
import type { TestUser } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import { orderLineRefunded } from '@course-plateform/types/order';
import type { OrderResponse } from '../src/order/order.dto';
import { RefundRequest } from '../src/refund/refund-request.entity';
import { OrderFixture } from './order.fixture';
import { RefundSteps } from './refund.fixture';

describe('refunds by bank transfer', () => {
  let fixture: OrderFixture;
  let steps: RefundSteps;
  let buyer: TestUser;
  let order: OrderResponse;

  beforeAll(async () => {
    fixture = await OrderFixture.start();
    steps = new RefundSteps(fixture);
  });

  afterAll(() => fixture.service.stop());

  beforeEach(async () => {
    buyer = await fixture.service.user();
    order = await fixture.paid(buyer, [fixture.priced(1000), fixture.priced(2000)]);
  });

  const eligibility = async (by = buyer) =>
    (await fixture.get(by, `orders/${order.id}/refund-eligibility`).expect(200)).body;

  describe('on request', () => {
    it('are the money of one line, once an admin has approved and sent it', async () => {
      expect(await eligibility()).toMatchObject({
        orderId: order.id,
        lines: [
          { eligible: true, refusals: [], windowDays: 30, refundable: { amountMinor: 1000 } },
          { eligible: true, refundable: { amountMinor: 2000 } },
        ],
      });
      const request = await steps.requested(buyer, order);
      expect(request).toMatchObject({
        status: 'open',
        refundId: null,
        assessment: { eligible: true },
      });
      const decided = await steps.decide(request.id, { decision: 'approve' }).expect(201);
      expect(decided.body).toMatchObject({ status: 'approved', assessment: { eligible: true } });
      const refundId = decided.body.refundId as string;
      // Nothing has gone back yet.
      expect(await steps.order(buyer, order)).toMatchObject({
        status: 'paid',
        lines: [{ status: 'paid', refunded: { amountMinor: 0 } }, { status: 'paid' }],
      });
      expect(await steps.booked(order.id)).toEqual([]);
      expect(steps.published(order.id)).toEqual([]);
      const completed = await steps.complete(refundId, 'R 1').expect(201);
      expect(completed.body).toMatchObject({
        status: 'succeeded',
        requestId: request.id,
        amount: { amountMinor: 1000, currency: 'USD' },
        bankReference: 'R 1',
        completedAt: expect.any(String),
      });
      expect(await steps.order(buyer, order)).toMatchObject({
        status: 'partially_refunded',
        lines: [{ status: 'refunded', refunded: { amountMinor: 1000 } }, { status: 'paid' }],
      });
      expect(await steps.booked(order.id)).toEqual([1000]);
      const event = await fixture.service.events.next(
        orderLineRefunded,
        ({ payload }) => payload.orderId === order.id,
      );
      expect(event.payload).toEqual({
        refundId,
        orderId: order.id,
        lineId: steps.lineOf(order),
        courseId: order.lines[0]?.courseId,
        buyerId: buyer.id,
        amount: { amountMinor: 1000, currency: 'USD' },
        endsAccess: true,
      });
      expect(await eligibility()).toMatchObject({
        lines: [{ eligible: false, refusals: [{ code: 'already_refunded' }] }, { eligible: true }],
      });
    });

    it('can be rejected with a reason, and requested again', async () => {
      const { id } = await steps.requested(buyer, order);
      const silent = await steps.decide(id, { decision: 'reject' });
      expect(silent.status).toBe(422);
      expect(silent.body).toMatchObject({ code: 'refund_request.reason_missing' });
      const body = { decision: 'reject', reason: 'You know why.' };
      const { body: rejected } = await steps.decide(id, body).expect(201);
      expect(rejected).toMatchObject({ status: 'rejected', decisionReason: 'You know why.' });
      expect(await steps.stored(order.id)).toEqual([]);
      const again = await steps.decide(id, { decision: 'approve' });
      expect(again.status).toBe(409);
      expect(await steps.stored(order.id)).toEqual([]);
      expect((await steps.requested(buyer, order)).id).not.toBe(id);
    });

    it('are refused by the same rule that is shown before', async () => {
      const [first, second] = order.lines;
      fixture.learned.set(first?.courseId ?? '', 30.5);
      expect(await eligibility()).toMatchObject({
        lines: [
          { eligible: false, refusals: [{ code: 'consumed_too_much' }], consumedPercent: 30.5 },
          { eligible: true },
        ],
      });
      const response = await steps.ask(buyer, order);
      expect(response.status).toBe(422);
      expect(response.body).toMatchObject({
        code: 'refund_request.not_eligible',
        reasons: ['consumed_too_much'],
      });
      const { id } = await steps.requested(buyer, order, 1);
      // What happens after the request shows at the decision; only the window counts from the request.
      fixture.learned.set(second?.courseId ?? '', 90);
      fixture.clock.advance(31 * DAY_MS);
      const decided = await steps.decide(id, { decision: 'approve' }).expect(201);
      expect(decided.body).toMatchObject({
        status: 'approved',
        assessment: { eligible: false, refusals: [{ code: 'consumed_too_much' }] },
      });
      expect(await eligibility()).toMatchObject({
        lines: [
          { refusals: [{ code: 'window_over' }, { code: 'consumed_too_much' }] },
          { refusals: expect.arrayContaining([{ code: 'refund_pending' }]) },
        ],
      });
    });

    it('are refused for a course that was refunded before', async () => {
      const refund = await steps.refunded(order);
      await steps.complete(refund.id, newId()).expect(201);
      const again = await fixture.paid(buyer, [order.lines[0]?.courseId ?? '']);
      const response = await steps.ask(buyer, again);
      expect(response.body).toMatchObject({ reasons: ['refunded_before'] });
      const other = await fixture.paid(await fixture.service.user(), [
        order.lines[0]?.courseId ?? '',
      ]);
      expect(
        await fixture.get(fixture.admin, `orders/${other.id}/refund-eligibility`),
      ).toMatchObject({ body: { lines: [{ eligible: true, earlierRefunds: 0 }] } });
    });

    it('are open once for each line, also when they come at the same time', async () => {
      const responses = await Promise.all([1, 2, 3].map(() => steps.ask(buyer, order)));
      expect(responses.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
      expect(await fixture.service.stored(RefundRequest, { orderId: order.id })).toHaveLength(1);
    });

    it('replay with their key', async () => {
      const body = { lineId: steps.lineOf(order) };
      const path = `orders/${order.id}/refund-requests`;
      const key = { 'Idempotency-Key': newId() };
      const first = await fixture.post(buyer, path, body, key).expect(201);
      const second = await fixture.post(buyer, path, body, key).expect(201);
      expect(second.headers['idempotency-replayed']).toBe('true');
      expect(second.body).toEqual(first.body);
    });

    it('need the consumed share', async () => {
      fixture.shares.disconnect();
      const response = await steps.ask(buyer, order);
      expect(response.status).toBe(503);
      expect(response.body).toMatchObject({ code: 'upstream.unavailable' });
      await fixture.fakeUpstreams();
      await steps.requested(buyer, order);
    });
  });

  describe('decided in parallel', () => {
    it('never give back more than was paid for the line: twenty admins', async () => {
      const all = await Promise.all(Array.from({ length: 20 }, () => steps.refund(order, 300)));
      const won = all.filter(({ status }) => status === 201);
      expect(won).toHaveLength(3);
      for (const { status, body } of all) {
        if (status !== 201) {
          expect(body).toMatchObject({ code: 'refund.exceeds_remainder', status: 409 });
        }
      }
      const total = (await steps.stored(order.id)).reduce((sum, one) => sum + one.amountMinor, 0);
      expect(total).toBe(900);
      const rest = await steps.refund(order, 101);
      expect(rest.body).toMatchObject({ code: 'refund.exceeds_remainder', remainingMinor: 100 });
      await steps.refunded(order, 100);
    });

    it('are one refund for one request', async () => {
      const { id } = await steps.requested(buyer, order);
      const all = await Promise.all(
        Array.from({ length: 20 }, () => steps.decide(id, { decision: 'approve' })),
      );
      expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(all.filter(({ status }) => status === 409)).toHaveLength(19);
      expect(await steps.stored(order.id)).toMatchObject([{ amountMinor: 1000 }]);
    });

    it('are recorded once', async () => {
      const { id } = await steps.refunded(order);
      const all = await Promise.all([1, 2, 3].map((time) => steps.complete(id, `${id} ${time}`)));
      expect(all.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
      expect(await steps.booked(order.id)).toEqual([1000]);
      expect(await steps.order(buyer, order)).toMatchObject({
        lines: [{ refunded: { amountMinor: 1000 } }, {}],
      });
    });
  });

  describe('in parts', () => {
    it('add up, and end the access with the last one', async () => {
      for (const [amount, endsAccess, status] of [
        [400, false, 'paid'],
        [600, true, 'refunded'],
      ] as const) {
        const { id } = await steps.refunded(order, amount);
        await steps.complete(id, newId()).expect(201);
        await eventually('the event is published', () =>
          Promise.resolve(
            steps.published(order.id).some(({ payload }) => payload.endsAccess === endsAccess),
          ),
        );
        expect((await steps.order(buyer, order)).lines[0]).toMatchObject({ status });
      }
      expect(await steps.booked(order.id)).toEqual([400, 600]);
      const versions = steps.published(order.id).map(({ aggregateVersion }) => aggregateVersion);
      expect(new Set(versions).size).toBe(2);
    });

    it('end the access at once when the admin says so', async () => {
      const { id } = await steps.refunded(order, 1, { endsAccess: true });
      await steps.complete(id, newId()).expect(201);
      expect((await steps.order(buyer, order)).lines[0]).toMatchObject({
        status: 'refunded',
        refunded: { amountMinor: 1 },
      });
      const rest = await steps.refunded(order);
      expect(rest.amount).toEqual({ amountMinor: 999, currency: 'USD' });
    });

    it('give back every line to the cent, and no cent more', async () => {
      const cents = [1793, 1792, 1793, 1792, 1793, 1792, 1793, 1792, 1793, 1792];
      const big = await fixture.paid(
        buyer,
        cents.map((amount) => fixture.priced(amount)),
      );
      for (const { id: lineId } of big.lines) {
        const body = { lineId };
        const path = `orders/${big.id}/refunds`;
        const { body: refund } = await fixture.post(fixture.admin, path, body).expect(201);
        await steps.complete(refund.id as string, newId()).expect(201);
      }
      const given = await steps.booked(big.id);
      expect(given.reduce((sum, one) => sum + one, 0)).toBe(17_925);
      expect(await steps.order(buyer, big)).toMatchObject({
        status: 'refunded',
        total: { amountMinor: 17_925 },
      });
      const more = await steps.refund(big, 1);
      expect(more.status).toBe(409);
      expect(more.body).toMatchObject({ code: 'refund.exceeds_remainder', remainingMinor: 0 });
    });
  });

  it.each([
    ['nothing', { amount: { amountMinor: 0, currency: 'USD' } }, 422, 'refund.amount_invalid'],
    [
      'another currency',
      { amount: { amountMinor: 1, currency: 'EUR' } },
      422,
      'refund.amount_invalid',
    ],
    [
      'more than the line',
      { amount: { amountMinor: 1001, currency: 'USD' } },
      409,
      'refund.exceeds_remainder',
    ],
    ['a line of another order', { lineId: newId() }, 422, 'refund.line_unknown'],
  ])('of %s are refused', async (_what, body, status, code) => {
    const wanted = { lineId: steps.lineOf(order), ...body };
    const response = await fixture.post(fixture.admin, `orders/${order.id}/refunds`, wanted);
    expect(response.status).toBe(status);
    expect(response.body).toMatchObject({ code });
    expect(await steps.stored(order.id)).toEqual([]);
  });

  it('of an order that is not paid are refused', async () => {
    const unpaid = await fixture.ordered(buyer);
    expect((await steps.refund(unpaid)).body).toMatchObject({ code: 'refund.exceeds_remainder' });
    const requested = await steps.ask(buyer, unpaid);
    expect(requested.body).toMatchObject({
      code: 'refund_request.not_eligible',
      reasons: ['not_paid'],
    });
  });

  it('count each line of the bank statement once', async () => {
    const [one, two] = [await steps.refunded(order, 1), await steps.refunded(order, 1)];
    await steps.complete(one.id, 'ab-12').expect(201);
    const response = await steps.complete(two.id, 'AB- 12');
    expect(response.status).toBe(409);
    expect(response.body).toMatchObject({ code: 'refund.duplicate_bank_reference' });
    expect(await steps.booked(order.id)).toEqual([1]);
  });

  describe('are shown to', () => {
    it('their buyer and to admins, and to nobody else', async () => {
      const request = await steps.requested(buyer, order);
      const refund = await steps.refunded(order, 1);
      const stranger = await fixture.service.user(Role.instructor);
      for (const [path, id] of [
        ['refunds', refund.id],
        ['refund-requests', request.id],
      ] as const) {
        for (const reader of [buyer, fixture.admin]) {
          expect((await fixture.get(reader, `${path}/${id}`).expect(200)).body).toMatchObject({
            id,
          });
          const list = await fixture.get(reader, path, { orderId: order.id }).expect(200);
          expect(list.body.items).toMatchObject([{ id }]);
        }
        await fixture.get(stranger, `${path}/${id}`).expect(404);
        const list = await fixture.get(stranger, path, { orderId: order.id }).expect(200);
        expect(list.body.items).toEqual([]);
      }
      await fixture.get(stranger, `orders/${order.id}/refund-eligibility`).expect(404);
      await steps.ask(stranger, order).expect(404);
      await steps.ask(fixture.admin, order).expect(404);
    });

    it('admins alone when it is about deciding', async () => {
      const { id } = await steps.requested(buyer, order);
      const refund = await steps.refunded(order, 1);
      for (const [path, body] of [
        [`refund-requests/${id}/decisions`, { decision: 'approve' }],
        [`orders/${order.id}/refunds`, { lineId: steps.lineOf(order) }],
        [`refunds/${refund.id}/completions`, { bankReference: newId() }],
      ] as const) {
        await fixture.post(buyer, path, body).expect(403);
      }
      expect(await steps.stored(order.id)).toHaveLength(1);
    });
  });
});
