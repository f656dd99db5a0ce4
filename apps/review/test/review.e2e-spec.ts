import { newId } from '@course-plateform/common/kernel';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { OutboxMessage } from '@course-plateform/common/events';
import { Role } from '@course-plateform/types/platform';
import { ratingChanged } from '@course-plateform/types/review';
import { EnrollmentStatus } from '@course-plateform/types/user-progress';
import { CourseRating } from '../src/review/course-rating.entity';
import type { ReviewPageResponse } from '../src/review/review.dto';
import { Review } from '../src/review/review.entity';
import { type ReviewFixture, anEnrollment, startReview } from './review.fixture';

describe('reviews', () => {
  let fixture: ReviewFixture;
  let learner: TestUser;

  beforeAll(async () => {
    fixture = await startReview();
    learner = await fixture.review.user();
  });

  afterAll(() => fixture.review.stop());

  beforeEach(() => fixture.enrollments.respondWith(() => anEnrollment(50)));

  function write(user: TestUser, body: object, headers: Record<string, string> = {}) {
    return fixture.review.http
      .post('/api/v1/reviews')
      .set({ ...bearer(user), ...headers })
      .send(body);
  }

  async function written(user: TestUser, courseId: string, stars = 5) {
    const response = await write(user, { courseId, stars, text: 'Clear and deep.' }).expect(201);
    return response.body as { id: string; version: number };
  }

  describe('creating', () => {
    it('returns the review, stores it and publishes the new rating', async () => {
      const courseId = newId();
      const response = await write(learner, { courseId, stars: 4, text: '  Clear and deep. ' });

      expect(response.status).toBe(201);
      expect(response.headers.etag).toBe('"1"');
      expect(response.body).toEqual({
        id: expect.any(String),
        courseId,
        author: expect.objectContaining({ id: learner.id, name: 'Ada Lovelace' }),
        stars: 4,
        text: 'Clear and deep.',
        refunded: false,
        createdAt: expect.any(String),
        updatedAt: expect.any(String),
        version: 1,
      });
      const stored = await fixture.review.stored(Review, { courseId });
      expect(stored).toEqual([
        expect.objectContaining({ authorId: learner.id, stars: 4, text: 'Clear and deep.' }),
      ]);
      const event = await fixture.review.events.next(
        ratingChanged,
        ({ payload }) => payload.courseId === courseId,
      );
      expect(event.payload).toEqual({ courseId, average: 4, count: 1 });
    });

    it('sends requests on behalf of the caller', async () => {
      await written(learner, newId());
      const question = fixture.enrollments.requests.at(-1);
      expect(question?.request.userId).toBe(learner.id);
      expect(question?.headers.authorization).toBe(`Bearer ${learner.token}`);
    });

    it('rejects a second review of the same course, also for concurrent requests', async () => {
      const courseId = newId();
      const responses = await Promise.all(
        [1, 2, 3].map((stars) => write(learner, { courseId, stars, text: 'Again.' })),
      );
      expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      const refused = responses.find(({ status }) => status === 409);
      expect(refused?.body).toMatchObject({ code: 'review.exists', status: 409 });
      expect(await fixture.review.stored(Review, { courseId })).toHaveLength(1);
      expect(await fixture.review.stored(CourseRating, { courseId })).toMatchObject([{ count: 1 }]);
    });

    it.each([
      ['who is not enrolled', { enrollment: null }, 'review.not_enrolled'],
      [
        'whose enrollment has ended',
        anEnrollment(80, EnrollmentStatus.ended),
        'review.not_enrolled',
      ],
      ['who has just begun', anEnrollment(9.9), 'review.too_early'],
      [
        'whose enrollment is suspended',
        anEnrollment(80, EnrollmentStatus.suspended),
        'review.access_disputed',
      ],
    ])('rejects a user %s', async (_who, enrollment, code) => {
      fixture.enrollments.respondWith(() => enrollment);
      const courseId = newId();
      const response = await write(learner, { courseId, stars: 5, text: 'Great.' });
      expect(response.status).toBe(403);
      expect(response.body).toMatchObject({ code });
      expect(await fixture.review.stored(Review, { courseId })).toEqual([]);
    });

    it('says how much of the course is missing, and accepts a review from exactly there', async () => {
      fixture.enrollments.respondWith(() => anEnrollment(9.9));
      const early = await write(learner, { courseId: newId(), stars: 5, text: 'Great.' });
      expect(early.body.detail).toBe('Complete at least 10 % of the course first.');
      fixture.enrollments.respondWith(() => anEnrollment(10));
      await write(learner, { courseId: newId(), stars: 5, text: 'Great.' }).expect(201);
    });

    it('rejects an unknown course', async () => {
      const courseId = newId();
      fixture.hiddenCourses.add(courseId);
      const response = await write(learner, { courseId, stars: 5, text: 'Great.' });
      expect(response.status).toBe(404);
      expect(response.body).toMatchObject({ code: 'review.course_not_found' });
      expect(await fixture.review.stored(Review, { courseId })).toEqual([]);
    });

    it('rejects the instructor of the course', async () => {
      const instructor = await fixture.review.user(Role.instructor, fixture.instructorId);
      const response = await write(instructor, { courseId: newId(), stars: 5, text: 'Mine.' });
      expect(response.status).toBe(403);
      expect(response.body).toMatchObject({ code: 'review.own_course' });
    });

    it.each([
      ['stars', { stars: 6 }, 'field.max'],
      ['stars', { stars: 2.5 }, 'field.is_int'],
      ['text', { text: ' ' }, 'field.is_length'],
      ['text', { text: 'a\u0000b' }, 'field.is_storable'],
      ['courseId', { courseId: 'x' }, 'field.is_uuid'],
      ['authorId', { authorId: newId() }, 'field.unknown'],
    ])('points at an invalid %s', async (field, change, code) => {
      const body = { courseId: newId(), stars: 5, text: 'Fine.', ...change };
      const response = await write(learner, body);
      expect(response.status).toBe(422);
      expect(response.body.errors).toContainEqual(
        expect.objectContaining({ pointer: `/${field}`, code }),
      );
    });

    it('has one effect and one response per Idempotency-Key', async () => {
      const courseId = newId();
      const body = { courseId, stars: 5, text: 'Once.' };
      const key = { 'Idempotency-Key': newId() };
      const responses = [];
      for (let i = 0; i < 3; i += 1) responses.push(await write(learner, body, key));
      expect(responses.map(({ status }) => status)).toEqual([201, 201, 201]);
      expect(responses.map(({ headers }) => headers['idempotency-replayed'])).toEqual([
        undefined,
        'true',
        'true',
      ]);
      expect(responses[1]?.body).toEqual(responses[0]?.body);
      expect(responses[1]?.headers.etag).toBe('"1"');
      expect(await fixture.review.stored(Review, { courseId })).toHaveLength(1);
      const other = await write(learner, { ...body, stars: 1 }, key);
      expect(other.status).toBe(422);
      expect(other.body).toMatchObject({ code: 'idempotency.key_reused' });
    });

    it('reports an unavailable upstream service in time, and works when it is back', async () => {
      const courseId = newId();
      fixture.enrollments.disconnect();
      const response = await write(learner, { courseId, stars: 5, text: 'Hm.' });
      expect(response.status).toBe(503);
      expect(response.headers['retry-after']).toBeDefined();
      expect(response.body).toMatchObject({ code: 'upstream.unavailable' });
      expect(await fixture.review.stored(Review, { courseId })).toEqual([]);
      Object.assign(fixture, await refake());
      await written(learner, courseId);
    });

    async function refake() {
      const { enrollmentGet } = await import('@course-plateform/types/user-progress');
      return {
        enrollments: await fixture.review.upstreams.fake(enrollmentGet, () => anEnrollment(50)),
      };
    }
  });

  describe('editing', () => {
    const edit = (id: string) =>
      fixture.review.http
        .patch(`/api/v1/reviews/${id}`)
        .set({ ...bearer(learner), 'If-Match': '"1"' });

    it('requires the version that was read', async () => {
      const { id } = await written(learner, newId());
      const edit = () =>
        fixture.review.http.patch(`/api/v1/reviews/${id}`).set(bearer(learner)).send({ stars: 1 });
      const missing = await edit();
      expect(missing.status).toBe(428);
      const stale = await edit().set('If-Match', '"7"');
      expect(stale.status).toBe(412);
      expect(stale.body).toMatchObject({ code: 'request.precondition_failed' });
      const malformed = await edit().set('If-Match', 'abc');
      expect(malformed.status).toBe(400);
      expect(await fixture.review.stored(Review, { id })).toMatchObject([{ stars: 5, version: 1 }]);
    });

    it('changes sent fields, keeps the rest and updates the rating', async () => {
      const courseId = newId();
      const { id } = await written(learner, courseId, 5);
      const response = await fixture.review.http
        .patch(`/api/v1/reviews/${id}`)
        .set({ ...bearer(learner), 'If-Match': '"1"' })
        .send({ stars: 2 });
      expect(response.status).toBe(200);
      expect(response.headers.etag).toBe('"2"');
      expect(response.body).toMatchObject({ stars: 2, text: 'Clear and deep.', version: 2 });
      const summary = await fixture.review.http.get(`/api/v1/rating-summaries/${courseId}`);
      expect(summary.body).toEqual({ courseId, average: 2, count: 1 });
    });

    it.each([
      ['nothing', {}],
      ['the same values', { stars: 5, text: 'Clear and deep. ' }],
    ])('changes nothing by an edit with %s', async (_what, body) => {
      const courseId = newId();
      const { id } = await written(learner, courseId, 5);
      const before = await fixture.review.stored(Review, { id });
      const rating = await fixture.review.stored(CourseRating, { courseId });
      const response = await edit(id).send(body);
      expect(response.status).toBe(200);
      expect(response.headers.etag).toBe('"1"');
      expect(await fixture.review.stored(Review, { id })).toEqual(before);
      expect(await fixture.review.stored(CourseRating, { courseId })).toEqual(rating);
    });

    it.each([
      ['who has left the course', anEnrollment(80, EnrollmentStatus.ended), 'review.not_enrolled'],
      ['who was never enrolled', { enrollment: null }, 'review.not_enrolled'],
      [
        'whose enrollment is suspended',
        anEnrollment(80, EnrollmentStatus.suspended),
        'review.access_disputed',
      ],
    ])(
      'is rejected for an author %s, who can still delete the review',
      async (_who, enrollment, code) => {
        const courseId = newId();
        const { id } = await written(learner, courseId, 5);
        fixture.enrollments.respondWith(() => enrollment);
        const response = await edit(id).send({ stars: 1 });
        expect(response.status).toBe(403);
        expect(response.body).toMatchObject({ code });
        expect(await fixture.review.stored(Review, { id })).toMatchObject([
          { stars: 5, version: 1 },
        ]);
        expect(await fixture.review.stored(CourseRating, { courseId })).toMatchObject([
          { count: 1 },
        ]);
        await fixture.review.http
          .delete(`/api/v1/reviews/${id}`)
          .set({ ...bearer(learner), 'If-Match': '"1"' })
          .expect(204);
      },
    );

    it('of the text alone keeps the rating and publishes nothing', async () => {
      const courseId = newId();
      const { id } = await written(learner, courseId, 5);
      const reported = () => fixture.review.stored(OutboxMessage, { aggregateId: courseId });
      const before = await reported();
      await edit(id).send({ text: 'Still good.' }).expect(200);
      expect(await fixture.review.stored(Review, { id })).toMatchObject([
        { text: 'Still good.', version: 2 },
      ]);
      expect((await reported()).map((event) => event.id)).toEqual(before.map((event) => event.id));
      expect(before).toHaveLength(1);
    });

    it('is allowed for an author whose progress has decreased since', async () => {
      const { id } = await written(learner, newId(), 5);
      fixture.enrollments.respondWith(() => anEnrollment(0));
      expect((await edit(id).send({ stars: 4 })).body).toMatchObject({ stars: 4, version: 2 });
    });

    it('lets one of two concurrent edits succeed', async () => {
      const { id } = await written(learner, newId());
      const responses = await Promise.all(
        [1, 2].map((stars) =>
          fixture.review.http
            .patch(`/api/v1/reviews/${id}`)
            .set({ ...bearer(learner), 'If-Match': '"1"' })
            .send({ stars }),
        ),
      );
      expect(responses.map(({ status }) => status).sort()).toEqual([200, 412]);
    });
  });

  it('responds to edits and deletions by others as for a missing review', async () => {
    const { id } = await written(learner, newId());
    const stranger = await fixture.review.user();
    for (const method of ['patch', 'delete'] as const) {
      const responses = [];
      for (const target of [id, newId(), 'no-id']) {
        responses.push(
          await fixture.review.http[method](`/api/v1/reviews/${target}`)
            .set({ ...bearer(stranger), 'If-Match': '"1"' })
            .send(method === 'patch' ? { stars: 1 } : undefined),
        );
      }
      expect(responses.map(({ status }) => status)).toEqual([404, 404, 404]);
      expect(responses.map(({ body }) => body.code)).toEqual(Array(3).fill('review.not_found'));
    }
    expect(await fixture.review.stored(Review, { id })).toHaveLength(1);
  });

  it('lets author and moderators delete it, and removes its stars from the rating', async () => {
    const courseId = newId();
    const mine = await written(learner, courseId, 5);
    const other = await fixture.review.user();
    const theirs = await written(other, courseId, 1);
    const admin = await fixture.review.user(Role.admin);
    for (const [user, { id }] of [
      [learner, mine],
      [admin, theirs],
    ] as const) {
      await fixture.review.http
        .delete(`/api/v1/reviews/${id}`)
        .set({ ...bearer(user), 'If-Match': '"1"' })
        .expect(204);
    }
    expect(await fixture.review.stored(Review, { courseId })).toEqual([]);
    await fixture.review.events.next(
      ratingChanged,
      ({ payload }) => payload.courseId === courseId && payload.count === 0,
    );
  });

  describe('reading', () => {
    it('returns a review with its author to anyone', async () => {
      const { id } = await written(learner, newId(), 4);
      const { body } = await fixture.review.http.get(`/api/v1/reviews/${id}`).expect(200);
      expect(body).toMatchObject({
        id,
        stars: 4,
        author: { id: learner.id, name: 'Ada Lovelace' },
      });
      const absent = await fixture.review.http.get(`/api/v1/reviews/${newId()}`);
      expect([absent.status, absent.body.code]).toEqual([404, 'review.not_found']);
    });

    it('requests no names for an empty list', async () => {
      const before = fixture.profiles.requests.length;
      await fixture.review.http.get('/api/v1/reviews').query({ courseId: newId() }).expect(200);
      expect(fixture.profiles.requests).toHaveLength(before);
    });

    it('pages by cursor without gaps while reviews are added', async () => {
      const courseId = newId();
      const ids: string[] = [];
      for (const stars of [3, 5, 3, 1, 4]) {
        ids.push((await written(await fixture.review.user(), courseId, stars)).id);
      }
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: { body: ReviewPageResponse } = await fixture.review.http
          .get('/api/v1/reviews')
          .query({ courseId, limit: 2, ...(cursor === null ? {} : { cursor }) })
          .expect(200);
        seen.push(...page.body.items.map(({ id }) => id));
        cursor = page.body.page.next;
        if (seen.length === 2) await written(await fixture.review.user(), courseId);
      } while (cursor !== null);
      expect(seen).toEqual(ids.toReversed());
    });

    it('filters by stars, sorts by rating, and rejects a cursor of another list', async () => {
      const courseId = newId();
      for (const stars of [3, 5, 3]) await written(await fixture.review.user(), courseId, stars);
      const best = await fixture.review.http
        .get('/api/v1/reviews')
        .query({ courseId, sort: '-rating', limit: 1 });
      expect(best.body.items).toMatchObject([{ stars: 5 }]);
      const threes = await fixture.review.http
        .get('/api/v1/reviews')
        .query({ courseId, rating: 3 });
      expect(threes.body.items.map(({ stars }: { stars: number }) => stars)).toEqual([3, 3]);
      const foreign = await fixture.review.http
        .get('/api/v1/reviews')
        .query({ courseId, rating: 3, cursor: best.body.page.next });
      expect(foreign.status).toBe(400);
      expect(foreign.body).toMatchObject({ code: 'request.cursor_invalid' });
    });

    it('returns 400 for an unknown filter or order', async () => {
      for (const query of [{ sort: 'random' }, { color: 'red' }, { limit: 101 }]) {
        const response = await fixture.review.http
          .get('/api/v1/reviews')
          .query({ courseId: newId(), ...query });
        expect(response.status).toBe(400);
        expect(response.body).toMatchObject({ code: 'request.query_invalid' });
      }
    });

    it('returns reviews without names while the user service is unavailable', async () => {
      const courseId = newId();
      await written(learner, courseId);
      fixture.profiles.disconnect();
      const response = await fixture.review.http.get('/api/v1/reviews').query({ courseId });
      expect(response.status).toBe(200);
      expect(response.body.items).toMatchObject([{ author: null, stars: 5 }]);
    });

    it('supports conditional requests', async () => {
      const path = `/api/v1/rating-summaries/${newId()}`;
      const first = await fixture.review.http.get(path).expect(200);
      expect(first.headers['cache-control']).toContain('public');
      const etag = first.headers.etag ?? '';
      await fixture.review.http.get(path).set('If-None-Match', etag).expect(304);
    });
  });
});
