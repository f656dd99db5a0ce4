import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, Money } from '@course-plateform/common/kernel';
import type { CreditedLine } from '../invoice/credited-lines';
import { Invoices } from '../invoice/invoices.service';
import { LedgerDisputes } from '../ledger/ledger-disputes.service';
import type { Order } from '../order/order.entity';
import { OrderLedger } from '../order/order-ledger.service';
import type { Dispute } from '../payment/dispute.entity';
import type { Payment } from '../payment/payment.entity';
import { Transaction, TransactionKind } from '../transaction/transaction.entity';

/** A dispute with the payment that it is about. */
export interface BookedDispute {
  readonly dispute: Dispute;
  readonly payment: Payment;
}

/** Books the money of disputes, in the unit of work that takes them in and has locked the order. */
@Injectable()
export class DisputeBooks {
  constructor(
    private readonly ledger: LedgerDisputes,
    private readonly orderLedger: OrderLedger,
    private readonly invoices: Invoices,
    private readonly clock: Clock,
  ) {}

  /** The bank has taken the money back, and the provider its fee, whoever wins. */
  async opened(em: EntityManager, order: Order, { dispute, payment }: BookedDispute) {
    this.book(em, TransactionKind.dispute, payment, dispute.amount);
    await this.ledger.opened(em, dispute, await this.orderLedger.charged(em, order, payment));
    await this.ledger.fee(em, dispute, Money.of(dispute.feeMinor, dispute.currency));
  }

  /** The money is back. */
  async won(em: EntityManager, { dispute, payment }: BookedDispute): Promise<void> {
    this.book(em, TransactionKind.disputeReversal, payment, dispute.amount);
    await this.ledger.won(em, dispute);
  }

  /** The money stays away: what it takes from the lines is credited. */
  async lost(em: EntityManager, dispute: Dispute, lines: readonly CreditedLine[]): Promise<void> {
    await this.ledger.lost(em, dispute);
    await this.invoices.credit(em, dispute.orderId, { disputeId: dispute.id }, lines);
  }

  private book(em: EntityManager, kind: TransactionKind, payment: Payment, amount: Money): void {
    em.persist(new Transaction({ kind, payment, amount, now: this.clock.now() }));
  }
}
