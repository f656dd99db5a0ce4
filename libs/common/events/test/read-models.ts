import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Outbox } from '../src/outbox';
import { type EventPage, EventSource, ReadModel } from '../src/read-model';
import { Handled, ORDER_PAID, Order } from './orders';

const PAGE = 2;

/** Tells where alpha's orders stand. */
@Injectable()
export class OrderEventSource {
  constructor(private readonly outbox: Outbox) {}

  @EventSource(ORDER_PAID)
  async republish(em: EntityManager, after: string | undefined): Promise<EventPage> {
    const where = after === undefined ? {} : { id: { $gt: after } };
    const orders = await em.find(Order, where, { orderBy: { id: 'asc' }, limit: PAGE });
    for (const { id, step, version } of orders) {
      const about = { aggregateId: id, aggregateVersion: version };
      this.outbox.publish(em, ORDER_PAID, about, { orderId: id, step });
    }
    return { events: orders.length, next: orders.length === PAGE ? orders.at(-1)?.id : undefined };
  }
}

/** What beta has seen of them. */
@Injectable()
export class HandledModel {
  @ReadModel({ name: 'handled', events: [ORDER_PAID] })
  async reset(em: EntityManager): Promise<void> {
    await em.nativeDelete(Handled, {});
  }
}
