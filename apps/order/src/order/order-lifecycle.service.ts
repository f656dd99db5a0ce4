import { type EntityManager, type FindOneOptions, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, type EventContract } from '@course-plateform/common/kernel';
import { Outbox } from '@course-plateform/common/events';
import {
  type OrderFact,
  orderCancelled,
  orderCreated,
  orderExpired,
  orderFulfilled,
  orderPaid,
} from '@course-plateform/types/order';
import { OrderPayments } from '../payment/order-payments.service';
import type { SeenPayment } from '../payment/payable-orders';
import { orderOfPayment } from '../payment/payment.repository';
import { OrderLine } from './order-line.entity';
import { Order } from './order.entity';
import { OrderLineStatus, OrderStatus } from './order.state';

/**
 * Order and lines in one statement. Both are locked, because whoever has waited for a lock sees the newest form of what
 * is locked only. An order has lines, so the inner join loses none; PostgreSQL locks nothing behind an outer one.
 */
const LOCKED_WITH_LINES = {
  lockMode: LockMode.PESSIMISTIC_WRITE,
  lockTableAliases: ['o0', 'l1'],
  populate: ['lines'],
  strategy: 'joined',
  populateHints: { lines: { joinType: 'inner join' } },
} as const satisfies FindOneOptions<Order, 'lines'>;

/** Moves orders from state to state inside the caller's unit of work: order, lines, payments and facts together. */
@Injectable()
export class OrderLifecycle {
  constructor(
    private readonly outbox: Outbox,
    private readonly payments: OrderPayments,
    private readonly clock: Clock,
  ) {}

  /**
   * An order with its lines that nobody else changes until the transaction ends. Whoever touches payments of an
   * order locks the order first.
   */
  lock(em: EntityManager, id: string): Promise<Order | null> {
    return em.findOne(Order, { id }, LOCKED_WITH_LINES);
  }

  /** The same of the order that a payment is for. */
  lockOf(em: EntityManager, payment: Pick<SeenPayment, 'id' | 'method'>): Promise<Order | null> {
    return em.findOne(Order, { id: { $eq: orderOfPayment(payment) } }, LOCKED_WITH_LINES);
  }

  /** Takes a new order in; one that costs nothing is paid at once. */
  async open(em: EntityManager, order: Order): Promise<void> {
    em.persist(order);
    this.tell(em, orderCreated, order);
    if (!order.total.isZero()) return;
    // One version for each fact, so that no consumer takes the second one for a repeat.
    await em.flush();
    this.pay(em, order);
  }

  /** No payment has to end with it: the one that paid it was the only open one, and what is free has none. */
  pay(em: EntityManager, order: Order): void {
    order.pay(this.clock.now());
    this.tell(em, orderPaid, order);
  }

  async cancel(em: EntityManager, order: Order): Promise<void> {
    order.end(OrderStatus.cancelled, this.clock.now());
    await this.payments.closeOpen(em, order.id);
    this.tell(em, orderCancelled, order);
  }

  async expire(em: EntityManager, order: Order): Promise<void> {
    order.end(OrderStatus.expired, this.clock.now());
    await this.payments.closeOpen(em, order.id);
    this.tell(em, orderExpired, order);
  }

  fulfil(em: EntityManager, order: Order, lineId: string): void {
    if (order.fulfil(lineId, this.clock.now())) this.tell(em, orderFulfilled, order);
  }

  /** Tells once more that an order is paid: its consumers do nothing twice. */
  tellPaidAgain(em: EntityManager, order: Order): void {
    order.tellPaidAgain(this.clock.now());
    this.tell(em, orderPaid, order);
  }

  /**
   * The clock decides, not the job: what was not paid in time does not stand in the way of another order.
   * @returns whether something did
   */
  async releaseOverdue(
    em: EntityManager,
    buyerId: string,
    courseIds: readonly string[],
  ): Promise<boolean> {
    const status = OrderLineStatus.open;
    const held = await em.find(OrderLine, { buyerId, courseId: { $in: [...courseIds] }, status });
    let released = false;
    for (const id of new Set(held.map(({ order }) => order.id).toSorted())) {
      const order = await this.lock(em, id);
      if (!order?.isOverdue(this.clock.now())) continue;
      await this.expire(em, order);
      released = true;
    }
    return released;
  }

  private tell(em: EntityManager, contract: EventContract<OrderFact>, order: Order): void {
    this.outbox.add(em, contract, factOf(order), order);
  }
}

function factOf(order: Order): OrderFact {
  return {
    orderId: order.id,
    buyerId: order.buyerId,
    lines: order.lines.map(({ id, courseId, publication, price }) => ({
      lineId: id,
      courseId,
      publication,
      price: price.toJSON(),
    })),
    total: order.total.toJSON(),
  };
}
