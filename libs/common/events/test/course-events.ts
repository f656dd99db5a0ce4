import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '../src/event';
import { EventHandler } from '../src/event-handler';
import { MongoHandled, ORDER_PAID, type OrderPaid } from './orders';

/** The step of an order that no handler survives. */
export const DEADLY_STEP = 666;

/** A consumer on MongoDB that can be cured. */
@Injectable()
export class CourseEvents {
  poisonous = true;

  @EventHandler(ORDER_PAID, { consumer: 'order-paid' })
  async paid(event: EventEnvelope<OrderPaid>, em: EntityManager): Promise<void> {
    em.persist(new MongoHandled(event.id, event.aggregateId, event.payload.step));
    await em.flush();
    if (event.payload.step === DEADLY_STEP && this.poisonous) throw new Error('Poisoned');
  }
}
