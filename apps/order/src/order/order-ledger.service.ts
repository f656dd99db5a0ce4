import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Money } from '@course-plateform/common/kernel';
import { assetAccountOf } from '../ledger/ledger-account';
import { Ledger, type LineOrigin } from '../ledger/ledger.service';
import type { Posting, PostingEntry } from '../ledger/posting';
import { chargePosting, ledgerKeys, receiptPosting } from '../ledger/postings';
import type { SoldLine } from '../ledger/sold-line';
import type { Payment } from '../payment/payment.entity';
import type { Order } from './order.entity';
import { SoldLines } from './sold-lines.service';

/** What was posted about an order, by key. */
type Posted = ReadonlyMap<string, readonly PostingEntry[]>;

/** Orders in the ledger. The caller has locked the order. */
@Injectable()
export class OrderLedger {
  constructor(
    private readonly ledger: Ledger,
    private readonly soldLines: SoldLines,
  ) {}

  /** The lines of a paid order, whose charge is in the ledger. */
  async charged(em: EntityManager, order: Order, payment: Payment): Promise<LineOrigin[]> {
    await this.catchUp(em, order, payment);
    return this.soldLines.originsOf(order);
  }

  /** The same as they are after refunds and disputes. */
  async left(em: EntityManager, order: Order, payment: Payment): Promise<SoldLine[]> {
    return this.ledger.left(em, await this.charged(em, order, payment));
  }

  /**
   * Posts what a release without a ledger has taken in for a payment.
   * @returns what was posted about the order before
   */
  async catchUp(em: EntityManager, order: Order, payment: Payment): Promise<Posted> {
    if (payment.isInLedger) return new Map();
    const posted = await this.ledger.ofOrder(em, order.id);
    const posting = this.missing(order, payment, posted);
    if (posting) {
      this.ledger.post(em, posting);
      await em.flush();
    }
    return posted;
  }

  private missing(order: Order, payment: Payment, posted: Posted): Posting | undefined {
    const amount = payment.received.minus(postedOf(payment, posted));
    if (payment.isSucceeded && !posted.has(ledgerKeys.charge(payment.id))) {
      return chargePosting(payment, { amount, total: order.total }, this.soldLines.of(order));
    }
    // It came before all that was posted, so that it was all there was.
    return amount.isZero() ? undefined : receiptPosting(payment, amount, amount);
  }
}

/** The money of a payment that was posted. */
function postedOf({ id, method, currency }: Payment, posted: Posted): Money {
  const [charge, receipts] = [ledgerKeys.charge(id), ledgerKeys.receiptsOf(id)];
  const account = assetAccountOf(method);
  const amounts = Array.from(posted)
    .filter(([key]) => key === charge || key.startsWith(receipts))
    .flatMap(([, entries]) => entries)
    .filter((entry) => entry.account === account && entry.currency === currency)
    .map(({ amountMinor }) => amountMinor);
  return Money.of(
    amounts.reduce((sum, amountMinor) => sum + amountMinor, 0),
    currency,
  );
}
