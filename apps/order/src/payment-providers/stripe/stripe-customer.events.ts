import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import { type UserErased, userErased } from '@course-plateform/types/user';
import { StripeCustomerJob } from './stripe-customer.job';
import { StripeCustomers } from './stripe-customers.service';

@Injectable()
export class StripeCustomerEventHandler {
  constructor(
    private readonly customers: StripeCustomers,
    private readonly job: StripeCustomerJob,
  ) {}

  @EventHandler(userErased, { consumer: 'stripe-customer-erasure' })
  async erase(event: EventEnvelope<UserErased>, em: EntityManager): Promise<void> {
    await this.customers.erase(em, event.payload.userId);
    this.job.trigger(em);
  }
}
