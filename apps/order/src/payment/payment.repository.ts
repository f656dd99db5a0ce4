import { EntityManager, raw } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { CursorPage, CursorPosition } from '@course-plateform/common/kernel';
import { findCursorPage, jsonOf } from '@course-plateform/common/persistence';
import type { PaymentMethod } from '../payment-providers/payment-method';
import type { SeenPayment } from './payable-orders';
import { PAYMENT_FIELDS } from './payment-row';
import { Payment, PaymentStatus } from './payment.entity';

/** The payments of an order as a column of JSON, for the statement that reads the order. @param order id of the order */
export function paymentsAsJson(em: EntityManager, order: string): string {
  return `(select coalesce(json_agg(${jsonOf(em, Payment, PAYMENT_FIELDS, 'p')} order by p.number), '[]')
    from payment p where p.order_id = ${order})`;
}

/** The last payment of an order (`SeenPayment`) in the same way. */
export function latestPaymentAsJson(order: string): string {
  return `(
      select json_build_object(
        'id', p.id, 'number', p.number, 'method', p.method, 'status', p.status, 'reference', p.reference
      )
      from payment p where p.order_id = ${order} order by p.number desc limit 1
    )`;
}

/** The id of the order that a payment is for, within a statement about orders. */
export function orderOfPayment({ id, method }: Pick<SeenPayment, 'id' | 'method'>) {
  return raw<string>('(select p.order_id from payment p where p.id = ? and p.method = ?)', [
    id,
    method,
  ]);
}

/** The named questions about stored payments. */
@Injectable()
export class PaymentRepository {
  constructor(private readonly em: EntityManager) {}

  /** The last payment of an order, the open one if there is one. */
  findLatest(orderId: string): Promise<Payment | null> {
    return this.em.findOne(Payment, { orderId }, { orderBy: { number: 'desc' } });
  }

  find(id: string, method: PaymentMethod): Promise<Payment | null> {
    return this.em.findOne(Payment, { id, method });
  }

  /** The payments of an order, oldest first. */
  ofOrder(orderId: string): Promise<Payment[]> {
    return this.em.find(Payment, { orderId }, { orderBy: { number: 'asc' } });
  }

  open(em: EntityManager, orderId: string): Promise<Payment[]> {
    return em.find(Payment, { orderId, status: PaymentStatus.open });
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
