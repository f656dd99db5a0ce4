import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { CursorPage, CursorPosition } from '@course-plateform/common/kernel';
import { findCursorPage } from '@course-plateform/common/persistence';
import { Order } from '../order/order.entity';
import { Invoice } from '../invoice/invoice.entity';

/** The named questions about issued documents. */
@Injectable()
export class InvoiceRepository {
  constructor(private readonly em: EntityManager) {}

  /** A buyer's own document. */
  find(id: string, buyerId: string): Promise<Invoice | null> {
    return this.em.findOne(Invoice, { id, buyerId }, { disableIdentityMap: true });
  }

  /** A page of the documents of an order, oldest first. */
  page(
    filter: { readonly orderId: string; readonly buyerId: string },
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<Invoice>> {
    const range = { by: 'issuedAt', order: 'asc', limit, after } as const;
    return findCursorPage(this.em, Invoice, filter, range);
  }

  async isOrderOf(orderId: string, buyerId: string): Promise<boolean> {
    return (await this.em.count(Order, { id: orderId, buyerId })) > 0;
  }
}
