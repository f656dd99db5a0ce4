import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import { type UserErased, userErased } from '@course-plateform/types/user';
import { type EnrollmentGranted, enrollmentGranted } from '@course-plateform/types/user-progress';
import { WishlistItem } from './wishlist-item.entity';

@Injectable()
export class WishlistEventHandler {
  /** Who has the course does not wish for it any more. */
  @EventHandler(enrollmentGranted, { consumer: 'wishlist-clean-up' })
  async removeItem(event: EventEnvelope<EnrollmentGranted>, em: EntityManager): Promise<void> {
    const { userId, courseId } = event.payload;
    await em.nativeDelete(WishlistItem, { userId, courseId });
  }

  @EventHandler(userErased, { consumer: 'wishlist-erasure' })
  async erase(event: EventEnvelope<UserErased>, em: EntityManager): Promise<void> {
    await em.nativeDelete(WishlistItem, { userId: event.payload.userId });
  }
}
