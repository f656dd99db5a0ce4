import { Money, type MoneyValue } from '@course-plateform/common/kernel';
import type { Coupon, CoveredCourse } from '../coupon/coupon.entity';
import { CouponOutcome } from './coupon-outcome';

/** What the price of a course is made from. */
export interface Priced {
  readonly listPrice: MoneyValue;
  readonly price: MoneyValue;
}

/** A coupon for each line of a basket: what the buyer pays with it, and whether the sale or the coupon decides. */
export interface CouponLine {
  readonly outcome: CouponOutcome;
  /** What the coupon takes off; zero unless it is applied or combined. */
  readonly reduction: Money;
}

/**
 * The rule for sale and coupon together: the buyer gets the lower of both on each line, unless the coupon says that it
 * combines with sales. The reductions are split over the covered lines before the comparison.
 */
export function planCoupon(
  coupon: Coupon,
  offers: readonly (Priced & CoveredCourse)[],
): readonly CouponLine[] {
  const covered = offers.filter((offer) => coupon.covers(offer));
  const bases = covered.map((offer) =>
    Money.from(coupon.combinesWithSale ? offer.price : offer.listPrice),
  );
  const reductions = coupon.reductionsOf(bases);
  return offers.map((offer) => {
    const zero = Money.zero(offer.price.currency);
    const reduction = reductions[covered.indexOf(offer)];
    if (!reduction) return { outcome: CouponOutcome.notCovered, reduction: zero };
    if (coupon.combinesWithSale) return { outcome: CouponOutcome.combined, reduction };
    const withCoupon = Money.from(offer.listPrice).minus(reduction);
    return withCoupon.compare(Money.from(offer.price)) < 0
      ? { outcome: CouponOutcome.applied, reduction }
      : { outcome: CouponOutcome.saleIsLower, reduction: zero };
  });
}
