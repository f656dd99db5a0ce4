import { newId } from '@course-plateform/common/kernel';
import type { TestUser } from '@course-plateform/common/testing';
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
  write,
  written,
} from './review.fixture';

describe('creating a review', () => {
  let fixture: ReviewFixture;
  let learner: TestUser;

  beforeAll(async () => {
    fixture = await startReview();
    learner = await fixture.review.user();
  });

  afterAll(() => fixture.review.stop());

  beforeEach(() => fixture.enrollments.respondWith(() => anEnrollment(50)));

  it('returns the review, stores it and publishes the new rating', async () => {
    const courseId = newId();
    const response = await write(fixture, learner, {
      courseId,
      stars: 4,
      text: '  Clear and deep. ',
    });

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
    expect(event.payload).toEqual({
      courseId,
      average: 4,
      count: 1,
      histogram: histogram({ four: 1 }),
    });
  });

  it('sends requests on behalf of the caller', async () => {
    await written(fixture, learner, newId());
    const question = fixture.enrollments.requests.at(-1);
    expect(question?.request.userId).toBe(learner.id);
    expect(question?.headers.authorization).toBe(`Bearer ${learner.token}`);
  });

  it('rejects a second review of the same course, also for concurrent requests', async () => {
    const courseId = newId();
    const responses = await Promise.all(
      [1, 2, 3].map((stars) => write(fixture, learner, { courseId, stars, text: 'Again.' })),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const refused = responses.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ code: 'review.exists', status: 409 });
    expect(await fixture.review.stored(Review, { courseId })).toHaveLength(1);
    expect(await fixture.review.stored(CourseRating, { courseId })).toMatchObject([{ count: 1 }]);
  });

  it.each([
    ['who is not enrolled', { enrollment: null }, 'review.not_enrolled'],
    ['whose enrollment has ended', anEnrollment(80, EnrollmentStatus.ended), 'review.not_enrolled'],
    ['who has just begun', anEnrollment(9.9), 'review.too_early'],
    [
      'whose enrollment is suspended',
      anEnrollment(80, EnrollmentStatus.suspended),
      'review.access_disputed',
    ],
  ])('rejects a user %s', async (_who, enrollment, code) => {
    fixture.enrollments.respondWith(() => enrollment);
    const courseId = newId();
    const response = await write(fixture, learner, { courseId, stars: 5, text: 'Great.' });
    expect(response.status).toBe(403);
    expect(response.body).toMatchObject({ code });
    expect(await fixture.review.stored(Review, { courseId })).toEqual([]);
  });

  it('says how much of the course is missing, and accepts a review from exactly there', async () => {
    fixture.enrollments.respondWith(() => anEnrollment(9.9));
    const early = await write(fixture, learner, { courseId: newId(), stars: 5, text: 'Great.' });
    expect(early.body.detail).toBe('Complete at least 10 % of the course first.');
    fixture.enrollments.respondWith(() => anEnrollment(10));
    await write(fixture, learner, { courseId: newId(), stars: 5, text: 'Great.' }).expect(201);
  });

  it('rejects an unknown course', async () => {
    const courseId = newId();
    fixture.hiddenCourses.add(courseId);
    const response = await write(fixture, learner, { courseId, stars: 5, text: 'Great.' });
    expect(response.status).toBe(404);
    expect(response.body).toMatchObject({ code: 'review.course_not_found' });
    expect(await fixture.review.stored(Review, { courseId })).toEqual([]);
  });

  it('rejects the instructor of the course', async () => {
    const instructor = await fixture.review.user(Role.instructor, fixture.instructorId);
    const response = await write(fixture, instructor, {
      courseId: newId(),
      stars: 5,
      text: 'Mine.',
    });
    expect(response.status).toBe(403);
    expect(response.body).toMatchObject({ code: 'review.own_course' });
  });

  it('rejects its co-instructors', async () => {
    const [member, courseId] = [await fixture.review.user(Role.instructor), newId()];
    fixture.coInstructors.set(courseId, member.id);
    const response = await write(fixture, member, { courseId, stars: 5, text: 'Ours.' });
    expect(response.body).toMatchObject({ status: 403, code: 'review.own_course' });
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
    const response = await write(fixture, learner, body);
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
    for (let i = 0; i < 3; i += 1) responses.push(await write(fixture, learner, body, key));
    expect(responses.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(responses.map(({ headers }) => headers['idempotency-replayed'])).toEqual([
      undefined,
      'true',
      'true',
    ]);
    expect(responses[1]?.body).toEqual(responses[0]?.body);
    expect(responses[1]?.headers.etag).toBe('"1"');
    expect(await fixture.review.stored(Review, { courseId })).toHaveLength(1);
    const other = await write(fixture, learner, { ...body, stars: 1 }, key);
    expect(other.status).toBe(422);
    expect(other.body).toMatchObject({ code: 'idempotency.key_reused' });
  });

  it('reports an unavailable upstream service in time, and works when it is back', async () => {
    const courseId = newId();
    fixture.enrollments.disconnect();
    const response = await write(fixture, learner, { courseId, stars: 5, text: 'Hm.' });
    expect(response.status).toBe(503);
    expect(response.headers['retry-after']).toBeDefined();
    expect(response.body).toMatchObject({ code: 'upstream.unavailable' });
    expect(await fixture.review.stored(Review, { courseId })).toEqual([]);
    Object.assign(fixture, await refake());
    await written(fixture, learner, courseId);
  });

  async function refake() {
    const { enrollmentGet } = await import('@course-plateform/types/user-progress');
    return {
      enrollments: await fixture.review.upstreams.fake(enrollmentGet, () => anEnrollment(50)),
    };
  }
});
