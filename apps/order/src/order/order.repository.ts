import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { CursorPage, CursorPosition } from '@course-plateform/common/kernel';
import { findCursorPage, jsonOf, sqlOf } from '@course-plateform/common/persistence';
import type { PaymentRow } from '../payment/payment-row';
import { paymentsAsJson } from '../payment/payment.repository';
import { LIVE_LINE_STATUSES, OrderLine } from './order-line.entity';
import {
  LINE_FIELDS,
  ORDER_FIELDS,
  type OrderLineRow,
  type OrderRead,
  type OrderRow,
} from './order-row';
import { Order } from './order.entity';
import type { OrderStatus } from './order.state';

interface ReadRow {
  readonly order: Omit<OrderRow, 'lines'>;
  readonly lines: readonly OrderLineRow[];
  readonly payments: readonly PaymentRow[];
}

/** The named questions about stored orders. */
@Injectable()
export class OrderRepository {
  private readonly ownOrder: string;

  constructor(private readonly em: EntityManager) {
    this.ownOrder = ownOrderOf(em);
  }

  /** A buyer's own order with everything they read of it, without the cost of entities. */
  async read(id: string, buyerId: string): Promise<OrderRead | undefined> {
    const [row] = await sqlOf(this.em).execute<ReadRow[]>(this.ownOrder, [id, buyerId]);
    return row && { ...row.order, lines: row.lines, payments: row.payments };
  }

  /** The lines by which a buyer has some courses, or is about to. */
  liveLines(buyerId: string, courseIds: readonly string[]): Promise<OrderLine[]> {
    return this.em.find(OrderLine, {
      buyerId,
      courseId: { $in: [...courseIds] },
      status: { $in: [...LIVE_LINE_STATUSES] },
    });
  }

  /** A page of a buyer's orders, newest first. */
  async page(
    filter: { buyerId: string; status?: OrderStatus },
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<Order>> {
    const range = { by: 'createdAt', order: 'desc', limit, after } as const;
    const page = await findCursorPage(this.em, Order, filter, range);
    await this.em.populate(page.items, ['lines']);
    return page;
  }
}

/** One statement, so that the order, its lines and its payments are of one point in time. */
function ownOrderOf(em: EntityManager): string {
  return `
    select ${jsonOf(em, Order, ORDER_FIELDS, 'o')} as "order",
      (select json_agg(${jsonOf(em, OrderLine, LINE_FIELDS, 'l')} order by l.position)
       from order_line l where l.order_id = o.id) as "lines",
      ${paymentsAsJson(em, 'o.id')} as "payments"
    from "order" o where o.id = ? and o.buyer_id = ?`;
}
