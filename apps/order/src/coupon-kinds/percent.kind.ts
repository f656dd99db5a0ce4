import type { Money } from '@course-plateform/common/kernel';
import { IntegerField, KindField } from '@course-plateform/types/platform';
import type { CouponKind } from './coupon-kind';
import { splitByLargestRemainder } from './split';

const KIND = 'percent';

export class PercentDiscount {
  @KindField(KIND)
  kind!: typeof KIND;

  @IntegerField({ min: 1, max: 100, example: 25, description: 'The share of the price taken off' })
  percent!: number;
}

/** A share of the price of all lines together, split over them: rounding each line would change the total. */
export const percent: CouponKind = {
  kind: KIND,
  shapes: { discount: PercentDiscount },
  currencyOf: () => undefined,
  reductionsOf: (discount: PercentDiscount, prices: readonly Money[]) => {
    const total = prices.reduce((sum, price) => sum.plus(price));
    return splitByLargestRemainder(total.share(discount.percent * 100), prices);
  },
};
