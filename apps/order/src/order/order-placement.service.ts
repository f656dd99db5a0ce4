import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import {
  UnitOfWork,
  isLostUpdate,
  orWhenDuplicate,
  violates,
} from '@course-plateform/common/persistence';
import type { Coupon } from '../coupon/coupon.entity';
import { couponLost } from '../coupon/coupon.errors';
import { CouponReason } from '../coupon/coupon.state';
import { ONE_FIRST_PURCHASE } from '../coupon/coupon-use.entity';
import { QuoteClaimService } from '../quote/quote-claim.service';
import type { Quote } from '../quote/quote.entity';
import { OrderEligibility } from './order-eligibility.service';
import { OrderLifecycle } from './order-lifecycle.service';
import { ONE_LIVE_LINE } from './order-line.entity';
import { type OrderCreateDto, type OrderResponse, toOrderResponse } from './order.dto';
import { ONE_ORDER_PER_QUOTE, type Order } from './order.entity';
import { OrderFactory } from './order.factory';

/** Makes orders from quotes. */
@Injectable()
export class OrderPlacementService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly quotes: QuoteClaimService,
    private readonly eligibility: OrderEligibility,
    private readonly factory: OrderFactory,
    private readonly lifecycle: OrderLifecycle,
  ) {}

  /** @throws QuoteNotFound, QuoteUsed, QuoteExpired, QuoteNotForSale, QuoteOwnCourse, OrderAlreadyOwned, OrderOpenExists, CouponLost */
  async create({ userId }: Caller, dto: OrderCreateDto): Promise<OrderResponse> {
    const quote = await this.quotes.read(userId, dto.quoteId);
    const courseIds = quote.lines.map(({ courseId }) => courseId);
    const instructors = await this.eligibility.assertMayOrder(userId, courseIds);
    const coupon = await this.quotes.couponOf(quote);
    const order = (): Order => this.factory.fromQuote(quote, coupon, instructors);
    try {
      return await this.place(quote, coupon, order);
    } catch (error) {
      // Another order has taken the quote, which says so by now.
      const isTaken = isLostUpdate(error) || violates(error, ONE_ORDER_PER_QUOTE);
      if (isTaken) await this.quotes.read(userId, dto.quoteId);
      if (violates(error, ONE_FIRST_PURCHASE)) throw couponLost(CouponReason.firstPurchaseOnly);
      if (!violates(error, ONE_LIVE_LINE)) throw error;
      if (!(await this.releaseOverdue(userId, courseIds))) {
        throw await this.eligibility.conflict(userId, courseIds);
      }
    }
    return orWhenDuplicate(this.place(quote, coupon, order), {
      [ONE_FIRST_PURCHASE]: () => couponLost(CouponReason.firstPurchaseOnly),
      [ONE_LIVE_LINE]: () => this.eligibility.conflict(userId, courseIds),
    });
  }

  private place(
    quote: Quote,
    coupon: Coupon | undefined,
    make: () => Order,
  ): Promise<OrderResponse> {
    return this.unitOfWork.run(
      async (em) => {
        const order = make();
        await this.quotes.claim(em, quote, order.id);
        await this.lifecycle.open(em, order, coupon);
        return order;
      },
      (order) => toOrderResponse(order, []),
    );
  }

  private async releaseOverdue(buyerId: string, courseIds: readonly string[]): Promise<boolean> {
    let released = false;
    await this.unitOfWork.runAside(async (em) => {
      released = await this.lifecycle.releaseOverdue(em, buyerId, courseIds);
    });
    return released;
  }
}
