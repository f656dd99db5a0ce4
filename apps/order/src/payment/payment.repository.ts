import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { CursorPage, CursorPosition } from '@course-plateform/common/kernel';
import { findCursorPage, jsonOf } from '@course-plateform/common/persistence';
import type { PaymentMethod } from '../payment-providers/payment-method';
import { type PaymentNotification, readPaymentKey } from '../payment-providers/payment-provider';
import { PAYMENT_FIELDS } from './payment-row';
import { Payment } from './payment.entity';
import { PaymentStatus } from './payment.state';

/** The payments of an order as a column of JSON, for the statement that reads the order. @param order id of the order */
export function paymentsAsJson(em: EntityManager, order: string): string {
  return `(select coalesce(json_agg(${jsonOf(em, Payment, PAYMENT_FIELDS, 'p')} order by p.number), '[]')
    from payment p where p.order_id = ${order})`;
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

  /** The payment that a provider reports about, by our key where it names that. */
  findNotified(
    method: PaymentMethod,
    { key, reference }: Pick<PaymentNotification, 'key' | 'reference'>,
  ): Promise<Payment | null> {
    const named = key === undefined ? undefined : readPaymentKey(key);
    const where = named ? { ...named, method } : { reference, method };
    return this.em.findOne(Payment, where, { disableIdentityMap: true });
  }

  /** The payments of an order, oldest first. */
  ofOrder(orderId: string): Promise<Payment[]> {
    return this.em.find(Payment, { orderId }, { orderBy: { number: 'asc' } });
  }

  open(em: EntityManager, orderId: string): Promise<Payment[]> {
    return em.find(Payment, { orderId, status: PaymentStatus.open });
  }

  /** A page of the payments, newest first. */
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
