import { type EntityManager, type FindOneOptions, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, type EventContract, type Money } from '@course-plateform/common/kernel';
import { Outbox } from '@course-plateform/common/events';
import {
  type OrderEvent,
  orderCancelled,
  orderCreated,
  orderExpired,
  orderFulfilled,
  orderLineRefunded,
  orderLineRevoked,
  orderPaid,
} from '@course-plateform/types/order';
import { BuyerMails } from '../buyer-mail/buyer-mails.service';
import type { Coupon } from '../coupon/coupon.entity';
import { CouponUses } from '../coupon/coupon-uses.service';
import { CouponUseStatus } from '../coupon/coupon.state';
import { OrderPayments } from '../payment/order-payments.service';
import { type SeenPayment, orderOfPayment } from '../payment/seen-payment';
import { LIVE_LINE_STATUSES, OrderLine } from './order-line.entity';
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

/** The same with what an invoice says of its buyer. */
const LOCKED_TO_BE_PAID = {
  ...LOCKED_WITH_LINES,
  populate: ['lines', 'billingDetails'],
} as const satisfies FindOneOptions<Order, 'lines' | 'billingDetails'>;

/** Money for a line that went back to the buyer. */
export interface LineRefund {
  readonly refundId: string;
  readonly lineId: string;
  readonly amount: Money;
  /** Whether the buyer loses the course also when this is not the whole price. */
  readonly endsAccess: boolean;
}

/** Moves orders from state to state inside the caller's unit of work: order, lines, payments and events together. */
@Injectable()
export class OrderLifecycle {
  constructor(
    private readonly outbox: Outbox,
    private readonly payments: OrderPayments,
    private readonly coupons: CouponUses,
    private readonly mails: BuyerMails,
    private readonly clock: Clock,
  ) {}

  /**
   * An order with its lines that nobody else changes until the transaction ends. Whoever touches payments of an
   * order locks the order first.
   */
  lock(em: EntityManager, id: string): Promise<Order | null> {
    return em.findOne(Order, { id }, LOCKED_WITH_LINES);
  }

  /** The same of the order that a payment is for, with what its invoice says of the buyer. */
  lockOf(em: EntityManager, payment: Pick<SeenPayment, 'id' | 'method'>): Promise<Order | null> {
    return em.findOne(Order, { id: { $eq: orderOfPayment(payment) } }, LOCKED_TO_BE_PAID);
  }

  /**
   * Takes a new order in and holds its coupon; an order that costs nothing is paid at once.
   * @throws CouponLost when the coupon was lost in the meantime, now or at the commit
   */
  async open(em: EntityManager, order: Order, coupon: Coupon | undefined): Promise<void> {
    if (coupon) await this.coupons.hold(em, coupon, order);
    em.persist(order);
    this.report(em, orderCreated, order);
    if (!order.total.isZero()) return this.mails.orderPlaced(em, order);
    // One version for each event, so that no consumer takes the second one for a repeat.
    await em.flush();
    await this.pay(em, order);
  }

  /** No payment has to end with it: the one that paid it was the only open one, and what is free has none. */
  async pay(em: EntityManager, order: Order): Promise<void> {
    order.pay(this.clock.now());
    await this.coupons.commit(em, order);
    this.report(em, orderPaid, order);
    this.mails.orderPaid(em, order);
  }

  async cancel(em: EntityManager, order: Order): Promise<void> {
    order.end(OrderStatus.cancelled, this.clock.now());
    await this.payments.closeOpen(em, order.id);
    await this.coupons.release(em, order, CouponUseStatus.held);
    this.report(em, orderCancelled, order);
  }

  async expire(em: EntityManager, order: Order): Promise<void> {
    order.end(OrderStatus.expired, this.clock.now());
    await this.payments.closeOpen(em, order.id);
    await this.coupons.release(em, order, CouponUseStatus.held);
    this.report(em, orderExpired, order);
  }

