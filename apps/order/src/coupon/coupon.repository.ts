import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type CursorPage, type CursorPosition, pastedCode } from '@course-plateform/common/kernel';
import { findCursorPage } from '@course-plateform/common/persistence';
import { CouponBuyer } from './coupon-buyer.entity';
import { Coupon } from './coupon.entity';

/** The named questions about stored coupons. */
@Injectable()
export class CouponRepository {
  constructor(private readonly em: EntityManager) {}

  find(id: string): Promise<Coupon | null> {
    return this.em.findOne(Coupon, { id }, { disableIdentityMap: true });
  }

  /** @param code as a buyer typed it */
  findByCode(code: string): Promise<Coupon | null> {
    return this.em.findOne(Coupon, { codeKey: pastedCode(code) }, { disableIdentityMap: true });
  }

  /** How often a buyer uses a coupon. */
  async usesOf(couponId: string, buyerId: string): Promise<number> {
    const options = { disableIdentityMap: true };
    const found = await this.em.findOne(CouponBuyer, { couponId, buyerId }, options);
    return found?.uses ?? 0;
  }

  /** A page of the coupons, newest first. */
  page(
    filter: { ownerId?: string; batchId?: string },
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<Coupon>> {
    return findCursorPage(this.em, Coupon, filter, {
      by: 'createdAt',
      order: 'desc',
      limit,
      after,
    });
  }

  /** The coupons of a batch in the order in which they were generated. */
  ofBatch(batchId: string): Promise<Coupon[]> {
    return this.em.find(Coupon, { batchId }, { orderBy: { id: 'asc' }, disableIdentityMap: true });
  }
}
