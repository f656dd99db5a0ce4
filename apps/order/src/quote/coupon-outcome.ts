import { describeEnum } from '@course-plateform/types/platform';

/** What became of the coupon on one line. */
export enum CouponOutcome {
  applied = 'applied',
  combined = 'combined',
  saleIsLower = 'sale_is_lower',
  notCovered = 'not_covered',
}

describeEnum(CouponOutcome, {
  applied: 'The coupon is taken off the list price, in place of any sale',
  combined: 'The coupon is taken off the sale price',
  sale_is_lower: 'The sale price is at least as low, so the coupon is not needed',
  not_covered: 'The coupon is not for this course',
});
