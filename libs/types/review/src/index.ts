export {
  RatingSummaries,
  RatingHistogram,
  RatingSummary,
  RatingSummaryGetMany,
  ratingSummaryGetMany,
} from './review.contract';
export { ratingChanged } from './review.events';