  /**
   * Takes an order that ended up again, to pay it at once, unless the buyer has a course of it, or is about to, by another
   * order, or its coupon is no longer available.
   * @returns whether it waits for its payment now
   */
  async reopen(em: EntityManager, order: Order): Promise<boolean> {
    const courseId = { $in: order.lines.map((line) => line.courseId) };
    const status = { $in: [...LIVE_LINE_STATUSES] };
    const others = await em.count(OrderLine, { buyerId: order.buyerId, courseId, status });
    if (others > 0) return false;
    const purchases = await em.count(Order, { buyerId: order.buyerId, paidAt: { $ne: null } });
    if (!(await this.coupons.holdAgain(em, order, purchases > 0))) return false;
    order.reopen(this.clock.now());
    return true;
  }

  fulfil(em: EntityManager, order: Order, lineId: string): void {
    if (order.fulfil(lineId, this.clock.now())) this.report(em, orderFulfilled, order);
  }

  /** The platform has sent money for a line back to the buyer. */
  async refund(em: EntityManager, order: Order, refund: LineRefund): Promise<void> {
    await this.giveBack(em, order, refund);
    const { title: course, isRefunded: endsAccess } = order.line(refund.lineId);
    const about = { refundId: refund.refundId, orderId: order.id, buyerId: order.buyerId };
    this.mails.refundSent(em, about, { course, amount: refund.amount, endsAccess });
  }

  /** The buyer has money for a line back, whoever sent it. With the last line the coupon of the order can be used again. */
  async giveBack(em: EntityManager, order: Order, refund: LineRefund): Promise<void> {
    const { lineId, refundId } = refund;
    const line = order.giveBack(lineId, refund.amount, refund.endsAccess, this.clock.now());
    const { id: orderId, buyerId } = order;
    const { courseId, isRefunded: endsAccess } = line;
    const amount = refund.amount.toJSON();
    const payload = { refundId, orderId, lineId, courseId, buyerId, amount, endsAccess };
    this.outbox.publish(em, orderLineRefunded, order, payload);
    if (order.status === OrderStatus.refunded) await this.coupons.giveBack(em, order);
  }

  /** A line gives no access: told to whoever has missed it, and does nothing twice. */
  revoke(em: EntityManager, order: Order, lineId: string): void {
    const { id: orderId, buyerId } = order;
    const { courseId } = order.line(lineId);
    order.touch(this.clock.now());
    this.outbox.publish(em, orderLineRevoked, order, { orderId, lineId, courseId, buyerId });
  }

  /** Money that could not pay the order went back to the buyer. */
  returnMoney(em: EntityManager, { id: orderId, buyerId }: Order, amount: Money): void {
    this.mails.moneyReturned(em, { orderId, buyerId }, amount);
  }

  /** Tells once more that an order is paid: its consumers do nothing twice. */
  republishPaid(em: EntityManager, order: Order): void {
    order.republishPaid(this.clock.now());
    this.report(em, orderPaid, order);
  }

  /**
   * The clock decides, not the job: what was not paid in time does not stand in the way of another order.
   * @returns whether there is less in the way than before, be it that another user was faster
   */
  async releaseOverdue(
    em: EntityManager,
    buyerId: string,
    courseIds: readonly string[],
  ): Promise<boolean> {
    const status = OrderLineStatus.open;
    const held = await em.find(OrderLine, { buyerId, courseId: { $in: [...courseIds] }, status });
    const ids = new Set(held.map(({ order }) => order.id).toSorted());
    let isFreer = ids.size === 0;
    for (const id of ids) {
      const order = await this.lock(em, id);
      if (order?.isOverdue(this.clock.now())) await this.expire(em, order);
      isFreer ||= order?.status !== OrderStatus.pendingPayment;
    }
    return isFreer;
  }

  private report(em: EntityManager, contract: EventContract<OrderEvent>, order: Order): void {
    this.outbox.publish(em, contract, order, payloadOf(order));
  }
}

function payloadOf(order: Order): OrderEvent {
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
