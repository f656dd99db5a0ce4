import { Money } from '@course-plateform/common/kernel';
import { CouponOutcome } from './coupon-outcome';
import type { LineTax } from '../tax/tax-plan';
import type { CouponLine, Priced } from './coupon-plan';
import { PricingRule } from './quote.entity';

/** A course in a basket, with what a coupon of the basket does to it. */
export interface PricedLine {
  readonly offer: Priced;
  readonly coupon?: CouponLine | undefined;
  readonly tax?: LineTax | undefined;
}

/** One rule of the price: takes the price so far and gives the price after it. */
export interface PricingStrategy {
  readonly rule: PricingRule;
  apply(before: Money, line: PricedLine): Money;
}

/** Where every price begins. */
export class ListPriceStrategy implements PricingStrategy {
  readonly rule = PricingRule.listPrice;

  apply(_before: Money, { offer }: PricedLine): Money {
    return Money.from(offer.listPrice);
  }
}

/** The price the course has now, which its instructor's sale may have lowered, unless a coupon takes its place. */
export class SalePriceStrategy implements PricingStrategy {
  readonly rule = PricingRule.sale;

  apply(before: Money, { offer, coupon }: PricedLine): Money {
    return coupon?.outcome === CouponOutcome.applied ? before : Money.from(offer.price);
  }
}

/** What the coupon takes off the line; how it is split over the lines was decided for the whole basket. */
export class CouponStrategy implements PricingStrategy {
  readonly rule = PricingRule.coupon;

  apply(before: Money, { coupon }: PricedLine): Money {
    return coupon ? before.minus(coupon.reduction) : before;
  }
}

/** Adds the tax, unless the price contains it; how it is split over the lines was decided for the whole basket. */
export class TaxStrategy implements PricingStrategy {
  readonly rule = PricingRule.tax;

  apply(before: Money, { tax }: PricedLine): Money {
    return tax && !tax.rate.inclusive ? before.plus(tax.amount) : before;
  }
}

/** Prices are whole minor units at every step (half to even), so nothing is left to round; the trace says so. */
export class RoundingStrategy implements PricingStrategy {
  readonly rule = PricingRule.rounding;

  apply(before: Money): Money {
    return before;
  }
}
