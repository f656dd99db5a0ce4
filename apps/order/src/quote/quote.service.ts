import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock, Money } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import type { Coupon } from '../coupon/coupon.entity';
import { couponNotUsable } from '../coupon/coupon.errors';
import { BasketService } from './basket.service';
import { type Basket, assertMayBuy, offersOf } from './checkout-check';
import { CouponCheckService } from './coupon-check.service';
import { PricingService } from './pricing.service';
import { type QuoteCreateDto, type QuoteResponse, toQuoteResponse } from './quote.dto';
import { Quote, type QuoteLine } from './quote.entity';

/** Checkout: from what a user wants to a price that holds for some time. */
@Injectable()
export class QuoteService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly baskets: BasketService,
    private readonly couponChecks: CouponCheckService,
    private readonly pricing: PricingService,
    private readonly clock: Clock,
  ) {}

  /** @throws QuoteEmpty, OrderAlreadyOwned, QuoteNotForSale, QuoteOwnCourse, QuoteMixedCurrencies, CouponNotUsable */
  async create(caller: Caller, dto: QuoteCreateDto): Promise<QuoteResponse> {
    const basket = await this.baskets.gather(caller.userId, dto.courseIds);
    assertMayBuy(basket);
    const coupon = await this.usable(basket, dto.couponCode);
    const rate = this.pricing.taxRateFor(dto.country);
    const lines = this.pricing.price(offersOf(basket), coupon, rate);
    return this.unitOfWork.run((em) => {
      const now = this.clock.now();
      const quote = new Quote({
        buyerId: caller.userId,
        lines,
        total: totalOf(lines),
        coupon: coupon && lines.some(isReduced) ? coupon : null,
        country: dto.country ?? null,
        taxRate: rate ?? null,
        expiresAt: this.pricing.holdUntil(now),
        now,
      });
      em.persist(quote);
      return Promise.resolve(quote);
    }, toQuoteResponse);
  }

  private async usable(basket: Basket, code: string | undefined): Promise<Coupon | undefined> {
    if (code === undefined) return undefined;
    const { coupon, reason } = await this.couponChecks.check(basket, code);
    if (reason !== undefined) throw couponNotUsable(reason);
    return coupon;
  }
}

/** Whether the coupon has an effect: one that has none is not used up by the order. */
function isReduced({ couponDiscount }: QuoteLine): boolean {
  return couponDiscount !== undefined && couponDiscount.amountMinor > 0;
}

/** The sum of the lines, which share one currency. */
function totalOf(lines: readonly QuoteLine[]): Money {
  const prices = lines.map(({ price }) => Money.from(price));
  return prices.reduce((total, price) => total.plus(price));
}
