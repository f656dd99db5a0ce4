import { eventContract } from '@course-plateform/common/kernel';
import { RatingSummary } from './review.contract';

/** The ratings of a course have changed; carries the whole summary, so that the last one is the truth. */
export const ratingChanged = eventContract({
  subject: 'evt.review.rating.changed.v1',
  payload: RatingSummary,
  consumers: { course: ['catalog-rating'] },
});
