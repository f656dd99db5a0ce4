import { EntityManager, OptimisticLockError } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { ownedBy } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { updateRow } from '@course-plateform/common/persistence';
import type { Coupon } from '../coupon/coupon.entity';
import { CouponCheckService } from './coupon-check.service';
import { Quote } from './quote.entity';
import { QuoteExpired, QuoteNotFound, QuoteUsed } from './quote.errors';

/** Gives a buyer's quote to the order that is made from it. */
@Injectable()
export class QuoteClaimService {
  constructor(
    private readonly em: EntityManager,
    private readonly coupons: CouponCheckService,
    private readonly clock: Clock,
  ) {}

  /** A quote that can still be used. @throws QuoteNotFound when absent or foreign; QuoteUsed, QuoteExpired */
  async read(buyerId: string, id: string): Promise<Quote> {
    return this.usable(await this.em.findOne(Quote, { id }, { disableIdentityMap: true }), buyerId);
  }

  /** The coupon that an order of the quote uses, if it still can. @throws CouponLost */
  async couponOf({ couponId, buyerId }: Quote): Promise<Coupon | undefined> {
    return couponId === null ? undefined : this.coupons.stillUsable({ couponId, buyerId });
  }

  /**
   * Notes the order that is made of a quote. One statement, so that of two orders the second one finds it used.
   * @throws QuoteExpired; when another order was faster OptimisticLockError, now or at the commit, or the breach of the
   *   index that keeps a quote at one order, whichever comes first
   */
  async claim(em: EntityManager, quote: Quote, orderId: string): Promise<void> {
    const { id, version } = this.usable(quote, quote.buyerId);
    const change = { orderId, updatedAt: this.clock.now(), version: version + 1 };
    const taken = (): Error => OptimisticLockError.lockFailed(Quote.name);
    await updateRow(em, Quote, { id, version, orderId: null }, change, taken);
  }

  private usable(found: Quote | null, userId: string): Quote {
    const quote = ownedBy({ userId }, found, { owner: 'buyerId', notFound: QuoteNotFound });
    if (quote.orderId !== null) {
      throw new QuoteUsed({
        location: `/api/v1/orders/${quote.orderId}`,
        extensions: { orderId: quote.orderId },
      });
    }
    if (quote.hasExpired(this.clock.now())) throw new QuoteExpired();
    return quote;
  }
}
