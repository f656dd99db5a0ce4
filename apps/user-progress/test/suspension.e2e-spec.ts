import { newId } from '@course-plateform/common/kernel';
import { eventually } from '@course-plateform/common/test-kit';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import {
  DisputeOutcome,
  type OrderEvent,
  disputeClosed,
  disputeOpened,
  orderLineRefunded,
} from '@course-plateform/types/order';
import {
  courseCompleted,
  enrollmentEnded,
  enrollmentRestored,
  enrollmentSuspended,
} from '@course-plateform/types/user-progress';
import { Enrollment } from '../src/enrollment/enrollment.entity';
import { OrderLineGrant } from '../src/enrollment/order-line-grant.entity';
import {
  type ProgressFixture,
  anOrder,
  bought,
  enroll,
  granted,
  lessonIds,
  pass,
  pay,
  startProgress,
  tick,
  withdraw,
} from './progress.fixture';

describe('suspensions of enrollments', () => {
  let fixture: ProgressFixture;
  let buyer: TestUser;

  beforeAll(async () => {
    fixture = await startProgress();
    buyer = await fixture.app.user();
  });

  afterAll(() => fixture.app.stop());

  const about = ({ orderId, buyerId, lines, total: amount }: OrderEvent, disputeId: string) => ({
    ...{ disputeId, orderId, buyerId, amount },
    lines: lines.map(({ lineId, courseId }) => ({ lineId, courseId })),
  });

  async function open(order: OrderEvent, disputeId = newId(), aggregateVersion = 1) {
    const event = { aggregateId: disputeId, aggregateVersion };
    await fixture.app.events.publish(disputeOpened, about(order, disputeId), event);
    return disputeId;
  }

  async function close(
    order: OrderEvent,
    disputeId: string,
    outcome: DisputeOutcome,
    aggregateVersion = 2,
  ) {
    const payload = { ...about(order, disputeId), outcome };
    await fixture.app.events.publish(disputeClosed, payload, {
      ...{ aggregateId: disputeId, aggregateVersion },
    });
  }

  const is = (enrollmentId: string, status: string) =>
    eventually(`the enrollment is ${status}`, async () => {
      const [enrollment] = await fixture.app.stored(Enrollment, { id: enrollmentId });
      return enrollment?.status === status;
    });
  const get = (path: string) => fixture.app.http.get(`/api/v1/${path}`).set(bearer(buyer));
  const eventsOf = (contract: typeof enrollmentRestored, id: string) =>
    fixture.app.events.of(contract).filter(({ payload }) => payload.enrollmentId === id);

  it('give 403 with the reason, delete nothing, and end with all progress', async () => {
    const { order, courseId, enrollmentId } = await bought(fixture, buyer);
    const [first = '', second = ''] = lessonIds(courseId, 2);
    await tick(fixture, buyer, enrollmentId, first).expect(200);
    const before = (await get(`enrollments/${enrollmentId}/progress`).expect(200)).body;
    const disputeId = await open(order);
    const { payload } = await fixture.app.events.next(
      enrollmentSuspended,
      (one) => one.payload.enrollmentId === enrollmentId,
    );
    expect(payload).toEqual({ enrollmentId, courseId, userId: buyer.id, reason: 'disputed' });
    const refused = [
      await get(`enrollments/${enrollmentId}/progress`),
      await tick(fixture, buyer, enrollmentId, second),
      await tick(fixture, buyer, enrollmentId, first, 'delete'),
      await get(`enrollments/${enrollmentId}/version-upgrades`),
    ];
    for (const { status, body } of refused) {
      expect(status).toBe(403);
      expect(body).toMatchObject({ code: 'enrollment.disputed', reason: 'disputed' });
    }
    expect((await get(`enrollments/${enrollmentId}`).expect(200)).body).toMatchObject({
      status: 'suspended',
      suspension: { reason: 'disputed', since: expect.any(String) },
    });
    // It still cannot be bought or enrolled in again.
    expect((await enroll(fixture, buyer, courseId)).status).toBe(409);
    await close(order, disputeId, DisputeOutcome.won);
    await is(enrollmentId, 'active');
    expect((await get(`enrollments/${enrollmentId}/progress`).expect(200)).body).toMatchObject({
      percent: before.percent,
      lessons: before.lessons,
    });
    expect((await get(`enrollments/${enrollmentId}`)).body).toMatchObject({ suspension: null });
    await tick(fixture, buyer, enrollmentId, second).expect(200);
    expect(eventsOf(enrollmentRestored, enrollmentId)).toHaveLength(1);
  });

  it('count a quiz that was passed meanwhile once they end', async () => {
    const { order, courseId, enrollmentId } = await bought(fixture, buyer);
    const [first = '', second = '', , quizId = ''] = lessonIds(courseId, 2);
    await tick(fixture, buyer, enrollmentId, first).expect(200);
    await tick(fixture, buyer, enrollmentId, second).expect(200);
    const disputeId = await open(order);
    await is(enrollmentId, 'suspended');
    await pass(fixture, buyer.id, courseId, quizId);
    await bought(fixture, buyer);
    await is(enrollmentId, 'suspended');
    await close(order, disputeId, DisputeOutcome.won);
    await fixture.app.events.next(
      courseCompleted,
      ({ payload }) => payload.enrollmentId === enrollmentId,
    );
    await is(enrollmentId, 'completed');
  });

  it('stay when the dispute is lost, until the refund of the line ends the access', async () => {
    const { order, line, courseId, enrollmentId } = await bought(fixture, buyer);
    const disputeId = await open(order);
    await is(enrollmentId, 'suspended');
    await close(order, disputeId, DisputeOutcome.lost);
    const { orderId, buyerId } = order;
    const payload = { refundId: newId(), orderId, buyerId, lineId: line.lineId, courseId };
    const refund = { ...payload, amount: line.price, endsAccess: true };
    await fixture.app.events.publish(orderLineRefunded, refund, { aggregateId: orderId });
    const ended = await fixture.app.events.next(
      enrollmentEnded,
      (one) => one.payload.enrollmentId === enrollmentId,
    );
    expect(ended.payload).toMatchObject({ reason: 'refund' });
    expect(eventsOf(enrollmentRestored, enrollmentId)).toEqual([]);
  });

  it('do not depend on the order of events', async () => {
    const { order, enrollmentId } = await bought(fixture, buyer);
    const disputeId = newId();
    await close(order, disputeId, DisputeOutcome.won, 2);
    await eventually('the end is known', async () => {
      const lineId = order.lines[0]?.lineId ?? '';
      const [grant] = await fixture.app.stored(OrderLineGrant, { orderLineId: lineId });
      return grant?.disputes !== null;
    });
    await open(order, disputeId, 1);
    await bought(fixture, buyer);
    await is(enrollmentId, 'active');
    expect(eventsOf(enrollmentSuspended as typeof enrollmentRestored, enrollmentId)).toEqual([]);
  });

  it('begin with a grant that comes after the dispute', async () => {
    const order = anOrder(buyer.id);
    await open(order);
    await eventually('the dispute is known', async () => {
      const [grant] = await fixture.app.stored(OrderLineGrant, { orderId: order.orderId });
      return grant?.isDisputed === true;
    });
    await pay(fixture, order);
    const { payload } = await granted(fixture, order.lines[0]?.lineId);
    await is(payload.enrollmentId, 'suspended');
  });

  it('end with another purchase, and do not touch what another order pays for', async () => {
    const { order, courseId, enrollmentId } = await bought(fixture, buyer);
    await open(order);
    await is(enrollmentId, 'suspended');
    const { order: second } = await bought(fixture, buyer, 2, courseId);
    await is(enrollmentId, 'active');
    await open(second);
    await is(enrollmentId, 'suspended');
    // A learner may give it up, and comes back to the dispute.
    await withdraw(fixture, buyer, enrollmentId).expect(201);
    expect((await enroll(fixture, buyer, courseId)).body).toMatchObject({ status: 'suspended' });
  });
});
