import { newId } from '@course-plateform/common/kernel';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import {
  courseCompleted,
  enrollmentGetOwned,
  enrollmentGranted,
} from '@course-plateform/types/user-progress';
import { Enrollment } from '../src/enrollment/enrollment.entity';
import { OrderLineGrant } from '../src/enrollment/order-line-grant.entity';
import {
  type ProgressFixture,
  aCurriculum,
  anOffer,
  anOrder,
  bought,
  countGranted,
  enroll,
  enrolled,
  granted,
  lessonIds,
  pass,
  pay,
  startProgress,
  tick,
  withdraw,
} from './progress.fixture';

describe('returning to a bought course', () => {
  let fixture: ProgressFixture;
  let buyer: TestUser;

  beforeAll(async () => {
    fixture = await startProgress();
    buyer = await fixture.app.user();
  });

  afterAll(() => fixture.app.stop());

  // What has been bought is there, whatever the course costs now and whether it is still sold.
  beforeEach(() =>
    fixture.offers.respondWith(({ courseIds }) => ({
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
    return fixture.app.rpc.request(enrollmentGetOwned, { userId: buyer.id, courseIds });
  }

  it('is free, resumes the same enrollment in the same publication, and is published', async () => {
    const { courseId, enrollmentId, line, order } = await givenUp(2);
    const response = await enroll(fixture, buyer, courseId);
    expect(response.status).toBe(201);
    expect(response.body).toMatchObject({
      id: enrollmentId,
      courseId,
      publication: 2,
      status: 'active',
      endedAt: null,
    });
    const reported = await fixture.app.events.next(
      enrollmentGranted,
      ({ payload, aggregateVersion }) =>
        payload.enrollmentId === enrollmentId && aggregateVersion === response.body.version,
    );
    expect(reported.payload).toEqual({
      enrollmentId,
      courseId,
      userId: buyer.id,
      orderId: order.orderId,
      orderLineId: line.lineId,
      publication: 2,
    });
    expect(await fixture.app.stored(OrderLineGrant, { orderLineId: line.lineId })).toMatchObject([
      { enrollmentId, endedAt: null },
    ]);
    expect(await fixture.app.stored(Enrollment, { courseId })).toHaveLength(1);
  });

  it('keeps completed lessons and passed quizzes', async () => {
    const { courseId, enrollmentId } = await bought(fixture, buyer, 3);
    const [first = '', , , quizId = ''] = lessonIds(courseId);
    await tick(fixture, buyer, enrollmentId, first).expect(200);
    await pass(fixture, buyer.id, courseId, quizId);
    await eventually('the quiz counts', async () => {
      const [stored] = await fixture.app.stored(Enrollment, { id: enrollmentId });
      return stored?.percent === 66.66;
    });
    await withdraw(fixture, buyer, enrollmentId).expect(201);
    await enroll(fixture, buyer, courseId).expect(201);
    const progress = await fixture.app.http
      .get(`/api/v1/enrollments/${enrollmentId}/progress`)
      .set(bearer(buyer))
      .expect(200);
    expect(progress.body).toMatchObject({
      status: 'active',
      percent: 66.66,
      completedLessons: 2,
      lessons: [{ completed: true }, { completed: false }, { completed: true }],
    });
  });

  it('keeps a completed course completed, and does not complete it again', async () => {
    fixture.offers.respondWith(({ courseIds }) => ({
      courses: courseIds.map((courseId) => anOffer({ courseId })),
    }));
    // A course of nothing but a quiz: it was completed anew with every return.
    fixture.curricula.respondWith((request) => {
      const { curriculum } = aCurriculum(request);
      return { curriculum: { ...curriculum, lessons: curriculum.lessons.slice(2) } };
    });
    const courseId = newId();
    const { id } = await enrolled(fixture, buyer, courseId);
    const progress = () =>
      fixture.app.http.get(`/api/v1/enrollments/${id}/progress`).set(bearer(buyer));
    await progress().expect(200);
    await pass(fixture, buyer.id, courseId, lessonIds(courseId)[3] ?? '');
    const isOfCourse = ({ payload }: { payload: { courseId: string } }) =>
      payload.courseId === courseId;
    const { payload } = await fixture.app.events.next(courseCompleted, isOfCourse);
    for (let i = 0; i < 3; i += 1) {
      await withdraw(fixture, buyer, id).expect(201);
      const again = await enroll(fixture, buyer, courseId).expect(201);
      expect(again.body).toMatchObject({
        id,
        status: 'completed',
        percent: 100,
        completedAt: payload.completedAt,
      });
    }
    expect((await progress()).body).toMatchObject({ status: 'completed', percent: 100 });
    // Events of one service arrive in their order: after this one none of before is missing.
    const other = await enrolled(fixture, buyer, newId());
    await fixture.app.events.next(
      enrollmentGranted,
      ({ payload: { enrollmentId } }) => enrollmentId === other.id,
    );
    expect(fixture.app.events.of(courseCompleted).filter(isOfCourse)).toHaveLength(1);
    fixture.curricula.respondWith(aCurriculum);
  });

  it('is possible after each withdrawal, once at a time', async () => {
    const { courseId } = await givenUp();
    for (let i = 0; i < 2; i += 1) {
      const responses = await Promise.all([1, 2, 3].map(() => enroll(fixture, buyer, courseId)));
      expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      const begun = responses.find(({ status }) => status === 201)?.body.id;
      for (const { body, headers } of responses.filter(({ status }) => status === 409)) {
        expect(body).toMatchObject({ code: 'enrollment.exists' });
        expect(headers.location).toBe(`/api/v1/enrollments/${begun}`);
      }
      await withdraw(fixture, buyer, begun).expect(201);
    }
    expect(await fixture.app.stored(Enrollment, { courseId })).toHaveLength(1);
  });

  it('sends no requests, and works while other services are unavailable', async () => {
    const { courseId } = await givenUp();
    const before = fixture.offers.requests.length;
    await enroll(fixture, buyer, courseId).expect(201);
    expect(fixture.offers.requests).toHaveLength(before);
  });

  it('is possible for the buyer only', async () => {
    const { courseId } = await givenUp();
    const stranger = await fixture.app.user();
    fixture.offers.respondWith(({ courseIds }) => ({
      courses: courseIds.map((id) =>
        anOffer({ courseId: id, price: { amountMinor: 1999, currency: 'USD' } }),
      ),
    }));
    const response = await enroll(fixture, stranger, courseId);
    expect(response.status).toBe(402);
    expect(response.body).toMatchObject({ code: 'enrollment.payment_required' });
    expect(await fixture.app.stored(Enrollment, { userId: stranger.id })).toEqual([]);
  });

  it('is impossible after the line was revoked', async () => {
    const { courseId, line } = await givenUp();
    await takeBack(line.lineId);
    const response = await enroll(fixture, buyer, courseId);
    expect(response.status).toBe(404);
    expect(response.body).toMatchObject({ code: 'enrollment.course_not_found' });
    expect(await owned([courseId])).toEqual({ courseIds: [] });
    expect(await fixture.app.stored(Enrollment, { courseId })).toMatchObject([{ status: 'ended' }]);
  });

  it('also works for a course that was free first and bought later', async () => {
    fixture.offers.respondWith(({ courseIds }) => ({
      courses: courseIds.map((courseId) => anOffer({ courseId })),
    }));
    const courseId = newId();
    const free = await enrolled(fixture, buyer, courseId);
    const order = anOrder(buyer.id, [{ courseId, publication: 9 }]);
    await pay(fixture, order);
    await granted(fixture, order.lines[0]?.lineId);
    await withdraw(fixture, buyer, free.id).expect(201);
    fixture.offers.respondWith(() => ({ courses: [] }));
    const response = await enroll(fixture, buyer, courseId).expect(201);
    expect(response.body).toMatchObject({ publication: free.publication });
  });

  it('keeps the course from being offered for money again', async () => {
    const [living, gone] = [await bought(fixture, buyer), await givenUp()];
    const reply = await owned([living.courseId, gone.courseId, newId()]);
    expect(reply.courseIds.toSorted()).toEqual([living.courseId, gone.courseId].toSorted());
    await enroll(fixture, buyer, gone.courseId).expect(201);
    expect(await owned([gone.courseId])).toEqual({ courseIds: [gone.courseId] });
  });

  it('publishes the resumed enrollment again for a late repeat of the paid order', async () => {
    const { courseId, line, order } = await givenUp();
    const again = await enrolled(fixture, buyer, courseId);
    const before = countGranted(fixture, line.lineId);
    await pay(fixture, order);
    await eventually('it is published again', () => {
      const reported = fixture.app.events
        .of(enrollmentGranted)
        .filter(({ payload }) => payload.enrollmentId === again.id);
      return reported.length === 3;
    });
    expect(countGranted(fixture, line.lineId)).toBeGreaterThan(before);
    expect(await fixture.app.stored(Enrollment, { courseId })).toHaveLength(1);
  });
});
