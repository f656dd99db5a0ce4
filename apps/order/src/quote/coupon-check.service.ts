import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock, newId } from '@course-plateform/common/kernel';
import type { Coupon } from '../coupon/coupon.entity';
import { CouponRepository } from '../coupon/coupon.repository';
import { type CouponBuyerCircumstances, reasonAgainst, reasonLost } from '../coupon/coupon-rules';
import { couponLost } from '../coupon/coupon.errors';
import { CouponReason } from '../coupon/coupon.state';
import { BasketService } from './basket.service';
import { type Basket, assertMayBuy, offersOf } from './checkout-check';
import type { CouponCheckCreateDto, CouponCheckResponse } from './coupon-check.dto';
import { PurchaseHistory } from './purchase-history';

/** Finds out whether a buyer can use a coupon for a basket. */
@Injectable()
export class CouponCheckService {
  constructor(
    private readonly baskets: BasketService,
    private readonly coupons: CouponRepository,
    private readonly history: PurchaseHistory,
    private readonly clock: Clock,
  ) {}

  /** @throws QuoteEmpty, OrderAlreadyOwned, QuoteNotForSale, QuoteOwnCourse, QuoteMixedCurrencies */
  async report(caller: Caller, dto: CouponCheckCreateDto): Promise<CouponCheckResponse> {
    const basket = await this.baskets.gather(caller.userId, dto.courseIds);
    assertMayBuy(basket);
    const { reason } = await this.check(basket, dto.code);
    return { usable: reason === undefined, reason: reason ?? null };
  }

  /** An unknown code takes the same statements as a known one, so that the time does not tell them apart. */
  async check(
    basket: Basket,
    code: string,
  ): Promise<{ readonly coupon?: Coupon; readonly reason?: CouponReason | undefined }> {
    const coupon = await this.coupons.findByCode(code);
    const circumstances = await this.circumstancesOf(coupon?.id ?? newId(), basket.buyerId);
    if (!coupon) return { reason: CouponReason.notFound };
    const purchase = { ...circumstances, courses: offersOf(basket), now: this.clock.now() };
    return { coupon, reason: reasonAgainst(coupon, purchase) };
  }

  /**
   * The coupon of a quote, if it can still be used. Two orders may pass this at the same time; the statement that
   * holds the coupon lets only as many through as the limits allow.
   * @throws CouponLost
   */
  async stillUsable(quote: { couponId: string; buyerId: string }): Promise<Coupon> {
    const coupon = await this.coupons.find(quote.couponId);
    const circumstances = await this.circumstancesOf(quote.couponId, quote.buyerId);
    const reason = coupon ? reasonLost(coupon, circumstances) : CouponReason.notFound;
    if (!coupon || reason !== undefined) throw couponLost(reason ?? CouponReason.notFound);
    return coupon;
  }

  private async circumstancesOf(
    couponId: string,
    buyerId: string,
  ): Promise<CouponBuyerCircumstances> {
    const uses = await this.coupons.usesOf(couponId, buyerId);
    return { uses, hasPurchased: await this.history.hasPurchased(buyerId) };
  }
}
