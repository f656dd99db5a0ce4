import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import { type UserErased, userErased } from '@course-plateform/types/user';
import { type EnrollmentGranted, enrollmentGranted } from '@course-plateform/types/user-progress';
import { Cart } from './cart.entity';
import { CartItem } from './cart-item.entity';

@Injectable()
export class CartEventHandler {
  /** Who has the course does not buy it any more. */
  @EventHandler(enrollmentGranted, { consumer: 'cart-clean-up' })
  async removeItem(event: EventEnvelope<EnrollmentGranted>, em: EntityManager): Promise<void> {
    const { userId, courseId } = event.payload;
    await em.nativeDelete(CartItem, { cart: userId, courseId });
  }

  @EventHandler(userErased, { consumer: 'cart-erasure' })
  async erase(event: EventEnvelope<UserErased>, em: EntityManager): Promise<void> {
    const { userId } = event.payload;
    await em.nativeDelete(CartItem, { cart: userId });
    await em.nativeDelete(Cart, { id: userId });
  }
}
