import { type EntityManager, LockMode } from '@mikro-orm/core';
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
import { Payment, PaymentStatus } from '../payment/payment.entity';
import { OrderLine } from './order-line.entity';
import { Order } from './order.entity';
import { OrderLineStatus, OrderStatus } from './order.state';

/** Moves orders from state to state inside the caller's unit of work: order, lines, payments and facts together. */
@Injectable()
export class OrderLifecycle {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * An order with its lines that nobody else changes until the transaction ends. Whoever touches payments of an
   * order locks the order first.
   */
  async lock(em: EntityManager, id: string): Promise<Order | null> {
    const order = await em.findOne(Order, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    await order?.lines.init();
    return order;
  }

  /** Takes a new order in; one that costs nothing is paid at once. */
  async open(em: EntityManager, order: Order): Promise<void> {
    await this.releaseOverdue(em, order);
    em.persist(order);
    this.tell(em, orderCreated, order);
    if (!order.total.isZero()) return;
    // One version for each fact, so that no consumer takes the second one for a repeat.
    await em.flush();
    await this.pay(em, order);
  }

  /** @param by the payment that did it; others that are open end */
  async pay(em: EntityManager, order: Order, by?: Payment): Promise<void> {
    order.pay(this.clock.now());
    await this.closePayments(em, order, by);
    this.tell(em, orderPaid, order);
  }

  async cancel(em: EntityManager, order: Order): Promise<void> {
    order.end(OrderStatus.cancelled, this.clock.now());
    await this.closePayments(em, order);
    this.tell(em, orderCancelled, order);
  }

  async expire(em: EntityManager, order: Order): Promise<void> {
    order.end(OrderStatus.expired, this.clock.now());
    await this.closePayments(em, order);
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

  /** The clock decides, not the job: what was not paid in time does not stand in the way of another order. */
  private async releaseOverdue(em: EntityManager, { buyerId, lines }: Order): Promise<void> {
    const courseIds = lines.map(({ courseId }) => courseId);
    const held = await em.find(OrderLine, {
      ...{ buyerId, courseId: { $in: courseIds } },
      status: OrderLineStatus.open,
    });
    for (const id of new Set(held.map(({ order }) => order.id).toSorted())) {
      const order = await this.lock(em, id);
      if (order?.isOverdue(this.clock.now())) await this.expire(em, order);
    }
    // The unique index of live lines must see that they are free before the new ones come.
    await em.flush();
  }

  private async closePayments(em: EntityManager, order: Order, except?: Payment): Promise<void> {
    const open = await em.find(Payment, { orderId: order.id, status: PaymentStatus.open });
    for (const payment of open) {
      if (payment !== except) payment.close(this.clock.now());
    }
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
