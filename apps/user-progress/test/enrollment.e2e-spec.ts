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

describe('enrollments', () => {
  let fixture: ProgressFixture;
  let learner: TestUser;

  beforeAll(async () => {
    fixture = await startProgress();
    learner = await fixture.app.user();
  });

  afterAll(() => fixture.app.stop());

  beforeEach(() =>
    fixture.offers.respondWith(({ courseIds }) => ({
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

  describe('enrolling in a free course', () => {
    it('enrolls in the newest publication, stores the enrollment and publishes it', async () => {
      const courseId = newId();
      const response = await enroll(fixture, learner, courseId);

      expect(response.status).toBe(201);
      expect(response.headers.etag).toBe('"1"');
      expect(response.body).toEqual({
        id: expect.any(String),
        userId: learner.id,
        courseId,
        publication: 3,
        status: 'active',
        percent: 0,
        enrolledAt: expect.any(String),
        completedAt: null,
        endedAt: null,
        suspension: null,
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
        enrollmentId: response.body.id,
        courseId,
        userId: learner.id,
        orderId: null,
        orderLineId: null,
        publication: 3,
      });
    });

    it('names the existing enrollment, also for concurrent requests', async () => {
      const courseId = newId();
      const responses = await Promise.all(
        [1, 2, 3, 4].map(() => enroll(fixture, learner, courseId)),
      );
      expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
      const taken = responses.find(({ status }) => status === 201);
      for (const refused of responses.filter(({ status }) => status === 409)) {
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
    ])('rejects a course %s', async (_what, change, status, code) => {
      fixture.offers.respondWith(({ courseIds }) => ({
        courses: courseIds.map((courseId) => anOffer({ courseId, ...change })),
      }));
      const courseId = newId();
      const response = await enroll(fixture, learner, courseId);
      expect(response.status).toBe(status);
      expect(response.body).toMatchObject({ code });
      expect(await fixture.app.stored(Enrollment, { courseId })).toEqual([]);
    });

    it('rejects a missing course', async () => {
      fixture.offers.respondWith(() => ({ courses: [] }));
      const response = await enroll(fixture, learner, newId());
      expect(response.status).toBe(404);
      expect(response.body).toMatchObject({ code: 'enrollment.course_not_found' });
    });

    it('rejects the instructor of the course', async () => {
      const instructor = await fixture.app.user(Role.instructor, fixture.instructorId);
      const response = await enroll(fixture, instructor, newId());
      expect(response.status).toBe(403);
      expect(response.body).toMatchObject({ code: 'enrollment.own_course' });
    });

    it('rejects its co-instructors', async () => {
      const member = await fixture.app.user(Role.instructor);
      const instructors = [{ instructorId: member.id, basisPoints: 0 }];
      fixture.offers.respondWith(({ courseIds }) => ({
        courses: courseIds.map((courseId) => anOffer({ courseId, instructors })),
      }));
      const response = await enroll(fixture, member, newId());
      expect(response.body).toMatchObject({ status: 403, code: 'enrollment.own_course' });
    });

    it('requires an Idempotency-Key, and has one effect per key', async () => {
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

    it('rejects a price and a learner from the client', async () => {
      for (const field of [{ price: 0 }, { userId: newId() }, { publication: 1 }]) {
        const response = await fixture.app.http
          .post('/api/v1/enrollments')
          .set({ ...bearer(learner), 'Idempotency-Key': newId() })
          .send({ courseId: newId(), ...field });
        expect(response.status).toBe(422);
        expect(response.body.errors).toMatchObject([{ code: 'field.unknown' }]);
      }
    });
  });

  describe('withdrawing', () => {
    it('ends the access, publishes it, and allows a return', async () => {
      const courseId = newId();
      const { id } = await enrolled(fixture, learner, courseId);
      const response = await withdraw(fixture, learner, id).expect(201);
      expect(response.body).toMatchObject({ id, status: 'ended', endedAt: expect.any(String) });
      const event = await fixture.app.events.next(
        enrollmentEnded,
        ({ payload }) => payload.enrollmentId === id,
      );
      expect(event.payload).toEqual({
        enrollmentId: id,
        courseId,
        userId: learner.id,
        reason: 'withdrawal',
      });

      const again = await enrolled(fixture, learner, courseId);
      expect(again).toMatchObject({ id, status: 'active', endedAt: null });
      expect(await fixture.app.stored(Enrollment, { courseId })).toHaveLength(1);
    });

    it('happens once, also for concurrent requests', async () => {
      const { id } = await enrolled(fixture, learner, newId());
      const responses = await Promise.all([
        withdraw(fixture, learner, id),
        withdraw(fixture, learner, id),
      ]);
      expect(responses.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect(responses.find(({ status }) => status === 409)?.body).toMatchObject({
        code: 'state.transition_not_allowed',
        allowed: ['active', 'completed'],
      });
    });

    it('stops progress', async () => {
      const { id } = await enrolled(fixture, learner, newId());
      await withdraw(fixture, learner, id).expect(201);
      const response = await tick(fixture, learner, id, newId());
      expect(response.status).toBe(409);
      expect(response.body).toMatchObject({ code: 'enrollment.ended' });
    });
  });

  it('responds to an enrollment of another user as to a missing one', async () => {
    const { id } = await enrolled(fixture, learner, newId());
    const stranger = await fixture.app.user();
    const requests = [
      (target: string) => fixture.app.http.get(`/api/v1/enrollments/${target}`),
      (target: string) => fixture.app.http.get(`/api/v1/enrollments/${target}/progress`),
      (target: string) => fixture.app.http.post(`/api/v1/enrollments/${target}/withdrawals`),
      (target: string) =>
        fixture.app.http.put(`/api/v1/enrollments/${target}/lessons/${newId()}/completion`),
      (target: string) =>
        fixture.app.http.delete(`/api/v1/enrollments/${target}/lessons/${newId()}/completion`),
    ];
    for (const request of requests) {
      for (const target of [id, newId(), 'no-id']) {
        const response = await request(target).set(bearer(stranger));
        expect(response.status).toBe(404);
        expect(response.body).toMatchObject({ code: 'enrollment.not_found' });
      }
    }
    expect(await fixture.app.stored(Enrollment, { id })).toMatchObject([{ status: 'active' }]);
  });

  describe('listing', () => {
    it('pages through the learner’s enrollments by cursor, newest first', async () => {
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

    it('filters the learner’s enrollments by course', async () => {
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
        const response = await list(reader, { courseId: course }).expect(200);
        expect(response.body.items).toEqual([]);
      }
    });

    it('filters a roster by state', async () => {
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
        const response = await roster(instructor, courseId, status ? { status } : {}).expect(200);
        expect(response.body.items.map(({ id }: { id: string }) => id)).toEqual(ids);
      }
    });

    it('shows the learners of a course to its instructor and to admins only', async () => {
      const courseId = newId();
      const { id } = await enrolled(fixture, learner, courseId);
      const instructor = await fixture.app.user(Role.instructor, fixture.instructorId);
      const admin = await fixture.app.user(Role.admin);
      for (const reader of [instructor, admin]) {
        const response = await roster(reader, courseId).expect(200);
        expect(response.body.items).toMatchObject([{ id, userId: learner.id }]);
      }
      const stranger = await fixture.app.user(Role.instructor);
      const foreign = [await roster(stranger, courseId), await roster(learner, courseId)];
      fixture.ownerships.respondWith(() => ({ courses: [] }));
      const absent = await roster(stranger, newId());
      for (const refused of [...foreign, absent]) {
        expect(refused.status).toBe(404);
        expect(refused.body).toMatchObject({ code: 'enrollment.course_not_found' });
      }
    });
  });
});
