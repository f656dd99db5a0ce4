import type { SearchDocument } from './course-search';

/** The rating that a course without reviews counts as, and how many reviews weigh as much as that guess. */
const PRIOR_RATING = 3.8;
const PRIOR_REVIEWS = 10;
const STARS = 5;
/** The number of learners that counts in full. */
const LEARNERS_FULL = 100_000;

/**
 * How good a course is, from 0 to 1, without its age: its rating with confidence (a few reviews say little) and its
 * learners on a logarithmic scale. `docs/guides/search.md` has the whole formula.
 */
export function qualityOf({
  ratingAverage,
  ratingCount,
  learners,
}: Pick<SearchDocument, 'ratingAverage' | 'ratingCount' | 'learners'>): number {
  const stars =
    (PRIOR_RATING * PRIOR_REVIEWS + ratingAverage * ratingCount) / (PRIOR_REVIEWS + ratingCount);
  const reach = Math.log1p(Math.max(0, learners)) / Math.log1p(LEARNERS_FULL);
  return 0.6 * (stars / STARS) + 0.4 * Math.min(1, reach);
}
