import { type Money, registryOf } from '@course-plateform/common/kernel';
import { OneOf } from '@course-plateform/types/platform';
import type { CouponKind } from './coupon-kind';
import { FixedAmountDiscount, fixedAmount } from './fixed-amount.kind';
import { FixedPriceDiscount, fixedPrice } from './fixed-price.kind';
import { FreeDiscount, free } from './free.kind';
import { PercentDiscount, percent } from './percent.kind';

const COUPON_KINDS = registryOf<CouponKind>('coupon', [percent, fixedAmount, fixedPrice, free]);

/** What a coupon takes off, by its kind. A new kind adds its own class. */
export const CouponDiscount = OneOf(
  'CouponDiscount',
  'kind',
  {
    percent: PercentDiscount,
    fixed_amount: FixedAmountDiscount,
    fixed_price: FixedPriceDiscount,
    free: FreeDiscount,
  },
  'What is taken off, by `kind`',
);
export type CouponDiscount = InstanceType<typeof CouponDiscount>;

/** The only currency a discount works in; undefined when it works in every currency. */
export function currencyOfDiscount(discount: CouponDiscount): string | undefined {
  return COUPON_KINDS.of(discount).currencyOf(discount);
}

/** What a discount takes off each price. @param prices at least one, in one currency that it works in */
export function reductionsOf(discount: CouponDiscount, prices: readonly Money[]): readonly Money[] {
  return COUPON_KINDS.of(discount).reductionsOf(discount, prices);
}
