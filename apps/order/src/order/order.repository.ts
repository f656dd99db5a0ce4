import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { CursorPage, CursorPosition } from '@course-plateform/common/kernel';
import { findCursorPage } from '@course-plateform/common/persistence';
import type { PaymentRecord } from '../payment/payment.dto';
import { paymentsAsJson } from '../payment/payment.repository';
import { LIVE_LINE_STATUSES, OrderLine } from './order-line.entity';
import type { OrderRecord } from './order.dto';
import { Order } from './order.entity';
import type { OrderStatus } from './order.state';

/** An order as a buyer reads it. */
export type OrderRead = OrderRecord & { readonly payments: readonly PaymentRecord[] };

/**
 * One statement, so that the order, its lines and its payments are of one moment. JSON keeps whole numbers numbers,
 * which the driver gives as texts when they are wide columns.
 */
const OWN_ORDER = `
  select json_build_object(
    'id', o.id, 'quoteId', o.quote_id, 'status', o.status,
    'totalMinor', o.total_minor, 'currency', o.currency,
    'dueAt', o.due_at, 'paidAt', o.paid_at, 'createdAt', o.created_at, 'history', o.history,
    'lines', (
      select json_agg(json_build_object(
        'id', l.id, 'courseId', l.course_id, 'publication', l.publication,
        'instructorId', l.instructor_id, 'title', l.title, 'slug', l.slug,
        'listPriceMinor', l.list_price_minor, 'priceMinor', l.price_minor,
        'currency', l.currency, 'status', l.status
      ) order by l.position)
      from order_line l where l.order_id = o.id
    ),
    'payments', ${paymentsAsJson('o.id')}
  ) as found
  from "order" o where o.id = ? and o.buyer_id = ?`;

/** The named questions about stored orders. */
@Injectable()
export class OrderRepository {
  constructor(private readonly em: EntityManager) {}

  /** A buyer's own order with everything they read of it, without the cost of entities. */
  async read(id: string, buyerId: string): Promise<OrderRead | undefined> {
    const row: { found: OrderRead } | undefined = await this.em
      .getConnection()
      .execute(OWN_ORDER, [id, buyerId], 'get', this.em.getTransactionContext());
    return row?.found;
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
