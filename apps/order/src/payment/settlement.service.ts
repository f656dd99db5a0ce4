import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, Money } from '@course-plateform/common/kernel';
import type { PaymentMethod } from '../payment-providers/payment-method';
import type { ReceivedMoney } from '../payment-providers/payment-provider';
import { Transaction, TransactionKind } from '../transaction/transaction.entity';
import { type LockedOrder, PayableOrders } from './payable-orders';
import type { Payment } from './payment.entity';
import { PaymentRepository } from './payment.repository';

/** A payment with its order, both in the hands of one transaction. */
export interface LockedPayment {
  readonly payment: Payment;
  readonly order: LockedOrder;
}

/** Takes in the money that came for payments, whoever brought it. */
@Injectable()
export class Settlement {
  constructor(
    private readonly orders: PayableOrders,
    private readonly payments: PaymentRepository,
    private readonly clock: Clock,
  ) {}

  /** The order is locked before the payment is read, so that nobody ends or pays it meanwhile. */
  async lock(
    em: EntityManager,
    id: string,
    method: PaymentMethod,
  ): Promise<LockedPayment | undefined> {
    const order = await this.orders.lockOf(em, { id, method });
    const payment = order && (await this.payments.find(id, method));
    return payment ? { payment, order } : undefined;
  }

  /**
   * Adds money to a payment. With it the order is paid once the whole amount is there: order, payment, transaction and
   * fact in the caller's commit.
   */
  async receive(
    em: EntityManager,
    { payment, order }: LockedPayment,
    money: ReceivedMoney,
  ): Promise<void> {
    const now = this.clock.now();
    await order.expireIfOverdue();
    const amount = additionOf(payment, money);
    if (amount.isZero() || !payment.receive(amount, order.awaitsPayment, now)) return;
    order.pay();
    em.persist(new Transaction({ kind: TransactionKind.charge, payment, now }));
  }
}

/** What is new of some money. Less in all than before is old news that came late. */
function additionOf(payment: Payment, { kind, amount }: ReceivedMoney): Money {
  if (kind === 'addition') return amount;
  const { received } = payment;
  return amount.compare(received) > 0 ? amount.minus(received) : Money.zero(amount.currency);
}
