import { newId } from '@course-plateform/common/kernel';
import type { TestUser } from '@course-plateform/common/testing';
import { EnrollmentStatus } from '@course-plateform/types/user-progress';
import type { ReviewPageResponse } from '../src/review/review.dto';
import {
  type ReviewFixture,
  anEnrollment,
  histogram,
  startReview,
  written,
} from './review.fixture';

describe('reading reviews', () => {
  let fixture: ReviewFixture;
  let learner: TestUser;

  beforeAll(async () => {
    fixture = await startReview();
    learner = await fixture.review.user();
  });

  afterAll(() => fixture.review.stop());

  beforeEach(() => fixture.enrollments.respondWith(() => anEnrollment(50)));

  it('returns a review with its author to anyone', async () => {
    const { id } = await written(fixture, learner, newId(), 4);
    const { body } = await fixture.review.http.get(`/api/v1/reviews/${id}`).expect(200);
    expect(body).toMatchObject({
      id,
      stars: 4,
      author: { id: learner.id, name: 'Ada Lovelace' },
    });
    const absent = await fixture.review.http.get(`/api/v1/reviews/${newId()}`);
    expect([absent.status, absent.body.code]).toEqual([404, 'review.not_found']);
  });

  it('shows and counts one whose author disputes the payment', async () => {
    const courseId = newId();
    const { id } = await written(fixture, learner, courseId, 2);
    fixture.enrollments.respondWith(() => anEnrollment(80, EnrollmentStatus.suspended));
    const { body } = await fixture.review.http.get(`/api/v1/reviews/${id}`).expect(200);
    expect(body).toMatchObject({ stars: 2, refunded: false });
    const summary = await fixture.review.http.get(`/api/v1/rating-summaries/${courseId}`);
    expect(summary.body).toEqual({
      courseId,
      average: 2,
      count: 1,
      histogram: histogram({ two: 1 }),
    });
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
      ids.push((await written(fixture, await fixture.review.user(), courseId, stars)).id);
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
      if (seen.length === 2) await written(fixture, await fixture.review.user(), courseId);
    } while (cursor !== null);
    expect(seen).toEqual(ids.toReversed());
  });

  it('filters by stars, sorts by rating, and rejects a cursor of another list', async () => {
    const courseId = newId();
    for (const stars of [3, 5, 3])
      await written(fixture, await fixture.review.user(), courseId, stars);
    const best = await fixture.review.http
      .get('/api/v1/reviews')
      .query({ courseId, sort: '-rating', limit: 1 });
    expect(best.body.items).toMatchObject([{ stars: 5 }]);
    const threes = await fixture.review.http.get('/api/v1/reviews').query({ courseId, rating: 3 });
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
    await written(fixture, learner, courseId);
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
