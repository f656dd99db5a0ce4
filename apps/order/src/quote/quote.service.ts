import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock, MINUTE_MS, Money } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { OrderSettings } from '../env';
import { BasketService } from './basket.service';
import { type Basket, assertMayBuy } from './checkout-check';
import { PricingService } from './pricing.service';
import { type QuoteCreateDto, type QuoteResponse, toQuoteResponse } from './quote.dto';
import { Quote, type QuoteLine } from './quote.entity';

/** Checkout: from what somebody wants to a price that holds for a while. */
@Injectable()
export class QuoteService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly baskets: BasketService,
    private readonly pricing: PricingService,
    private readonly clock: Clock,
    private readonly settings: OrderSettings,
  ) {}

  /** @throws QuoteEmpty, OrderAlreadyOwned, QuoteNotForSale, QuoteOwnCourse, QuoteMixedCurrencies */
  async create(caller: Caller, dto: QuoteCreateDto): Promise<QuoteResponse> {
    const basket = await this.baskets.gather(caller.userId, dto.courseIds);
    assertMayBuy(basket);
    const lines = this.priced(basket);
    return this.unitOfWork.run((em) => {
      const now = this.clock.now();
      const quote = new Quote({
        buyerId: caller.userId,
        lines,
        total: totalOf(lines),
        expiresAt: new Date(now.getTime() + this.settings.quoteMinutes * MINUTE_MS),
        now,
      });
      em.persist(quote);
      return Promise.resolve(quote);
    }, toQuoteResponse);
  }

  private priced(basket: Basket): QuoteLine[] {
    return basket.courseIds.flatMap((id) => {
      const offer = basket.offers.get(id);
      return offer ? [this.pricing.price(offer)] : [];
    });
  }
}

/** The sum of the lines, which share one currency. */
function totalOf(lines: readonly QuoteLine[]): Money {
  const prices = lines.map(({ price }) => Money.from(price));
  return prices.reduce((total, price) => total.plus(price));
}
