import { newId } from '@course-plateform/common/kernel';
import { ReadModels } from '@course-plateform/common/events';
import { bearer } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { ratingChanged } from '@course-plateform/types/review';
import { CourseRating } from '../src/review/course-rating.entity';
import { type ReviewFixture, startReview } from './review.fixture';

describe('publishing ratings again', () => {
  let fixture: ReviewFixture;

  beforeAll(async () => {
    fixture = await startReview();
  });

  afterAll(() => fixture.review.stop());

  it('publishes the current rating of each course with its version, and changes none', async () => {
    const { review } = fixture;
    const courses = [newId(), newId()].sort();
    for (const [index, courseId] of courses.entries()) {
      for (const stars of [5, 4].slice(index)) {
        await review.http
          .post('/api/v1/reviews')
          .set(bearer(await review.user()))
          .send({ courseId, stars, text: 'Clear and deep.' })
          .expect(201);
      }
    }
    await eventually('three events', () => review.events.of(ratingChanged).length === 3);
    const before = await review.stored(CourseRating);

    expect(await review.get(ReadModels).republish([ratingChanged.subject])).toBe(2);

    await eventually('two more', () => review.events.of(ratingChanged).length === 5);
    const again = review.events.of(ratingChanged).slice(3);
    expect(again).toMatchObject([
      { aggregateVersion: 3, payload: { courseId: courses[0], average: 4.5, count: 2 } },
      { aggregateVersion: 2, payload: { courseId: courses[1], average: 4, count: 1 } },
    ]);
    expect(new Set(review.events.of(ratingChanged).map(({ id }) => id)).size).toBe(5);
    expect(await review.stored(CourseRating)).toEqual(before);
  });

  it('publishes each rating once, also with several pages', async () => {
    const { review } = fixture;
    const known = (await review.stored(CourseRating)).length;
    const em = review.em();
    const added = Array.from({ length: 501 }, () => new CourseRating(newId()));
    em.persist(added);
    await em.flush();
    const already = review.events.of(ratingChanged).length;
    const all = known + added.length;

    expect(await review.get(ReadModels).republish([ratingChanged.subject])).toBe(all);

    await eventually('every event', () => review.events.of(ratingChanged).length === already + all);
    const reported = review.events.of(ratingChanged).slice(already);
    expect(new Set(reported.map(({ aggregateId }) => aggregateId)).size).toBe(all);
  });
});
