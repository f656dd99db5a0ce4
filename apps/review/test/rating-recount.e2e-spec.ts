import { newId } from '@course-plateform/common/kernel';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { ratingChanged } from '@course-plateform/types/review';
import { Review } from '../src/review/review.entity';
import { type ReviewFixture, histogram, startReview, written } from './review.fixture';

const STARS = ['one', 'two', 'three', 'four', 'five'] as const;
const WRITERS = 8;
const ROUNDS = 6;

/** A sequence that looks random and is the same in each run (Park and Miller). */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

describe('the rating of a course', () => {
  let fixture: ReviewFixture;

  beforeAll(async () => {
    fixture = await startReview();
  });

  afterAll(() => fixture.review.stop());

  /** What a count of all reviews says. */
  async function recounted(courseId: string) {
    const stars = (await fixture.review.stored(Review, { courseId })).map((one) => one.stars);
    const count = stars.length;
    const sum = stars.reduce((total, one) => total + one, 0);
    const counts = STARS.map((name, index): [string, number] => {
      return [name, stars.filter((one) => one === index + 1).length];
    });
    return {
      ...{ courseId, count, average: count === 0 ? 0 : Math.round((sum / count) * 100) / 100 },
      histogram: histogram(Object.fromEntries(counts)),
    };
  }

  it.each([1, 2026, 48_271])(
    'equals a recount after reviews were written, edited and deleted at random (%s)',
    async (seed) => {
      const { review } = fixture;
      const random = sequence(seed);
      const courseId = newId();
      const users = await Promise.all(Array.from({ length: WRITERS }, () => review.user()));
      const reviews = new Map<TestUser, { id: string; version: number }>();

      const step = async (user: TestUser, stars: number, isDeletion: boolean): Promise<void> => {
        const known = reviews.get(user);
        if (!known) {
          reviews.set(user, await written(fixture, user, courseId, stars));
          return;
        }
        const path = `/api/v1/reviews/${known.id}`;
        const headers = { ...bearer(user), 'If-Match': `"${known.version}"` };
        if (isDeletion) {
          await review.http.delete(path).set(headers).expect(204);
          reviews.delete(user);
          return;
        }
        const { body } = await review.http.patch(path).set(headers).send({ stars }).expect(200);
        reviews.set(user, body as { id: string; version: number });
      };

      for (let round = 0; round < ROUNDS; round += 1) {
        // All at once, each with what the sequence has for it.
        const steps = users.map((user) => ({ user, stars: 1 + random(5), isDeletion: !random(4) }));
        await Promise.all(
          steps.map(({ user, stars, isDeletion }) => step(user, stars, isDeletion)),
        );
        const expected = await recounted(courseId);
        const { body } = await review.http.get(`/api/v1/rating-summaries/${courseId}`).expect(200);
        expect(body).toEqual(expected);
        await eventually('the rating is published', () => {
          const sent = review.events
            .of(ratingChanged)
            .filter((one) => one.aggregateId === courseId);
          const newest = sent.toSorted((a, b) => a.aggregateVersion - b.aggregateVersion).at(-1);
          expect(newest?.payload).toEqual(expected);
          return true;
        });
      }
      expect((await recounted(courseId)).count).toBe(reviews.size);
    },
  );
});
