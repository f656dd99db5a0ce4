import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { CursorPage, CursorPosition } from '@course-plateform/common/kernel';
import { findCursorPage } from '@course-plateform/common/persistence';
import { Payment } from '../payment/payment.entity';
import { LIVE_LINE_STATUSES, OrderLine } from './order-line.entity';
import { Order } from './order.entity';
import type { OrderStatus } from './order.state';

/** The named questions about stored orders. */
@Injectable()
export class OrderRepository {
  constructor(private readonly em: EntityManager) {}

  /** An order with its lines. */
  find(id: string): Promise<Order | null> {
    return this.em.findOne(Order, { id }, { populate: ['lines'] });
  }

  /** The payments of an order, oldest first. */
  payments(orderId: string): Promise<Payment[]> {
    return this.em.find(Payment, { orderId }, { orderBy: { number: 'asc' } });
  }

  /** The lines by which a buyer has some courses, or is about to. */
  liveLines(buyerId: string, courseIds: readonly string[]): Promise<OrderLine[]> {
    return this.em.find(OrderLine, {
      buyerId,
      courseId: { $in: [...courseIds] },
      status: { $in: [...LIVE_LINE_STATUSES] },
    });
  }

  /** A stretch of a buyer's orders, newest first. */
  async page(
    filter: { buyerId: string; status?: OrderStatus },
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<Order>> {
    const stretch = { by: 'createdAt', order: 'desc', limit, after } as const;
    const page = await findCursorPage(this.em, Order, filter, stretch);
    await this.em.populate(page.items, ['lines']);
    return page;
  }
}
