import { newId } from '@course-plateform/common/kernel';
import { type TestUser, eventually } from '@course-plateform/common/testing';
import { enrollmentGetOwned, enrollmentGranted } from '@course-plateform/types/user-progress';
import { Enrollment } from '../src/enrollment/enrollment.entity';
import { OrderLineGrant } from '../src/enrollment/order-line-grant.entity';
import {
  type ProgressFixture,
  anOffer,
  anOrder,
  bought,
  countGranted,
  enroll,
  enrolled,
  granted,
  pay,
  startProgress,
  withdraw,
} from './progress.fixture';

describe('coming back to a bought course', () => {
  let fixture: ProgressFixture;
  let buyer: TestUser;

  beforeAll(async () => {
    fixture = await startProgress();
    buyer = await fixture.app.user();
  });

  afterAll(() => fixture.app.stop());

  // What has been bought is there, whatever the course costs now and whether it is still sold.
  beforeEach(() =>
    fixture.offers.answer(({ courseIds }) => ({
      courses: courseIds.map((courseId) =>
        anOffer({ courseId, forSale: false, price: { amountMinor: 1999, currency: 'USD' } }),
      ),
    })),
  );

  async function givenUp(publication = 2) {
    const purchase = await bought(fixture, buyer, publication);
    await withdraw(fixture, buyer, purchase.enrollmentId).expect(201);
    return purchase;
  }

  async function takeBack(orderLineId: string): Promise<void> {
    const em = fixture.app.em();
    await em.nativeUpdate(OrderLineGrant, { orderLineId }, { endedAt: new Date() });
  }

  function owned(courseIds: string[]) {
    return fixture.app.rpc.ask(enrollmentGetOwned, { userId: buyer.id, courseIds });
  }

  it('costs nothing, begins anew in the publication that was sold, and is told of', async () => {
    const { courseId, enrollmentId, line, order } = await givenUp(2);
    const answer = await enroll(fixture, buyer, courseId);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ courseId, publication: 2, status: 'active', percent: 0 });
    expect(answer.body.id).not.toBe(enrollmentId);
    const told = await fixture.app.events.next(
      enrollmentGranted,
      ({ payload }) => payload.enrollmentId === answer.body.id,
    );
    expect(told.payload).toEqual({
      enrollmentId: answer.body.id,
      courseId,
      userId: buyer.id,
      orderId: order.orderId,
      orderLineId: line.lineId,
      publication: 2,
    });
    // What the order line paid for is the new enrolment from now on.
    expect(await fixture.app.stored(OrderLineGrant, { orderLineId: line.lineId })).toMatchObject([
      { enrollmentId: answer.body.id, endedAt: null },
    ]);
    expect(await fixture.app.stored(Enrollment, { courseId })).toHaveLength(2);
  });

  it('happens as often as it was given up, and once at a time', async () => {
    const { courseId } = await givenUp();
    for (let i = 0; i < 2; i += 1) {
      const answers = await Promise.all([1, 2, 3].map(() => enroll(fixture, buyer, courseId)));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      const begun = answers.find(({ status }) => status === 201)?.body.id;
      for (const { body, headers } of answers.filter(({ status }) => status === 409)) {
        expect(body).toMatchObject({ code: 'enrollment.exists' });
        expect(headers.location).toBe(`/api/v1/enrollments/${begun}`);
      }
      await withdraw(fixture, buyer, begun).expect(201);
    }
    expect(await fixture.app.stored(Enrollment, { courseId })).toHaveLength(3);
  });

  it('asks no other service: it works while they are away', async () => {
    const { courseId } = await givenUp();
    const before = fixture.offers.asked.length;
    await enroll(fixture, buyer, courseId).expect(201);
    expect(fixture.offers.asked).toHaveLength(before);
  });

  it('is for the buyer alone', async () => {
    const { courseId } = await givenUp();
    const stranger = await fixture.app.user();
    fixture.offers.answer(({ courseIds }) => ({
      courses: courseIds.map((id) =>
        anOffer({ courseId: id, price: { amountMinor: 1999, currency: 'USD' } }),
      ),
    }));
    const answer = await enroll(fixture, stranger, courseId);
    expect(answer.status).toBe(402);
    expect(answer.body).toMatchObject({ code: 'enrollment.payment_required' });
    expect(await fixture.app.stored(Enrollment, { userId: stranger.id })).toEqual([]);
  });

  it('is over when the line was taken back', async () => {
    const { courseId, line } = await givenUp();
    await takeBack(line.lineId);
    const answer = await enroll(fixture, buyer, courseId);
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ code: 'enrollment.course_not_found' });
    expect(await owned([courseId])).toEqual({ courseIds: [] });
    expect(await fixture.app.stored(Enrollment, { courseId })).toMatchObject([{ status: 'ended' }]);
  });

  it('also works for a course that was free first and bought later', async () => {
    fixture.offers.answer(({ courseIds }) => ({
      courses: courseIds.map((courseId) => anOffer({ courseId })),
    }));
    const courseId = newId();
    const free = await enrolled(fixture, buyer, courseId);
    const order = anOrder(buyer.id, [{ courseId, publication: 9 }]);
    await pay(fixture, order);
    await granted(fixture, order.lines[0]?.lineId);
    await withdraw(fixture, buyer, free.id).expect(201);
    fixture.offers.answer(() => ({ courses: [] }));
    const answer = await enroll(fixture, buyer, courseId).expect(201);
    expect(answer.body).toMatchObject({ publication: free.publication });
  });

  it('keeps the course from being offered for money again', async () => {
    const [living, gone] = [await bought(fixture, buyer), await givenUp()];
    const reply = await owned([living.courseId, gone.courseId, newId()]);
    expect(reply.courseIds.toSorted()).toEqual([living.courseId, gone.courseId].toSorted());
    await enroll(fixture, buyer, gone.courseId).expect(201);
    expect(await owned([gone.courseId])).toEqual({ courseIds: [gone.courseId] });
  });

  it('answers a late repeat of the paid order with the new enrolment', async () => {
    const { courseId, line, order } = await givenUp();
    const again = await enrolled(fixture, buyer, courseId);
    const before = countGranted(fixture, line.lineId);
    await pay(fixture, order);
    await eventually('it is told again', () => {
      const told = fixture.app.events
        .of(enrollmentGranted)
        .filter(({ payload }) => payload.enrollmentId === again.id);
      return told.length === 2;
    });
    expect(countGranted(fixture, line.lineId)).toBeGreaterThan(before);
    expect(await fixture.app.stored(Enrollment, { courseId })).toHaveLength(2);
  });
});
