import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Money } from '@course-plateform/common/kernel';
import { Invoices } from '../invoice/invoices.service';
import { Ledger } from '../ledger/ledger.service';
import { chargePosting, receiptPosting } from '../ledger/postings';
import type { LockedOrder } from './payable-orders';
import type { Payment } from './payment.entity';
import { ProviderFeeJob } from './provider-fee.job';

/** Posts the money of payments to the ledger and issues invoices, in the caller's unit of work. */
@Injectable()
export class PaymentBooks {
  constructor(
    private readonly ledger: Ledger,
    private readonly invoices: Invoices,
    private readonly fees: ProviderFeeJob,
  ) {}

  /**
   * An order was paid: its invoice is issued.
   * @param amount what has just come in for the payment; zero when all of it was there
   */
  charge(
    em: EntityManager,
    { payment, order }: { readonly payment: Payment; readonly order: LockedOrder },
    amount: Money,
  ): void {
    const { total, soldLines } = order;
    this.ledger.post(em, chargePosting(payment, { amount, total }, soldLines));
    this.invoices.issue(em, order.invoiced);
    this.fees.expect(em, payment);
  }

  /**
   * Money came in that pays no order, or not the whole of one.
   * @param inAll with it and all that came before
   */
  async receipt(em: EntityManager, payment: Payment, amount: Money, inAll: Money): Promise<void> {
    await this.ledger.postOnce(em, receiptPosting(payment, amount, inAll));
  }
}
