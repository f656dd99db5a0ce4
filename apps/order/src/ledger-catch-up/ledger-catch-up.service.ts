import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Ledger } from '../ledger/ledger.service';
import { ledgerKeys, receiptReturnPosting, refundPosting } from '../ledger/postings';
import type { Order } from '../order/order.entity';
import { OrderLedger } from '../order/order-ledger.service';
import type { Payment } from '../payment/payment.entity';
import { Refund } from '../refund/refund.entity';
import { RefundStatus } from '../refund/refund.state';

/** Posts what releases without a ledger have settled. */
@Injectable()
export class LedgerCatchUp {
  constructor(
    private readonly ledger: Ledger,
    private readonly orderLedger: OrderLedger,
  ) {}

  /** Posts what is missing of a payment that is over, and of its refunds. The caller has locked the order. */
  async complete(em: EntityManager, order: Order, payment: Payment): Promise<void> {
    const posted = await this.orderLedger.catchUp(em, order, payment);
    const refunds = await em.find(
      Refund,
      { paymentId: payment.id, status: RefundStatus.succeeded },
      { orderBy: { completedAt: 'asc', id: 'asc' } },
    );
    for (const refund of refunds) {
      if (posted.has(keyOf(refund))) continue;
      await this.post(em, { order, payment, refund });
    }
    payment.enterLedger();
  }

  /** What a refund takes depends on what the one before has left. */
  private async post(
    em: EntityManager,
    { order, payment, refund }: { order: Order; payment: Payment; refund: Refund },
  ): Promise<void> {
    const { id, lineId, amount } = refund;
    if (lineId === null) return this.ledger.post(em, receiptReturnPosting(payment, amount, id));
    const lines = await this.orderLedger.left(em, order, payment);
    const line = lines.find((one) => one.lineId === lineId);
    if (!line) throw new Error(`Order ${order.id} has no line ${lineId}`);
    this.ledger.post(em, refundPosting(payment, refund, line));
    await em.flush();
  }
}

function keyOf({ id, lineId }: Refund): string {
  return lineId === null ? ledgerKeys.receiptReturn(id) : ledgerKeys.refund(id);
}
