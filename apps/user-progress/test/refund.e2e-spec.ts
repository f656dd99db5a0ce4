import { newId } from '@course-plateform/common/kernel';
import { eventually } from '@course-plateform/common/test-kit';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import {
  type OrderEvent,
  type OrderLineRefunded,
  orderLineRefunded,
  orderLineRevoked,
} from '@course-plateform/types/order';
import {
  enrollmentEnded,
  enrollmentGetActivity,
  enrollmentGetGrants,
  enrollmentGetShares,
} from '@course-plateform/types/user-progress';
import { Enrollment } from '../src/enrollment/enrollment.entity';
import { OrderLineGrant } from '../src/enrollment/order-line-grant.entity';
import {
  type ProgressFixture,
  anOrder,
  bought,
  countGranted,
  enroll,
  granted,
  lessonIds,
  pay,
  startProgress,
  tick,
  withdraw,
} from './progress.fixture';

describe('refunds of order lines', () => {
  let fixture: ProgressFixture;
  let buyer: TestUser;

  beforeAll(async () => {
    fixture = await startProgress();
    buyer = await fixture.app.user();
  });

  afterAll(() => fixture.app.stop());

  function refund(
    { orderId, buyerId, lines }: OrderEvent,
    more: Partial<OrderLineRefunded> = {},
    about: { aggregateId?: string; id?: string } = {},
  ): Promise<string> {
    const [line] = lines;
    const payload = {
      ...{ refundId: newId(), orderId, buyerId, lineId: line?.lineId ?? '' },
      ...{
        courseId: line?.courseId ?? '',
        amount: line?.price ?? { amountMinor: 1, currency: 'USD' },
      },
      endsAccess: true,
      ...more,
    };
    return fixture.app.events.publish(orderLineRefunded, payload, {
      aggregateId: orderId,
      ...about,
    });
  }

  const isTakenBack = ({ lines }: OrderEvent) =>
    eventually('the line is taken back', async () => {
      const orderLineId = lines[0]?.lineId ?? '';
      const [grant] = await fixture.app.stored(OrderLineGrant, { orderLineId });
      return grant?.isEnded === true;
    });
  const enrollments = ({ lines }: OrderEvent) =>
    fixture.app.stored(Enrollment, { courseId: lines[0]?.courseId ?? '' });
  const ends = (enrollmentId: string) =>
    fixture.app.events
      .of(enrollmentEnded)
      .filter(({ payload }) => payload.enrollmentId === enrollmentId);

  it('end its enrollment, and leave those of other lines', async () => {
    const order = anOrder(buyer.id, [{}, {}]);
    await pay(fixture, order);
    const { payload } = await granted(fixture, order.lines[0]?.lineId);
    await granted(fixture, order.lines[1]?.lineId);
    await refund(order);
    const event = await fixture.app.events.next(
      enrollmentEnded,
      (one) => one.payload.enrollmentId === payload.enrollmentId,
    );
    expect(event.payload).toEqual({
      enrollmentId: payload.enrollmentId,
      courseId: order.lines[0]?.courseId,
      userId: buyer.id,
      reason: 'refund',
    });
    expect(await enrollments(order)).toMatchObject([{ status: 'ended', endReason: 'refund' }]);
    const courseId = order.lines[1]?.courseId ?? '';
    expect(await fixture.app.stored(Enrollment, { courseId })).toMatchObject([
      { status: 'active', endReason: null },
    ]);
  });

  it('are the end of a line whose access was not paid for, too', async () => {
    const { order, enrollmentId } = await bought(fixture, buyer);
    const [line] = order.lines;
    const { lineId = '', courseId = '' } = line ?? {};
    const other = anOrder(buyer.id);
    const lookUp = () =>
      fixture.app.rpc.request(enrollmentGetGrants, {
        orderLineIds: [lineId, other.lines[0]?.lineId ?? '', newId()],
      });
    await refund(other);
    await isTakenBack(other);
    expect(await lookUp()).toEqual({ orderLineIds: [lineId] });
    const payload = { orderId: order.orderId, lineId, courseId, buyerId: buyer.id };
    await fixture.app.events.publish(orderLineRevoked, payload, { aggregateId: order.orderId });
    await fixture.app.events.next(
      enrollmentEnded,
      (one) => one.payload.enrollmentId === enrollmentId,
    );
    expect(await enrollments(order)).toMatchObject([{ status: 'ended', endReason: 'refund' }]);
    expect(await lookUp()).toEqual({ orderLineIds: [] });
  });

  it('do not hide what a learner had done', async () => {
    const { order, courseId, enrollmentId } = await bought(fixture, buyer);
    const [first = ''] = lessonIds(courseId, 2);
    await tick(fixture, buyer, enrollmentId, first).expect(200);
    await refund(order);
    await isTakenBack(order);
    const request = { userId: buyer.id, courseIds: [courseId, newId()] };
    const time = expect.any(String);
    expect(await fixture.app.rpc.request(enrollmentGetActivity, request)).toEqual({
      courses: [
        {
          ...{ courseId, status: 'ended', percent: 33.33, completedLessons: 1, completedAt: null },
          ...{ enrolledAt: time, firstCompletionAt: time, lastCompletionAt: time },
        },
      ],
    });
  });

  it('leave a line granted that its learner has given up', async () => {
    const { order, enrollmentId } = await bought(fixture, buyer);
    await withdraw(fixture, buyer, enrollmentId).expect(201);
    const orderLineIds = [order.lines[0]?.lineId ?? ''];
    expect(await fixture.app.rpc.request(enrollmentGetGrants, { orderLineIds })).toEqual({
      orderLineIds,
    });
  });

  it('of a part change nothing', async () => {
    const { order, enrollmentId } = await bought(fixture, buyer);
    await refund(order, { endsAccess: false });
    const other = (await bought(fixture, buyer)).order;
    await refund(other);
    await isTakenBack(other);
    expect(await enrollments(order)).toMatchObject([{ id: enrollmentId, status: 'active' }]);
  });

  it('before the grant keep it from having any effect', async () => {
    const order = anOrder(buyer.id);
    await refund(order);
    await isTakenBack(order);
    await pay(fixture, order);
    await bought(fixture, buyer);
    expect(await enrollments(order)).toEqual([]);
    expect(countGranted(fixture, order.lines[0]?.lineId)).toBe(0);
  });

  it('and payments in any order and multiplicity end without access', async () => {
    for (let run = 0; run < 5; run += 1) {
      const order = anOrder(buyer.id);
      // Other aggregates, so that they are handled side by side.
      const aside = () => ({ aggregateId: newId() });
      await Promise.all([
        pay(fixture, order),
        refund(order, {}, aside()),
        pay(fixture, order),
        refund(order, {}, aside()),
        refund(order, {}, aside()),
      ]);
      await isTakenBack(order);
      await pay(fixture, order);
      await bought(fixture, buyer);
      const stored = await enrollments(order);
      expect(stored.filter(({ status }) => status !== 'ended')).toEqual([]);
      for (const { id } of stored) expect(ends(id).length).toBeLessThanOrEqual(1);
    }
  });

  it('leave the access that another line pays for', async () => {
    const { order, courseId, enrollmentId } = await bought(fixture, buyer);
    const second = anOrder(buyer.id, [{ courseId }]);
    await pay(fixture, second);
    await granted(fixture, second.lines[0]?.lineId);
    await refund(order);
    await isTakenBack(order);
    expect(await enrollments(order)).toMatchObject([{ id: enrollmentId, status: 'active' }]);
    await refund(second);
    await isTakenBack(second);
    expect(await enrollments(order)).toMatchObject([{ status: 'ended' }]);
  });

  it('take what was given up for good, until it is bought again', async () => {
    const { order, courseId, enrollmentId } = await bought(fixture, buyer);
    await withdraw(fixture, buyer, enrollmentId).expect(201);
    await refund(order);
    await isTakenBack(order);
    expect(await enrollments(order)).toMatchObject([{ status: 'ended', endReason: 'refund' }]);
    fixture.offers.respondWith(({ courseIds }) => ({
      courses: courseIds.map((id) => ({
        ...{ courseId: id, title: 'Paid', slug: 'paid', instructorId: newId(), forSale: true },
        ...{ publication: 2, listPrice: order.total, price: order.total },
      })),
    }));
    expect((await enroll(fixture, buyer, courseId)).status).toBe(402);
    await bought(fixture, buyer, 2, courseId);
    const { body } = await fixture.app.http
      .get(`/api/v1/enrollments/${enrollmentId}`)
      .set(bearer(buyer))
      .expect(200);
    expect(body).toMatchObject({ status: 'active' });
    expect(await enrollments(order)).toMatchObject([{ endReason: null }]);
  });

  it('know how much was learned, also of what is over', async () => {
    const { courseId, enrollmentId } = await bought(fixture, buyer);
    const other = await bought(fixture, buyer);
    // Nothing is measured any more.
    await withdraw(fixture, buyer, enrollmentId).expect(201);
    const em = fixture.app.em();
    await em.nativeUpdate(Enrollment, { id: enrollmentId }, { percent: 33.33 });
    const completed = { percent: 50, completedAt: new Date() };
    await em.nativeUpdate(Enrollment, { id: other.enrollmentId }, completed);
    const courseIds = [courseId, other.courseId, newId()];
    const reply = await fixture.app.rpc.request(enrollmentGetShares, {
      userId: buyer.id,
      courseIds,
    });
    expect(reply.courses).toHaveLength(2);
    expect(reply.courses).toEqual(
      expect.arrayContaining([
        { courseId, percent: 33.33 },
        { courseId: other.courseId, percent: 100 },
      ]),
    );
  });
});
