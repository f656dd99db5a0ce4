import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import { type EnrollmentGranted, enrollmentGranted } from '@course-plateform/types/user-progress';
import { OrderLifecycle } from './order-lifecycle.service';

@Injectable()
export class OrderEventHandler {
  constructor(private readonly lifecycle: OrderLifecycle) {}

  /** The buyer is in the course: that line of the order is done. Enrollments without an order are not ours. */
  @EventHandler(enrollmentGranted, { consumer: 'order-fulfilment' })
  async fulfilLine(event: EventEnvelope<EnrollmentGranted>, em: EntityManager): Promise<void> {
    const { orderId, orderLineId } = event.payload;
    if (orderId === null || orderLineId === null) return;
    const order = await this.lifecycle.lock(em, orderId);
    if (order) this.lifecycle.fulfil(em, order, orderLineId);
  }
}
