import { Money } from '@course-plateform/common/kernel';
import { KindField, MoneyDto, MoneyField } from '@course-plateform/types/platform';
import type { CouponKind } from './coupon-kind';
import { splitByLargestRemainder } from './split';

const KIND = 'fixed_amount';

export class FixedAmountDiscount {
  @KindField(KIND)
  kind!: typeof KIND;

  @MoneyField({ description: 'What is taken off all covered courses of an order together' })
  amount!: MoneyDto;
}

/** One amount off the whole purchase, split over the lines in proportion to their prices. */
export const fixedAmount: CouponKind = {
  kind: KIND,
  shapes: { discount: FixedAmountDiscount },
  currencyOf: ({ amount }: FixedAmountDiscount) => amount.currency,
  reductionsOf: ({ amount }: FixedAmountDiscount, prices: readonly Money[]) => {
    const total = prices.reduce((sum, price) => sum.plus(price));
    const wanted = Money.from(amount);
    return splitByLargestRemainder(wanted.compare(total) > 0 ? total : wanted, prices);
  },
};
