import type { Money } from '@course-plateform/common/kernel';
import { KindField } from '@course-plateform/types/platform';
import type { CouponKind, Discount } from './coupon-kind';

const KIND = 'free';

export class FreeDiscount {
  @KindField(KIND)
  kind!: typeof KIND;
}

/** Each course for nothing. */
export const free: CouponKind = {
  kind: KIND,
  shapes: { discount: FreeDiscount },
  currencyOf: () => undefined,
  reductionsOf: (_discount: Discount, prices: readonly Money[]) => prices,
};
