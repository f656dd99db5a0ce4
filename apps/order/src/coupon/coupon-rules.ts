import { Money } from '@course-plateform/common/kernel';
import type { Coupon, CoveredCourse } from './coupon.entity';
import { CouponReason } from './coupon.state';

/** What is known about a buyer with regard to one coupon. */
export interface CouponBuyerCircumstances {
  /** How often they use it already. */
  readonly uses: number;
  readonly hasPurchased: boolean;
}

/** A purchase that a buyer wants to use a coupon for. */
export interface CouponPurchase extends CouponBuyerCircumstances {
  readonly courses: readonly CoveredCourse[];
  readonly now: Date;
}

/** What may have changed since a quote was given. Its prices are not among it, and neither is the period: they hold. */
export function reasonLost(
  coupon: Coupon,
  buyer: CouponBuyerCircumstances,
): CouponReason | undefined {
  if (coupon.deactivatedAt) return CouponReason.inactive;
  return reasonOfLimits(coupon, buyer);
}

/** Why a coupon cannot be used for a purchase; undefined when it can. In the order in which a buyer should hear it. */
export function reasonAgainst(coupon: Coupon, purchase: CouponPurchase): CouponReason | undefined {
  if (coupon.deactivatedAt) return CouponReason.inactive;
  if (purchase.now < coupon.startsAt) return CouponReason.notStarted;
  if (coupon.endsAt && coupon.endsAt <= purchase.now) return CouponReason.ended;
  const covered = purchase.courses.filter((course) => coupon.covers(course));
  if (covered.length === 0) return CouponReason.notForTheseCourses;
  if (!reachesMinimum(coupon, covered)) return CouponReason.minimumNotReached;
  return reasonOfLimits(coupon, purchase);
}

function reasonOfLimits(coupon: Coupon, buyer: CouponBuyerCircumstances): CouponReason | undefined {
  const { totalLimit, perUserLimit, held, committed } = coupon;
  if (coupon.firstPurchaseOnly && buyer.hasPurchased) return CouponReason.firstPurchaseOnly;
  if (perUserLimit !== null && buyer.uses >= perUserLimit) return CouponReason.usedByYou;
  return totalLimit !== null && held + committed >= totalLimit ? CouponReason.usedUp : undefined;
}

/** The minimum counts the present prices of the covered courses, before the coupon and before tax. */
function reachesMinimum(coupon: Coupon, covered: readonly CoveredCourse[]): boolean {
  if (!coupon.minimumSpend) return true;
  const prices = covered.map(({ price }) => Money.from(price));
  const total = prices.reduce((sum, price) => sum.plus(price));
  return total.compare(Money.from(coupon.minimumSpend)) >= 0;
}
