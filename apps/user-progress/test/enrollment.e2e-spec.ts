import { newId } from '@course-plateform/common/kernel';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import {
  EnrollmentStatus,
  enrollmentEnded,
  enrollmentGranted,
} from '@course-plateform/types/user-progress';
import type { EnrollmentPageResponse } from '../src/enrollment/enrollment.dto';
import { Enrollment } from '../src/enrollment/enrollment.entity';
import {
  type ProgressFixture,
  anOffer,
  enroll,
  enrolled,
  startProgress,
  tick,
  withdraw,
} from './progress.fixture';

describe('enrolments', () => {
  let fixture: ProgressFixture;
  let learner: TestUser;

  beforeAll(async () => {
    fixture = await startProgress();
    learner = await fixture.app.user();
  });

  afterAll(() => fixture.app.stop());

  beforeEach(() =>
    fixture.offers.answer(({ courseIds }) => ({
      courses: courseIds.map((courseId) =>
        anOffer({ courseId, instructorId: fixture.instructorId }),
      ),
    })),
  );

  function list(user: TestUser, query: object = {}) {
    return fixture.app.http.get('/api/v1/enrollments').set(bearer(user)).query(query);
  }

  function roster(user: TestUser, courseId: string, query: object = {}) {
    return fixture.app.http
      .get(`/api/v1/course-rosters/${courseId}`)
      .set(bearer(user))
      .query(query);
  }

  describe('taking a free course', () => {
    it('answers with the enrolment in the newest publication, stores it and tells it', async () => {
      const courseId = newId();
      const answer = await enroll(fixture, learner, courseId);

      expect(answer.status).toBe(201);
      expect(answer.headers.etag).toBe('"1"');
      expect(answer.body).toEqual({
        id: expect.any(String),
        userId: learner.id,
        courseId,
        publication: 3,
        status: 'active',
        percent: 0,
        enrolledAt: expect.any(String),
        completedAt: null,
        endedAt: null,
        version: 1,
      });
      expect(await fixture.app.stored(Enrollment, { courseId })).toMatchObject([
        { userId: learner.id, publication: 3, status: 'active' },
      ]);
      const event = await fixture.app.events.next(
        enrollmentGranted,
        ({ payload }) => payload.courseId === courseId,
      );
      expect(event.payload).toEqual({
        enrollmentId: answer.body.id,
        courseId,
        userId: learner.id,
        orderId: null,
        orderLineId: null,
        publication: 3,
      });
    });

    it('names the enrolment that is there already, also when several requests arrive at once', async () => {
      const courseId = newId();
      const answers = await Promise.all([1, 2, 3, 4].map(() => enroll(fixture, learner, courseId)));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
      const taken = answers.find(({ status }) => status === 201);
      for (const refused of answers.filter(({ status }) => status === 409)) {
        expect(refused.body).toMatchObject({ code: 'enrollment.exists' });
        expect(refused.headers.location).toBe(`/api/v1/enrollments/${taken?.body.id}`);
      }
      expect(await fixture.app.stored(Enrollment, { courseId })).toHaveLength(1);
    });

    it.each([
      [
        'that costs money',
        { price: { amountMinor: 1, currency: 'USD' } },
        402,
        'enrollment.payment_required',
      ],
      ['that is not for sale', { forSale: false }, 404, 'enrollment.course_not_found'],
    ])('refuses a course %s', async (_what, change, status, code) => {
      fixture.offers.answer(({ courseIds }) => ({
        courses: courseIds.map((courseId) => anOffer({ courseId, ...change })),
      }));
      const courseId = newId();
      const answer = await enroll(fixture, learner, courseId);
      expect(answer.status).toBe(status);
      expect(answer.body).toMatchObject({ code });
      expect(await fixture.app.stored(Enrollment, { courseId })).toEqual([]);
    });

    it('refuses a course that is not there', async () => {
      fixture.offers.answer(() => ({ courses: [] }));
      const answer = await enroll(fixture, learner, newId());
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({ code: 'enrollment.course_not_found' });
    });

    it('refuses the instructor of the course', async () => {
      const instructor = await fixture.app.user(Role.instructor, fixture.instructorId);
      const answer = await enroll(fixture, instructor, newId());
      expect(answer.status).toBe(403);
      expect(answer.body).toMatchObject({ code: 'enrollment.own_course' });
    });

    it('needs an Idempotency-Key, and has one effect for each', async () => {
      const courseId = newId();
      const keyless = await fixture.app.http
        .post('/api/v1/enrollments')
        .set(bearer(learner))
        .send({ courseId });
      expect(keyless.status).toBe(400);
      expect(keyless.body).toMatchObject({ code: 'idempotency.key_missing' });

      const key = newId();
      const first = await enroll(fixture, learner, courseId, key);
      const again = await enroll(fixture, learner, courseId, key);
      expect([first.status, again.status]).toEqual([201, 201]);
      expect(again.headers['idempotency-replayed']).toBe('true');
      expect(again.body).toEqual(first.body);
    });

    it('takes neither a price nor a learner from the client', async () => {
      for (const field of [{ price: 0 }, { userId: newId() }, { publication: 1 }]) {
        const answer = await fixture.app.http
          .post('/api/v1/enrollments')
          .set({ ...bearer(learner), 'Idempotency-Key': newId() })
          .send({ courseId: newId(), ...field });
        expect(answer.status).toBe(422);
        expect(answer.body.errors).toMatchObject([{ code: 'field.unknown' }]);
      }
    });
  });

  describe('withdrawing', () => {
    it('ends the access, publishes it, and leaves the way open for a return', async () => {
      const courseId = newId();
      const { id } = await enrolled(fixture, learner, courseId);
      const answer = await withdraw(fixture, learner, id).expect(201);
      expect(answer.body).toMatchObject({ id, status: 'ended', endedAt: expect.any(String) });
      const event = await fixture.app.events.next(
        enrollmentEnded,
        ({ payload }) => payload.enrollmentId === id,
      );
      expect(event.payload).toEqual({ enrollmentId: id, courseId, userId: learner.id });

      const again = await enrolled(fixture, learner, courseId);
      expect(again).toMatchObject({ id, status: 'active', endedAt: null });
      expect(await fixture.app.stored(Enrollment, { courseId })).toHaveLength(1);
    });

    it('happens once, also when two arrive at once', async () => {
      const { id } = await enrolled(fixture, learner, newId());
      const answers = await Promise.all([
        withdraw(fixture, learner, id),
        withdraw(fixture, learner, id),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
        code: 'state.transition_not_allowed',
        allowed: ['active', 'completed'],
      });
    });

    it('stops progress', async () => {
      const { id } = await enrolled(fixture, learner, newId());
      await withdraw(fixture, learner, id).expect(201);
      const answer = await tick(fixture, learner, id, newId());
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({ code: 'enrollment.ended' });
    });
  });

  it('answers a stranger like somebody who asks for an absent enrolment', async () => {
    const { id } = await enrolled(fixture, learner, newId());
    const stranger = await fixture.app.user();
    const asks = [
      (target: string) => fixture.app.http.get(`/api/v1/enrollments/${target}`),
      (target: string) => fixture.app.http.get(`/api/v1/enrollments/${target}/progress`),
      (target: string) => fixture.app.http.post(`/api/v1/enrollments/${target}/withdrawals`),
      (target: string) =>
        fixture.app.http.put(`/api/v1/enrollments/${target}/lessons/${newId()}/completion`),
      (target: string) =>
        fixture.app.http.delete(`/api/v1/enrollments/${target}/lessons/${newId()}/completion`),
    ];
    for (const ask of asks) {
      for (const target of [id, newId(), 'no-id']) {
        const answer = await ask(target).set(bearer(stranger));
        expect(answer.status).toBe(404);
        expect(answer.body).toMatchObject({ code: 'enrollment.not_found' });
      }
    }
    expect(await fixture.app.stored(Enrollment, { id })).toMatchObject([{ status: 'active' }]);
  });

  describe('listing', () => {
    it("walks through one's own enrolments by cursor, newest first", async () => {
      const reader = await fixture.app.user();
      const ids: string[] = [];
      for (let i = 0; i < 3; i += 1) ids.push((await enrolled(fixture, reader, newId())).id);
      const first = await list(reader, { limit: 2 }).expect(200);
      const page = first.body as EnrollmentPageResponse;
      const second = await list(reader, { limit: 2, cursor: page.page.next }).expect(200);
      const seen = [...page.items, ...(second.body as EnrollmentPageResponse).items];
      expect(seen.map(({ id }) => id)).toEqual(ids.toReversed());
      expect(second.body.page.next).toBeNull();
      await withdraw(fixture, reader, ids[0] ?? '').expect(201);
      const ended = await list(reader, { status: EnrollmentStatus.ended });
      expect(ended.body.items).toMatchObject([{ id: ids[0] }]);
    });

    it("narrows one's own enrollments to a course, whoever else learns it", async () => {
      const courseId = newId();
      const { id } = await enrolled(fixture, learner, courseId);
      await enrolled(fixture, await fixture.app.user(), courseId);
      await enrolled(fixture, learner, newId());
      expect((await list(learner, { courseId }).expect(200)).body.items).toMatchObject([
        { id, courseId, userId: learner.id },
      ]);
      const instructor = await fixture.app.user(Role.instructor, fixture.instructorId);
      for (const [reader, course] of [
        [instructor, courseId],
        [learner, newId()],
      ] as const) {
        const answer = await list(reader, { courseId: course }).expect(200);
        expect(answer.body.items).toEqual([]);
      }
    });

    it('narrows a roster to a state', async () => {
      const courseId = newId();
      const instructor = await fixture.app.user(Role.instructor, fixture.instructorId);
      const living = await enrolled(fixture, await fixture.app.user(), courseId);
      const leaver = await fixture.app.user();
      const left = await enrolled(fixture, leaver, courseId);
      await withdraw(fixture, leaver, left.id).expect(201);
      for (const [status, ids] of [
        [undefined, [left.id, living.id]],
        ['active', [living.id]],
        ['ended', [left.id]],
        ['completed', []],
      ] as const) {
        const answer = await roster(instructor, courseId, status ? { status } : {}).expect(200);
        expect(answer.body.items.map(({ id }: { id: string }) => id)).toEqual(ids);
      }
    });

    it('shows the learners of a course to its instructor and to admins only', async () => {
      const courseId = newId();
      const { id } = await enrolled(fixture, learner, courseId);
      const instructor = await fixture.app.user(Role.instructor, fixture.instructorId);
      const admin = await fixture.app.user(Role.admin);
      for (const reader of [instructor, admin]) {
        const answer = await roster(reader, courseId).expect(200);
        expect(answer.body.items).toMatchObject([{ id, userId: learner.id }]);
      }
      const stranger = await fixture.app.user(Role.instructor);
      const foreign = [await roster(stranger, courseId), await roster(learner, courseId)];
      fixture.ownerships.answer(() => ({ courses: [] }));
      const absent = await roster(stranger, newId());
      for (const refused of [...foreign, absent]) {
        expect(refused.status).toBe(404);
        expect(refused.body).toMatchObject({ code: 'enrollment.course_not_found' });
      }
    });
  });
});
