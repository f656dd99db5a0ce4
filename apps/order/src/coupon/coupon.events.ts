import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import { type UserErased, userErased } from '@course-plateform/types/user';
import { Coupon } from './coupon.entity';
import { CouponScope } from './coupon.state';

@Injectable()
export class CouponEventHandler {
  constructor(private readonly clock: Clock) {}

  /** Ends the coupons of an instructor who is gone. Uses stay as the orders do, and neither names anybody. */
  @EventHandler(userErased, { consumer: 'coupon-erasure' })
  async erase(event: EventEnvelope<UserErased>, em: EntityManager): Promise<void> {
    const ownerId = event.payload.userId;
    const scope = { $ne: CouponScope.site };
    const coupons = await em.find(Coupon, { ownerId, scope, deactivatedAt: null });
    for (const coupon of coupons) {
      coupon.deactivate(this.clock.now());
      coupon.edit({ label: null }, this.clock.now());
    }
  }
}
