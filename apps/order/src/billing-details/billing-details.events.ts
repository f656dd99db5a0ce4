import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import { type UserErased, userErased } from '@course-plateform/types/user';
import { BillingDetails } from './billing-details.entity';

@Injectable()
export class BillingDetailsEventHandler {
  /** The copies on invoices stay: the law wants invoices kept as they were issued. */
  @EventHandler(userErased, { consumer: 'billing-details-erasure' })
  async erase(event: EventEnvelope<UserErased>, em: EntityManager): Promise<void> {
    await em.nativeDelete(BillingDetails, { id: event.payload.userId });
  }
}
