export {
  RatingSummaries,
  RatingSummary,
  RatingSummaryGetMany,
  ratingSummaryGetMany,
} from './review.contract';
export { ratingChanged } from './review.events';
