import type { Class, Money } from '@course-plateform/common/kernel';

/** What a coupon takes off, as it is requested, stored and shown. */
export interface Discount {
  readonly kind: string;
}

/** One kind of coupon: everything that is different about it. */
export interface CouponKind {
  /** Its name in requests, responses and the database. It never changes. */
  readonly kind: string;
  readonly shapes: { readonly discount: Class<Discount> };

  /** The only currency it works in; undefined for a kind that works in every currency. */
  currencyOf(discount: Discount): string | undefined;

  /**
   * What it takes off each price, never more than the price.
   * @param prices of the courses it covers, at least one, in one currency that it works in
   */
  reductionsOf(discount: Discount, prices: readonly Money[]): readonly Money[];
}
