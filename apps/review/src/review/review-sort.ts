export enum ReviewSort {
  newest = 'newest',
  rating = 'rating',
}
