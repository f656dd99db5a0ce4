import { describeEnum } from '@course-plateform/types/platform';

export enum ReviewSort {
  newest = 'newest',
  rating = '-rating',
}

describeEnum(ReviewSort, {
  newest: 'Newest first',
  '-rating': 'Most stars first',
});
