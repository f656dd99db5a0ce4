import { newId } from '@course-plateform/common/kernel';
import { PreconditionFailed } from '@course-plateform/common/persistence';
import { CourseRating } from './course-rating.entity';
import { Review } from './review.entity';

const written = new Date('2026-01-01T00:00:00Z');
const edited = new Date('2026-01-02T00:00:00Z');

function aReview(): Review {
  return new Review({
    courseId: newId(),
    authorId: newId(),
    stars: 5,
    text: 'Great.',
    now: written,
  });
}

describe('Review', () => {
  it('keeps what an edit omits', () => {
    const review = aReview();
    review.edit({ stars: 3 }, edited);
    expect(review).toMatchObject({ stars: 3, text: 'Great.', updatedAt: edited });
    review.edit({ text: 'Fine.' }, edited);
    expect(review).toMatchObject({ stars: 3, text: 'Fine.', createdAt: written });
  });

  it('rejects an outdated version', () => {
    const review = Object.assign(aReview(), { version: 2 });
    expect(() => review.assertVersion(1)).toThrow(PreconditionFailed);
    expect(() => review.assertVersion(2)).not.toThrow();
  });
});

describe('CourseRating', () => {
  it.each([
    ['nothing', [], 0, 0],
    ['one review', [4], 4, 1],
    ['two decimals', [5, 4, 4], 4.33, 3],
  ])('averages %s', (_what, stars, average, count) => {
    const rating = new CourseRating(newId());
    for (const one of stars) rating.add(one);
    expect(rating.summary()).toMatchObject({ average, count });
  });

  it('equals a recount after edits and removals', () => {
    const rating = new CourseRating(newId());
    rating.add(5);
    rating.add(1);
    rating.replace(1, 3);
    rating.remove(5);
    expect(rating.summary()).toMatchObject({
      average: 3,
      count: 1,
      histogram: { one: 0, two: 0, three: 1, four: 0, five: 0 },
    });
  });

  it('keeps its histogram to itself when an earlier release has counted without it', () => {
    const rating = new CourseRating(newId());
    rating.add(5);
    rating.count += 1;
    rating.starsTotal += 2;
    expect(rating.summary()).toEqual({ courseId: rating.courseId, average: 3.5, count: 2 });
  });
});
