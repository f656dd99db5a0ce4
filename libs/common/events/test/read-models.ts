import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Outbox } from '../src/outbox';
import { type FactPage, FactSource, ReadModel } from '../src/read-model';
import { Handled, ORDER_PAID, Order } from './orders';

const PAGE = 2;

/** Tells where alpha's orders stand. */
@Injectable()
export class OrderFacts {
  constructor(private readonly outbox: Outbox) {}

  @FactSource(ORDER_PAID)
  async tellAgain(em: EntityManager, after: string | undefined): Promise<FactPage> {
    const where = after === undefined ? {} : { id: { $gt: after } };
    const orders = await em.find(Order, where, { orderBy: { id: 'asc' }, limit: PAGE });
    for (const { id, step, version } of orders) {
      const about = { aggregateId: id, aggregateVersion: version };
      this.outbox.add(em, ORDER_PAID, { orderId: id, step }, about);
    }
    return { events: orders.length, next: orders.length === PAGE ? orders.at(-1)?.id : undefined };
  }
}

/** What beta has seen of them. */
@Injectable()
export class HandledModel {
  @ReadModel({ name: 'handled', facts: [ORDER_PAID] })
  async reset(em: EntityManager): Promise<void> {
    await em.nativeDelete(Handled, {});
  }
}
