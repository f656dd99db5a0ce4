import { newId } from '@course-plateform/common/kernel';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import type { EnrollmentPageResponse } from '../src/enrollment/enrollment.dto';
import { Enrollment } from '../src/enrollment/enrollment.entity';
import { LessonCompletion } from '../src/enrollment/lesson-completion.entity';
import {
  type ProgressFixture,
  bought,
  enroll,
  enrolled,
  fakeCourses,
  lessonIds,
  startProgress,
  tick,
  withdraw,
} from './progress.fixture';

describe('requests to user-progress', () => {
  let fixture: ProgressFixture;
  let learner: TestUser;

  beforeAll(async () => {
    fixture = await startProgress({ RPC_TIMEOUT_MS: '1000' });
  });

  afterAll(() => fixture.app.stop());

  beforeEach(async () => {
    learner = await fixture.app.user();
  });

  const list = (user: TestUser, query: object = {}) =>
    fixture.app.http.get('/api/v1/enrollments').set(bearer(user)).query(query);
  const roster = (user: TestUser, courseId: string, query: object = {}) =>
    fixture.app.http.get(`/api/v1/course-rosters/${courseId}`).set(bearer(user)).query(query);
  const begin = (body: unknown, key: string = newId()) =>
    fixture.app.http
      .post('/api/v1/enrollments')
      .set({ ...bearer(learner), 'Idempotency-Key': key })
      .send(body as object);

  it.each([
    ['/courseId', 'field.is_uuid', {}],
    ['/courseId', 'field.is_uuid', { courseId: 'html' }],
    ['/courseId', 'field.is_uuid', { courseId: null }],
    ['/courseId', 'field.is_uuid', { courseId: [newId()] }],
    ['/courseId', 'field.is_uuid', { courseId: { $ne: null } }],
    ['/courseId', 'field.is_uuid', { courseId: '6ba7b810-9dad-11d1-80b4-00c04fd430c8' }],
    ['/status', 'field.unknown', { courseId: newId(), status: 'completed' }],
  ])('get an error at %s with %s (%j)', async (pointer, code, body) => {
    const response = await begin(body);
    expect(response.status).toBe(422);
    expect(response.body).toMatchObject({ code: 'request.invalid', errors: [{ pointer, code }] });
    expect(await fixture.app.stored(Enrollment, { userId: learner.id })).toEqual([]);
  });

  describe('repeated with the same Idempotency-Key', () => {
    it('enroll once, and reject another body', async () => {
      const [courseId, key] = [newId(), newId()];
      const first = await begin({ courseId }, key).expect(201);
      const again = await begin({ courseId }, key).expect(201);
      expect(again.text).toBe(first.text);
      const other = await begin({ courseId: newId() }, key);
      expect(other.status).toBe(422);
      expect(other.body).toMatchObject({ code: 'idempotency.key_reused' });
      expect(await fixture.app.stored(Enrollment, { userId: learner.id })).toMatchObject([
        { courseId, version: 1 },
      ]);
    });

    it('withdraw once and return the same response', async () => {
      const { id } = await enrolled(fixture, learner, newId());
      const key = { 'Idempotency-Key': newId() };
      const first = await withdraw(fixture, learner, id).set(key).expect(201);
      const again = await withdraw(fixture, learner, id).set(key).expect(201);
      expect(again.headers['idempotency-replayed']).toBe('true');
      expect(again.text).toBe(first.text);
      expect(await fixture.app.stored(Enrollment, { id })).toMatchObject([{ version: 2 }]);
    });

    it('do not return another learner’s response', async () => {
      const [courseId, key] = [newId(), newId()];
      const mine = await begin({ courseId }, key).expect(201);
      const other = await fixture.app.user();
      const theirs = await enroll(fixture, other, courseId, key).expect(201);
      expect(theirs.body.id).not.toBe(mine.body.id);
      expect(theirs.body.userId).toBe(other.id);
    });
  });

  describe('lists', () => {
    it.each([{ limit: 0 }, { limit: 101 }, { status: 'lost' }, { courseId: 'x' }, { page: 2 }])(
      'reject %j',
      async (query) => {
        const response = await list(learner, query);
        expect(response.status).toBe(400);
        expect(response.body.errors[0]).toMatchObject({ pointer: Object.keys(query)[0] });
      },
    );

    it('are empty without enrollments', async () => {
      const response = await list(learner).expect(200);
      expect(response.body).toEqual({ items: [], page: { next: null, limit: 20 } });
    });

    it('return every row once while rows are added', async () => {
      const ids: string[] = [];
      for (let i = 0; i < 5; i += 1) ids.push((await enrolled(fixture, learner, newId())).id);
      const seen: string[] = [];
      let cursor: string | null | undefined;
      do {
        const response = await list(learner, { limit: 2, ...(cursor ? { cursor } : {}) }).expect(
          200,
        );
        const page = response.body as EnrollmentPageResponse;
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.page.next;
        await enrolled(fixture, learner, newId());
      } while (cursor);
      expect(seen).toEqual(ids.toReversed());
    });

    it('reject a cursor of another list, filter or user', async () => {
      const courseId = newId();
      for (let i = 0; i < 2; i += 1) await enrolled(fixture, learner, newId());
      await enrolled(fixture, learner, courseId);
      await enrolled(fixture, await fixture.app.user(), courseId);
      const instructor = await fixture.app.user(Role.instructor, fixture.instructorId);
      const own = (await list(learner, { limit: 1 })).body.page.next as string;
      const learners = (await roster(instructor, courseId, { limit: 1 })).body.page.next as string;
      const refused = [
        list(learner, { cursor: learners }),
        list(instructor, { cursor: own }),
        list(learner, { cursor: own, courseId }),
        list(learner, { cursor: own, status: 'active' }),
        list(learner, { cursor: `${own}x` }),
        roster(instructor, courseId, { cursor: own }),
        roster(instructor, newId(), { cursor: learners }),
        roster(instructor, courseId, { cursor: learners, status: 'active' }),
      ];
      for (const response of await Promise.all(refused)) {
        expect(response.status).toBe(400);
        expect(response.body).toMatchObject({ code: 'request.cursor_invalid' });
      }
      await roster(instructor, courseId, { cursor: learners }).expect(200);
    });
  });

  describe.each([['away'], ['silent']] as const)('while the course service is %s', (how) => {
    beforeEach(() => {
      const silence = () => new Promise<never>(() => undefined);
      for (const question of [fixture.offers, fixture.ownerships, fixture.curricula]) {
        if (how === 'away') question.disconnect();
        else question.respondWith(silence);
      }
    });

    afterEach(back);

    async function back(): Promise<void> {
      const { app, instructorId, offers, ownerships, curricula } = fixture;
      for (const question of [offers, ownerships, curricula]) question.disconnect();
      fixture = { app, instructorId, ...(await fakeCourses(app, instructorId)) };
    }

    function expectUnavailable(response: {
      status: number;
      body: { code?: string };
      headers: Record<string, string>;
    }): void {
      expect(response.status).toBe(503);
      expect(response.headers['retry-after']).toBe('2');
      expect(response.body.code).toBe('upstream.unavailable');
    }

    it('do not enroll in a free course, and succeed later', async () => {
      const [courseId, key] = [newId(), newId()];
      expectUnavailable(await begin({ courseId }, key));
      expect(await fixture.app.stored(Enrollment, { courseId })).toEqual([]);
      await back();
      await begin({ courseId }, key).expect(201);
    });

    it('complete no lesson while the lessons are unknown', async () => {
      const { courseId, enrollmentId: id } = await bought(fixture, learner);
      const [first = ''] = lessonIds(courseId, 2);
      const path = `/api/v1/enrollments/${id}/progress`;
      expectUnavailable(await fixture.app.http.get(path).set(bearer(learner)));
      expectUnavailable(await tick(fixture, learner, id, first));
      expect(await fixture.app.stored(LessonCompletion, { enrollmentId: id })).toEqual([]);
      await back();
      const response = await tick(fixture, learner, id, first).expect(200);
      expect(response.body).toMatchObject({ percent: 33.33 });
    });

    it('show no roster, but the learner’s own enrollments', async () => {
      const instructor = await fixture.app.user(Role.instructor, fixture.instructorId);
      expectUnavailable(await roster(instructor, newId()));
      await list(instructor).expect(200);
    });
  });
});
