import { Injectable } from '@nestjs/common';
import { Money } from '@course-plateform/common/kernel';
import type { CourseOffer } from '@course-plateform/types/course';
import { OrderSettings } from '../env';
import {
  ListPriceStrategy,
  type PricingStrategy,
  RoundingStrategy,
  SalePriceStrategy,
  TaxStrategy,
} from './pricing.strategy';
import type { PricingStep, QuoteLine } from './quote.entity';

/** Works out what a course costs, rule by rule, and explains it. */
@Injectable()
export class PricingService {
  /** In the order in which they are applied; a coupon is one more between sale and tax. */
  private readonly strategies: readonly PricingStrategy[];

  constructor(settings: OrderSettings) {
    this.strategies = [
      new ListPriceStrategy(),
      new SalePriceStrategy(),
      new TaxStrategy(settings.taxBasisPoints),
      new RoundingStrategy(),
    ];
  }

  price(offer: CourseOffer): QuoteLine {
    const explain: PricingStep[] = [];
    let price = Money.zero(offer.listPrice.currency);
    for (const strategy of this.strategies) {
      const after = strategy.apply(price, offer);
      const changeMinor = after.minus(price).amountMinor;
      explain.push({ rule: strategy.rule, changeMinor, amount: after.toJSON() });
      price = after;
    }
    const { courseId, title, slug, instructorId, publication } = offer;
    const listPrice = Money.from(offer.listPrice).toJSON();
    return {
      ...{ courseId, title, slug, instructorId, publication },
      ...{ listPrice, price: price.toJSON(), explain },
    };
  }
}
