import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { Invoices } from '../invoice/invoices.service';
import { Ledger } from '../ledger/ledger.service';
import {
  ledgerKeys,
  receiptReturnPosting,
  refundPosting,
  refundReversalPosting,
} from '../ledger/postings';
import type { SoldLine } from '../ledger/sold-line';
import { OrderLedger } from '../order/order-ledger.service';
import type { Order } from '../order/order.entity';
import { Payment } from '../payment/payment.entity';
import { Transaction, TransactionKind } from '../transaction/transaction.entity';
import type { Refund } from './refund.entity';

/** Books the money of refunds: transaction, ledger and credit note, in the unit of work that has locked the order. */
@Injectable()
export class RefundBooks {
  constructor(
    private readonly orderLedger: OrderLedger,
    private readonly ledger: Ledger,
    private readonly invoices: Invoices,
    private readonly clock: Clock,
  ) {}

  /** The money has gone back. Money that never paid the order is on no invoice. */
  async completed(em: EntityManager, order: Order, refund: Refund): Promise<void> {
    const { id: refundId, lineId, amount, amountMinor, taxMinor } = refund;
    const payment = await this.book(em, refund, TransactionKind.refund);
    if (lineId === null) {
      return this.ledger.post(em, receiptReturnPosting(payment, amount, refundId));
    }
    const line = await this.lineOf(em, order, payment, lineId);
    this.ledger.post(em, refundPosting(payment, refund, line));
    await this.invoices.credit(em, order.id, { refundId }, [{ lineId, amountMinor, taxMinor }]);
  }

  /** It has come back. */
  async reversed(em: EntityManager, refund: Refund): Promise<void> {
    await this.book(em, refund, TransactionKind.refundReversal);
    const { id, lineId } = refund;
    const key = lineId === null ? ledgerKeys.receiptReturn(id) : ledgerKeys.refund(id);
    this.ledger.post(em, refundReversalPosting(refund, await this.ledger.posted(em, key)));
    await this.invoices.takeBack(em, id);
  }

  private async book(em: EntityManager, refund: Refund, kind: TransactionKind): Promise<Payment> {
    const payment = await em.findOneOrFail(Payment, { id: refund.paymentId });
    em.persist(new Transaction({ kind, payment, amount: refund.amount, now: this.clock.now() }));
    return payment;
  }

  /** The line of a refund with what is left of its price. */
  private async lineOf(
    em: EntityManager,
    order: Order,
    payment: Payment,
    lineId: string,
  ): Promise<SoldLine> {
    const lines = await this.orderLedger.left(em, order, payment);
    const line = lines.find((one) => one.lineId === lineId);
    if (!line) throw new Error(`Order ${order.id} has no line ${lineId}`);
    return line;
  }
}
