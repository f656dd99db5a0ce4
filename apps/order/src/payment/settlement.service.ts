import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, Money } from '@course-plateform/common/kernel';
import type { PaymentMethod } from '../payment-providers/payment-method';
import type { ReceivedMoney } from '../payment-providers/payment-provider';
import { Transaction, TransactionKind } from '../transaction/transaction.entity';
import { type LockedOrder, PayableOrders } from './payable-orders';
import type { Payment } from './payment.entity';
import { PaymentBooks } from './payment-books.service';
import { PaymentRepository } from './payment.repository';
import { PaymentReviews } from './payment-reviews.service';
import { PaymentReviewReason } from './payment.state';

/** A payment with its order, both in the hands of one transaction. */
export interface LockedPayment {
  readonly payment: Payment;
  readonly order: LockedOrder;
}

/** What is known of some money besides its amount. */
export interface Arrival {
  /** By which the provider knows the money. */
  readonly chargeReference?: string | undefined;
  /** Whether the buyer of an order that ended has none of its courses by now; left out when nobody has looked. */
  readonly isStillWanted?: boolean | undefined;
}

/** Money came for an order that had ended: find out whether the buyer still wants it, and receive it again. */
export class LateMoney extends Error {}

/** Takes in the money that came for payments, whoever brought it. */
@Injectable()
export class Settlement {
  constructor(
    private readonly orders: PayableOrders,
    private readonly payments: PaymentRepository,
    private readonly reviews: PaymentReviews,
    private readonly books: PaymentBooks,
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
   * Adds money to a payment. With it the order is paid once the whole amount is there: order, payment, transaction, ledger
   * and event in the caller's commit.
   * @throws LateMoney when all of it came for an order that had ended, and it is not known whether the buyer wants it
   */
  async receive(
    em: EntityManager,
    locked: LockedPayment,
    money: ReceivedMoney,
    { chargeReference, isStillWanted }: Arrival = {},
  ): Promise<void> {
    const { payment, order } = locked;
    const now = this.clock.now();
    await order.expireIfOverdue();
    if (chargeReference !== undefined) payment.chargeReference = chargeReference;
    const mismatch = mismatchOf(payment, money);
    if (mismatch && payment.awaitsMoney) {
      payment.mismatch(mismatch, money.amount, now);
      await this.books.receipt(em, payment, money.amount, money.amount);
      return this.reviews.add(em, locked, money.amount, false);
    }
    // Money in another currency cannot be added to the payment, however often it is reported.
    if (mismatch === PaymentReviewReason.currencyMismatch) {
      return this.books.receipt(em, payment, money.amount, money.amount);
    }
    const amount = additionOf(payment, money);
    const isReopened = money.isFinal === true && (await reopenFor(payment, order, isStillWanted));
    if (isReopened) payment.reopen(now);
    const isAwaited = order.awaitsPayment || isReopened;
    if (amount.isZero()) return;
    if (payment.receive(amount, isAwaited, now)) return this.pay(em, locked, amount);
    await this.books.receipt(em, payment, amount, payment.received);
    if (!payment.needsReview) return;
    await this.reviews.add(em, locked, amount, this.reviews.goesBack(payment, money));
  }

  /** A complete payment pays its order. @param amount what has just come in for it */
  async pay(em: EntityManager, locked: LockedPayment, amount: Money): Promise<void> {
    const { payment, order } = locked;
    await order.pay();
    em.persist(new Transaction({ kind: TransactionKind.charge, payment, now: this.clock.now() }));
    this.books.charge(em, locked, amount);
  }

  /** Money that came before pays the order after all. */
  async apply(em: EntityManager, locked: LockedPayment): Promise<void> {
    await locked.order.pay();
    this.books.charge(em, locked, Money.zero(locked.payment.currency));
  }

  /** Nobody waits for a payment any more; what has come in for it is reviewed. */
  close(em: EntityManager, payment: Payment): void {
    this.reviews.close(em, payment);
  }
}

/**
 * Takes an order that ended up again for money that came late.
 * @returns whether it waits for its payment now
 * @throws LateMoney when it is not known whether the buyer still wants it
 */
async function reopenFor(
  payment: Payment,
  order: LockedOrder,
  isStillWanted: boolean | undefined,
): Promise<boolean> {
  if (!order.hasEnded || !payment.isClosed) return false;
  if (isStillWanted === undefined) throw new LateMoney();
  return isStillWanted && order.reopen();
}

/** Money of which no more will come has to be what was asked for. */
function mismatchOf(
  { amountMinor, currency }: Payment,
  { amount, isFinal }: ReceivedMoney,
): PaymentReviewReason | undefined {
  if (isFinal !== true) return undefined;
  if (amount.currency !== currency) return PaymentReviewReason.currencyMismatch;
  return amount.amountMinor === amountMinor ? undefined : PaymentReviewReason.amountMismatch;
}

/** The part of some money that is new. A lower total than before is an old report that arrived late. */
function additionOf(payment: Payment, { kind, amount }: ReceivedMoney): Money {
  if (kind === 'addition') return amount;
  const { received } = payment;
  return amount.compare(received) > 0 ? amount.minus(received) : Money.zero(amount.currency);
}
