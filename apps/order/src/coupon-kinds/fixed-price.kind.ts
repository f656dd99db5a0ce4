import { Money } from '@course-plateform/common/kernel';
import { KindField, MoneyDto, MoneyField } from '@course-plateform/types/platform';
import type { CouponKind } from './coupon-kind';

const KIND = 'fixed_price';

export class FixedPriceDiscount {
  @KindField(KIND)
  kind!: typeof KIND;

  @MoneyField({
    description: 'What each covered course costs instead; a cheaper one stays as it is',
  })
  price!: MoneyDto;
}

/** Each course for the same price. */
export const fixedPrice: CouponKind = {
  kind: KIND,
  shapes: { discount: FixedPriceDiscount },
  currencyOf: ({ price }: FixedPriceDiscount) => price.currency,
  reductionsOf: (discount: FixedPriceDiscount, prices: readonly Money[]) => {
    const fixed = Money.from(discount.price);
    return prices.map((price) =>
      price.compare(fixed) > 0 ? price.minus(fixed) : Money.zero(price.currency),
    );
  },
};
