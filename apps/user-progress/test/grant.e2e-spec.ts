import { newId } from '@course-plateform/common/kernel';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { orderPaid } from '@course-plateform/types/order';
import { Enrollment } from '../src/enrollment/enrollment.entity';
import { OrderLineGrant } from '../src/enrollment/order-line-grant.entity';
import {
  type ProgressFixture,
  anOrder,
  countGranted,
  enrolled,
  granted,
  pay,
  startProgress,
  withdraw,
} from './progress.fixture';

describe('enrollments of paid orders', () => {
  let fixture: ProgressFixture;
  let buyer: TestUser;

  beforeAll(async () => {
    fixture = await startProgress();
    buyer = await fixture.app.user();
  });

  afterAll(() => fixture.app.stop());

  /** Handled after everything published before it, as far as one buyer's orders are handled in a row. */
  async function settle(): Promise<void> {
    const order = anOrder(newId());
    await pay(fixture, order);
    await granted(fixture, order.lines[0]?.lineId);
  }

  it('creates one enrollment per line, in the publication that was sold', async () => {
    const order = anOrder(buyer.id, [{ publication: 2 }, { publication: 7 }]);
    await pay(fixture, order);
    for (const line of order.lines) {
      const { payload } = await granted(fixture, line.lineId);
      expect(payload).toEqual({
        enrollmentId: expect.any(String),
        courseId: line.courseId,
        userId: buyer.id,
        orderId: order.orderId,
        orderLineId: line.lineId,
        publication: line.publication,
      });
      const response = await fixture.app.http
        .get(`/api/v1/enrollments/${payload.enrollmentId}`)
        .set(bearer(buyer))
        .expect(200);
      expect(response.body).toMatchObject({ publication: line.publication, status: 'active' });
    }
  });

  it('creates none twice for a repeated event, with the same id or another', async () => {
    const order = anOrder(buyer.id);
    const [line] = order.lines;
    const id = await pay(fixture, order);
    await granted(fixture, line?.lineId);
    await pay(fixture, order, id);
    await settle();
    expect(countGranted(fixture, line?.lineId)).toBe(1);

    await pay(fixture, order);
    await eventually(
      'the event is published again',
      () => countGranted(fixture, line?.lineId) === 2,
    );
    const stored = await fixture.app.stored(Enrollment, { courseId: line?.courseId ?? '' });
    expect(stored).toHaveLength(1);
  });

  it('creates none twice for concurrent events', async () => {
    const order = anOrder(buyer.id);
    // Other aggregates, so that they are handled side by side.
    const copies = Array.from({ length: 6 }, () =>
      fixture.app.events.publish(orderPaid, order, { aggregateId: newId() }),
    );
    await Promise.all(copies);
    const lineId = order.lines[0]?.lineId;
    await eventually('all are handled', () => countGranted(fixture, lineId) === 6);
    const courseId = order.lines[0]?.courseId ?? '';
    expect(await fixture.app.stored(Enrollment, { courseId })).toHaveLength(1);
  });

  it('links a line to the buyer’s existing free enrollment', async () => {
    const courseId = newId();
    const free = await enrolled(fixture, buyer, courseId);
    const order = anOrder(buyer.id, [{ courseId, publication: 9 }]);
    await pay(fixture, order);
    const { payload, aggregateVersion } = await granted(fixture, order.lines[0]?.lineId);
    expect(payload).toMatchObject({ enrollmentId: free.id, publication: free.publication });
    expect(aggregateVersion).toBe(2);
    expect(await fixture.app.stored(Enrollment, { courseId })).toMatchObject([
      { id: free.id, version: 2, publication: free.publication },
    ]);
  });

  it('does not resume a withdrawn enrollment when the event is repeated', async () => {
    const order = anOrder(buyer.id);
    const [line] = order.lines;
    await pay(fixture, order);
    const { payload } = await granted(fixture, line?.lineId);
    await withdraw(fixture, buyer, payload.enrollmentId).expect(201);
    await pay(fixture, order);
    await settle();
    expect(countGranted(fixture, line?.lineId)).toBe(1);
    expect(await fixture.app.stored(Enrollment, { courseId: line?.courseId ?? '' })).toMatchObject([
      { status: 'ended' },
    ]);
  });

  it('creates none for a line that was revoked before it was granted', async () => {
    const order = anOrder(buyer.id);
    const [line] = order.lines;
    const em = fixture.app.em();
    const tombstone = new OrderLineGrant(line?.lineId ?? '', order.orderId);
    tombstone.endedAt = new Date();
    await em.persist(tombstone).flush();
    await pay(fixture, order);
    await settle();
    expect(countGranted(fixture, line?.lineId)).toBe(0);
    expect(await fixture.app.stored(Enrollment, { courseId: line?.courseId ?? '' })).toEqual([]);
  });
});
