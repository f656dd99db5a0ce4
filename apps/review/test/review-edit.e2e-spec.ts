import { OutboxMessage } from '@course-plateform/common/events';
import { newId } from '@course-plateform/common/kernel';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import { ratingChanged } from '@course-plateform/types/review';
import { EnrollmentStatus } from '@course-plateform/types/user-progress';
import { CourseRating } from '../src/review/course-rating.entity';
import { Review } from '../src/review/review.entity';
import {
  type ReviewFixture,
  anEnrollment,
  histogram,
  startReview,
  written,
} from './review.fixture';

describe('editing and deleting a review', () => {
  let fixture: ReviewFixture;
  let learner: TestUser;

  beforeAll(async () => {
    fixture = await startReview();
    learner = await fixture.review.user();
  });

  afterAll(() => fixture.review.stop());

  beforeEach(() => fixture.enrollments.respondWith(() => anEnrollment(50)));

  const edit = (id: string) =>
    fixture.review.http
      .patch(`/api/v1/reviews/${id}`)
      .set({ ...bearer(learner), 'If-Match': '"1"' });

  it('requires the version that was read', async () => {
    const { id } = await written(fixture, learner, newId());
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
    const { id } = await written(fixture, learner, courseId, 5);
    const response = await fixture.review.http
      .patch(`/api/v1/reviews/${id}`)
      .set({ ...bearer(learner), 'If-Match': '"1"' })
      .send({ stars: 2 });
    expect(response.status).toBe(200);
    expect(response.headers.etag).toBe('"2"');
    expect(response.body).toMatchObject({ stars: 2, text: 'Clear and deep.', version: 2 });
    const summary = await fixture.review.http.get(`/api/v1/rating-summaries/${courseId}`);
    expect(summary.body).toEqual({
      courseId,
      average: 2,
      count: 1,
      histogram: histogram({ two: 1 }),
    });
  });

  it.each([
    ['nothing', {}],
    ['the same values', { stars: 5, text: 'Clear and deep. ' }],
  ])('changes nothing by an edit with %s', async (_what, body) => {
    const courseId = newId();
    const { id } = await written(fixture, learner, courseId, 5);
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
      const { id } = await written(fixture, learner, courseId, 5);
      fixture.enrollments.respondWith(() => enrollment);
      const response = await edit(id).send({ stars: 1 });
      expect(response.status).toBe(403);
      expect(response.body).toMatchObject({ code });
      expect(await fixture.review.stored(Review, { id })).toMatchObject([{ stars: 5, version: 1 }]);
      expect(await fixture.review.stored(CourseRating, { courseId })).toMatchObject([{ count: 1 }]);
      await fixture.review.http
        .delete(`/api/v1/reviews/${id}`)
        .set({ ...bearer(learner), 'If-Match': '"1"' })
        .expect(204);
    },
  );

  it('of the text alone keeps the rating and publishes nothing', async () => {
    const courseId = newId();
    const { id } = await written(fixture, learner, courseId, 5);
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
    const { id } = await written(fixture, learner, newId(), 5);
    fixture.enrollments.respondWith(() => anEnrollment(0));
    expect((await edit(id).send({ stars: 4 })).body).toMatchObject({ stars: 4, version: 2 });
  });

  it('lets one of two concurrent edits succeed', async () => {
    const { id } = await written(fixture, learner, newId());
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

  it('responds to edits and deletions by others as for a missing review', async () => {
    const { id } = await written(fixture, learner, newId());
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
    const mine = await written(fixture, learner, courseId, 5);
    const other = await fixture.review.user();
    const theirs = await written(fixture, other, courseId, 1);
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
});
