import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import { type OrderFact, orderPaid } from '@course-plateform/types/order';
import { GrantService } from './grant.service';

@Injectable()
export class EnrollmentEventHandler {
  constructor(private readonly grants: GrantService) {}

  @EventHandler(orderPaid, { consumer: 'enrollment-grant' })
  grantEnrollments(event: EventEnvelope<OrderFact>, em: EntityManager): Promise<void> {
    return this.grants.grantOrder(em, event.payload);
  }
}
