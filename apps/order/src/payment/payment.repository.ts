import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { CursorPage, CursorPosition } from '@course-plateform/common/kernel';
import { findCursorPage } from '@course-plateform/common/persistence';
import { Order } from '../order/order.entity';
import { BankReceipt } from './bank-receipt.entity';
import { Payment, type PaymentMethod, type PaymentStatus } from './payment.entity';

/** The named questions about stored payments. */
@Injectable()
export class PaymentRepository {
  constructor(private readonly em: EntityManager) {}

  findOrder(id: string): Promise<Order | null> {
    return this.em.findOne(Order, { id }, { populate: ['lines'] });
  }

  /** The last payment of an order, the open one if there is one. */
  findLatest(orderId: string): Promise<Payment | null> {
    return this.em.findOne(Payment, { orderId }, { orderBy: { number: 'desc' } });
  }

  find(id: string, method: PaymentMethod): Promise<Payment | null> {
    return this.em.findOne(Payment, { id, method });
  }

  /** The receipts of some payments, oldest first. */
  receipts(paymentIds: readonly string[]): Promise<BankReceipt[]> {
    return this.em.find(
      BankReceipt,
      { paymentId: { $in: [...paymentIds] } },
      { orderBy: { id: 'asc' } },
    );
  }

  /** A stretch of the payments, newest first. */
  page(
    filter: { method: PaymentMethod; status?: PaymentStatus },
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<Payment>> {
    return findCursorPage(this.em, Payment, filter, {
      by: 'createdAt',
      order: 'desc',
      limit,
      after,
    });
  }
}
