import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import { type UserErased, userErased } from '@course-plateform/types/user';
import { Quote } from './quote.entity';

@Injectable()
export class QuoteEventHandler {
  /** What led to an order stays, as the order itself: the law wants both kept, and neither names anybody. */
  @EventHandler(userErased, { consumer: 'quote-erasure' })
  async erase(event: EventEnvelope<UserErased>, em: EntityManager): Promise<void> {
    await em.nativeDelete(Quote, { buyerId: event.payload.userId, orderId: null });
  }
}
