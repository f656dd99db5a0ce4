import { raw } from '@mikro-orm/core';
import type { StoredDetails } from '../payment-providers/payment-details';
import type { PaymentMethod } from '../payment-providers/payment-method';
import type { PaymentStatus } from './payment.state';

/** A payment of an order, as an unlocked read saw it. */
export interface SeenPayment {
  readonly id: string;
  /** From 1, in the order they were begun. */
  readonly number: number;
  readonly method: PaymentMethod;
  readonly status: PaymentStatus;
  readonly reference: string;
  readonly details: StoredDetails;
  /** How many tries have failed, with those of the other payments of the order. */
  readonly failedAttempts: number;
}

/**
 * The last payment of an order (`SeenPayment`) as a column of JSON, for the statement that reads the order.
 * @param order id of the order
 */
export function latestPaymentAsJson(order: string): string {
  return `(
      select json_build_object(
        'id', p.id, 'number', p.number, 'method', p.method, 'status', p.status, 'reference', p.reference,
        'details', p.bank_account, 'failedAttempts',
        (select sum(a.failed_attempts) from payment a where a.order_id = p.order_id)
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
