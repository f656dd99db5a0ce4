import { Money } from '@course-plateform/common/kernel';
import { describeEnum } from '@course-plateform/types/platform';
import type { InstructorShare } from '@course-plateform/types/course';
import { splitByLargestRemainder } from '../coupon-kinds/split';
import { CouponScope } from '../coupon/coupon.state';
import type { EarnedShare } from '../ledger/sold-line';

/** To whom a sale is credited, which decides the share of the instructor. */
export enum ShareAttribution {
  ownCoupon = 'own_coupon',
  platform = 'platform',
}

describeEnum(ShareAttribution, {
  own_coupon: "The buyer used the instructor's own coupon, and it lowered the price",
  platform: 'Every other sale',
});

/** The shares of instructors, in hundredths of a percent. */
export interface SharePolicy {
  readonly instructorShareBasisPoints: number;
  readonly instructorShareOwnCouponBasisPoints: number;
}

/** A line before its share is fixed. */
export interface ShareableLine {
  /** The owner of the course. */
  readonly instructorId: string;
  /** All who teach it, with their parts of the share, which are 10,000 basis points together. */
  readonly instructors: readonly InstructorShare[];
  /** What the share is of: the price without tax. */
  readonly net: Money;
  readonly hasCouponDiscount: boolean;
}

/** The share of a line as it was fixed when the order was placed. */
export interface LineShare {
  readonly attribution: ShareAttribution;
  readonly basisPoints: number;
  readonly share: Money;
  /** Who gets what of it; null when the owner of the course gets all of it. */
  readonly split: readonly EarnedShare[] | null;
}

/** What the attribution needs to know of a coupon. */
export interface AttributedCoupon {
  readonly scope: CouponScope;
  readonly ownerId: string;
  readonly createdBy: string | null;
}

/**
 * The shares of the lines of an order. The lines of one percentage are rounded together, half to even, and split by
 * largest remainder, so that many small lines lose nothing to rounding.
 */
export function sharesOf(
  lines: readonly ShareableLine[],
  coupon: AttributedCoupon | undefined,
  policy: SharePolicy,
): LineShare[] {
  const attributions = lines.map((line) => attributionOf(line, coupon));
  const shares = new Map<ShareableLine, Money>();
  for (const attribution of new Set(attributions)) {
    const together = lines.filter((_line, index) => attributions[index] === attribution);
    const nets = together.map(({ net }) => net);
    const all = nets.reduce((sum, net) => sum.plus(net));
    const parts = splitByLargestRemainder(all.share(basisPointsOf(attribution, policy)), nets);
    for (const [index, line] of together.entries()) {
      shares.set(line, parts[index] ?? Money.zero(all.currency));
    }
  }
  return lines.map((line, index) => {
    const attribution = attributions[index] ?? ShareAttribution.platform;
    const basisPoints = basisPointsOf(attribution, policy);
    const share = shares.get(line) ?? Money.zero(line.net.currency);
    return { attribution, basisPoints, share, split: splitOf(share, line) };
  });
}

/** By largest remainder, so that nothing of the share is lost; the owner comes first. */
function splitOf(share: Money, { instructors }: ShareableLine): EarnedShare[] | null {
  if (instructors.length <= 1) return null;
  const weights = instructors.map(({ basisPoints }) => Money.of(basisPoints, share.currency));
  const parts = splitByLargestRemainder(share, weights);
  return instructors.map(({ instructorId }, index) => ({
    ...{ instructorId, amountMinor: parts[index]?.amountMinor ?? 0 },
  }));
}

/** A coupon that an admin made for a course is not the instructor's own. */
function attributionOf(
  { instructorId, hasCouponDiscount }: ShareableLine,
  coupon: AttributedCoupon | undefined,
): ShareAttribution {
  if (!coupon || !hasCouponDiscount) return ShareAttribution.platform;
  const isOfInstructor = coupon.scope !== CouponScope.site && coupon.ownerId === instructorId;
  const isOwn = isOfInstructor && (coupon.createdBy ?? coupon.ownerId) === instructorId;
  return isOwn ? ShareAttribution.ownCoupon : ShareAttribution.platform;
}

function basisPointsOf(attribution: ShareAttribution, policy: SharePolicy): number {
  return attribution === ShareAttribution.ownCoupon
    ? policy.instructorShareOwnCouponBasisPoints
    : policy.instructorShareBasisPoints;
}
