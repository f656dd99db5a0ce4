import { Injectable } from '@nestjs/common';
import { MINUTE_MS, Money } from '@course-plateform/common/kernel';
import type { CourseOffer } from '@course-plateform/types/course';
import type { Coupon } from '../coupon/coupon.entity';
import { OrderSettings } from '../env';
import { planTax } from '../tax/tax-plan';
import { type TaxRate, taxRateFor } from '../tax/tax-rate';
import { planCoupon } from './coupon-plan';
import {
  CouponStrategy,
  ListPriceStrategy,
  type PricedLine,
  type PricingStrategy,
  RoundingStrategy,
  SalePriceStrategy,
  TaxStrategy,
} from './pricing.strategy';
import { PricingRule, type PricingStep, type QuoteLine } from './quote.entity';

/** A course of the basket on its way through the rules. */
interface Passage {
  readonly line: PricedLine & { readonly offer: CourseOffer };
  readonly price: Money;
  readonly explain: readonly PricingStep[];
}

/** Reductions come before the tax, which is calculated from all reduced prices together. */
const REDUCTIONS = [new ListPriceStrategy(), new SalePriceStrategy(), new CouponStrategy()];
const TAXES = [new TaxStrategy(), new RoundingStrategy()];

/** Works out what the courses of a basket cost, rule by rule, and explains it. */
@Injectable()
export class PricingService {
  constructor(private readonly settings: OrderSettings) {}

  /** What buyers of a country pay in taxes; undefined when they pay none. */
  taxRateFor(country: string | undefined): TaxRate | undefined {
    return taxRateFor(this.settings.taxRates, country);
  }

  /** One line for each offer. Without a coupon the explanations do not mention one. */
  price(offers: readonly CourseOffer[], coupon?: Coupon, rate?: TaxRate): QuoteLine[] {
    const plan = coupon ? planCoupon(coupon, offers) : [];
    const reduced = offers.map((offer, index) => {
      const price = Money.zero(offer.listPrice.currency);
      return applied(REDUCTIONS, { line: { offer, coupon: plan[index] }, price, explain: [] });
    });
    const prices = reduced.map(({ price }) => price);
    const taxes = rate ? planTax(rate, prices) : [];
    return reduced.map(({ line, ...rest }, index) =>
      toQuoteLine(applied(TAXES, { ...rest, line: { ...line, tax: taxes[index] } })),
    );
  }

  /** Until when prices of now are guaranteed. */
  holdUntil(now: Date): Date {
    return new Date(now.getTime() + this.settings.quoteMinutes * MINUTE_MS);
  }
}

function applied(strategies: readonly PricingStrategy[], passage: Passage): Passage {
  const { line } = passage;
  return strategies.reduce<Passage>((before, strategy) => {
    const { rule } = strategy;
    if (rule === PricingRule.coupon && !line.coupon) return before;
    const price = strategy.apply(before.price, line);
    const changeMinor = price.minus(before.price).amountMinor;
    const step = { rule, changeMinor, amount: price.toJSON(), ...detailsOf(rule, line) };
    return { line, price, explain: [...before.explain, step] };
  }, passage);
}

/** What a step tells besides its change. */
function detailsOf(rule: PricingRule, { coupon, tax }: PricedLine): Partial<PricingStep> {
  if (rule === PricingRule.coupon && coupon) return { outcome: coupon.outcome };
  if (rule !== PricingRule.tax || !tax) return {};
  const { rate, rounding } = tax;
  return { tax: { rate, base: tax.base.toJSON(), amount: tax.amount.toJSON(), rounding } };
}

function toQuoteLine({ line: { offer, coupon, tax }, price, explain }: Passage): QuoteLine {
  const { courseId, title, slug, instructorId, publication } = offer;
  const listPrice = Money.from(offer.listPrice).toJSON();
  const zero = Money.zero(price.currency);
  const couponDiscount = (coupon?.reduction ?? zero).toJSON();
  return {
    ...{ courseId, title, slug, instructorId, publication },
    ...{ listPrice, price: price.toJSON(), couponDiscount, explain },
    tax: (tax?.amount ?? zero).toJSON(),
  };
}
