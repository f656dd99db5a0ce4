import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, DAY_MS, Money } from '@course-plateform/common/kernel';
import { OrderSettings } from '../env';
import { Ledger, type LineOrigin } from '../ledger/ledger.service';
import { type LedgerPayment, chargePosting, ledgerKeys } from '../ledger/postings';
import type { SoldLine } from '../ledger/sold-line';
import type { Payment } from '../payment/payment.entity';
import type { OrderLine } from './order-line.entity';
import type { Order } from './order.entity';

/** The lines of orders as the ledger sees them. */
@Injectable()
export class OrderLedger {
  constructor(
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly settings: OrderSettings,
  ) {}

  /** Who gets what of the prices of an order. The shares are held until the refund window ends, counted from the payment. */
  soldLines(order: Order): SoldLine[] {
    return order.lines.map((line) => ({ ...this.origin(order, line), ...this.partsOf(line) }));
  }

  /** The lines of an order as they are after refunds and disputes. */
  async left(em: EntityManager, order: Order, payment: Payment): Promise<SoldLine[]> {
    await this.ensureCharged(em, order, payment);
    return this.ledger.left(
      em,
      order.lines.map((line) => this.origin(order, line)),
    );
  }

  /** Posts the charge of an order that a process of the version before has settled. The caller has locked the order. */
  private async ensureCharged(em: EntityManager, order: Order, payment: Payment): Promise<void> {
    if (await this.ledger.has(em, ledgerKeys.charge(payment.id))) return;
    const money = { amount: payment.received, total: order.total };
    this.ledger.post(em, chargePosting(ledgerPaymentOf(payment), money, this.soldLines(order)));
    await em.flush();
  }

  private origin({ paidAt }: Order, line: OrderLine): LineOrigin {
    const { id: lineId, courseId, instructorId, currency } = line;
    const from = (paidAt ?? this.clock.now()).getTime();
    const availableAt = new Date(from + this.settings.refundWindowDays * DAY_MS);
    return { lineId, courseId, instructorId, currency, availableAt };
  }

  /** A line of a process of the version before has no share of its own: it gets today's. */
  private partsOf({ priceMinor, currency, shareBaseMinor, shareMinor }: OrderLine) {
    const netMinor = shareBaseMinor ?? priceMinor;
    const net = Money.of(netMinor, currency);
    const share = shareMinor ?? net.share(this.settings.instructorShareBasisPoints).amountMinor;
    const taxMinor = priceMinor - netMinor;
    return { shareMinor: share, taxMinor, revenueMinor: netMinor - share };
  }
}

/** What the ledger needs to know of a payment. */
export function ledgerPaymentOf({ id, orderId, method }: LedgerPayment): LedgerPayment {
  return { id, orderId, method };
}
