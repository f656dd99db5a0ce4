import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { ownedBy } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import type { InvoicedOrder } from '../invoice/invoice-content';
import { type LockedOrder, type PayableOrder, PayableOrders } from '../payment/payable-orders';
import { PaymentAlreadyPaid, PaymentOrderOver } from '../payment/payment.errors';
import type { SeenPayment } from '../payment/seen-payment';
import { OrderEligibility } from './order-eligibility.service';
import { OrderLifecycle } from './order-lifecycle.service';
import { Order } from './order.entity';
import { OrderNotFound } from './order.errors';
import { OrderStatus } from './order.state';
import { SoldLines } from './sold-lines.service';

/** The orders behind the port of the payments. */
@Injectable()
export class StoredPayableOrders extends PayableOrders {
  constructor(
    private readonly em: EntityManager,
    private readonly lifecycle: OrderLifecycle,
    private readonly eligibility: OrderEligibility,
    private readonly soldLines: SoldLines,
    private readonly clock: Clock,
  ) {
    super();
  }

  async find(buyerId: string, id: string) {
    const populate = ['lines', 'latestPayment'] as const;
    const options = { populate, strategy: 'joined', disableIdentityMap: true } as const;
    const order = this.payable(buyerId, await this.em.findOne(Order, { id }, options));
    return { ...viewOf(order), latestPayment: order.latestPayment ?? null };
  }

  async findLocked(em: EntityManager, buyerId: string, id: string): Promise<LockedOrder> {
    return this.locked(em, this.payable(buyerId, await this.lifecycle.lock(em, id)));
  }

  async lockOf(em: EntityManager, payment: Pick<SeenPayment, 'id' | 'method'>) {
    const order = await this.lifecycle.lockOf(em, payment);
    return order && this.locked(em, order);
  }

  assertNotOwned({ buyerId, courseIds }: PayableOrder): Promise<void> {
    return this.eligibility.assertNotOwned(buyerId, courseIds);
  }

  async isStillWanted(id: string): Promise<boolean> {
    const order = await this.em.findOne(
      Order,
      { id },
      { populate: ['lines'], disableIdentityMap: true },
    );
    if (!order) return false;
    const { buyerId, courseIds } = viewOf(order);
    return (await this.eligibility.owned(buyerId, courseIds)).length === 0;
  }

  private payable(userId: string, found: Order | null): Order {
    const order = ownedBy({ userId }, found, { owner: 'buyerId', notFound: OrderNotFound });
    if (order.wasPaid) throw new PaymentAlreadyPaid();
    if (order.isAwaitingPayment(this.clock.now())) return order;
    const over = order.status === OrderStatus.pendingPayment ? OrderStatus.expired : order.status;
    throw new PaymentOrderOver({ extensions: { orderStatus: over } });
  }

  private locked(em: EntityManager, order: Order): LockedOrder {
    const { clock, soldLines, lifecycle } = this;
    return {
      ...viewOf(order),
      get soldLines() {
        return soldLines.of(order);
      },
      get invoiced() {
        return invoicedOf(order);
      },
      get awaitsPayment() {
        return order.isAwaitingPayment(clock.now());
      },
      get hasEnded() {
        return order.hasEnded;
      },
      reopen: () => lifecycle.reopen(em, order),
      waitUntil: (timestamp) => order.waitUntil(timestamp, clock.now()),
      pay: () => lifecycle.pay(em, order),
      note: (cause) => order.note(cause, clock.now()),
      expireIfOverdue: async () => {
        if (order.isOverdue(clock.now())) await lifecycle.expire(em, order);
      },
    };
  }
}

/** @throws Error unless the order was loaded with the billing details of its buyer */
function invoicedOf(order: Order): InvoicedOrder {
  const { id, buyerId, currency, taxRate, lines, billingDetails } = order;
  if (billingDetails === undefined) throw new Error(`The order ${id} was loaded without its buyer`);
  return { id, buyerId, currency, taxRate, lines, billingDetails };
}

function viewOf({ id, buyerId, lines, total }: Order): PayableOrder {
  return { id, buyerId, courseIds: lines.map(({ courseId }) => courseId), total };
}
