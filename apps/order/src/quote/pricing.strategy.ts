import { Money, type MoneyValue } from '@course-plateform/common/kernel';
import { PricingRule } from './quote.entity';

/** What the price of a course is made from. */
export interface Priced {
  readonly listPrice: MoneyValue;
  readonly price: MoneyValue;
}

/** One rule of the price: takes the price so far and gives the price after it. */
export interface PricingStrategy {
  readonly rule: PricingRule;
  apply(before: Money, offer: Priced): Money;
}

/** Where every price begins. */
export class ListPriceStrategy implements PricingStrategy {
  readonly rule = PricingRule.listPrice;

  apply(_before: Money, offer: Priced): Money {
    return Money.from(offer.listPrice);
  }
}

/** The price the course has now, which its instructor's sale may have lowered. */
export class SalePriceStrategy implements PricingStrategy {
  readonly rule = PricingRule.sale;

  apply(_before: Money, offer: Priced): Money {
    return Money.from(offer.price);
  }
}

/** The tax on top of the price. */
export class TaxStrategy implements PricingStrategy {
  readonly rule = PricingRule.tax;

  /** @param basisPoints hundredths of a percent */
  constructor(private readonly basisPoints: number) {}

  apply(before: Money): Money {
    return before.plus(before.share(this.basisPoints));
  }
}

/** Prices are whole minor units at every step (half to even), so nothing is left to round; the trace says so. */
export class RoundingStrategy implements PricingStrategy {
  readonly rule = PricingRule.rounding;

  apply(before: Money): Money {
    return before;
  }
}
