import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, Money, type MoneyValue } from '@course-plateform/common/kernel';
import type { OrderLine } from '../order/order-line.entity';
import type { Order } from '../order/order.entity';
import { PaymentProviderRegistry } from '../payment-providers/payment-provider.registry';
import { taxInRefund } from '../tax/tax-plan';
import { RefundJob } from './refund.job';
import { type ReturnedMoney, remainderOf } from './refund-policy';
import { Refund } from './refund.entity';
import { RefundAmountInvalid, RefundExceedsRemainder } from './refund.errors';
import { RefundRepository } from './refund.repository';

/** What is to go back, as an admin decides it. */
export interface RefundDecision {
  /** All that remains when left out. */
  readonly amount?: MoneyValue | undefined;
  readonly endsAccess?: boolean | undefined;
  readonly reason: string | null;
  readonly requestId: string | null;
  readonly decidedBy: string;
}

/** Opens refunds: never more than was paid, whoever decides at the same time. */
@Injectable()
export class RefundOpening {
  constructor(
    private readonly refunds: RefundRepository,
    private readonly providers: PaymentProviderRegistry,
    private readonly job: RefundJob,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens a refund of a line, in a unit of work that has locked the order; the job sends it after the commit.
   * @throws RefundAmountInvalid, RefundExceedsRemainder
   */
  async open(
    em: EntityManager,
    order: Order,
    line: OrderLine,
    decision: RefundDecision,
  ): Promise<Refund> {
    const payment = await this.refunds.findPayment(em, order.id);
    const refunds = await this.refunds.ofOrder(em, order.id);
    const paidMinor = payment?.amountMinor ?? null;
    const remaining = remainderOf(line, { paidMinor, refunds });
    const amount = amountOf(decision.amount, remaining);
    if (!payment) throw exceeding(remaining);
    const { requestId, reason, decidedBy, endsAccess = false } = decision;
    const isByHand = this.providers.of(payment.method).refunds === null;
    const now = this.clock.now();
    const rest = { requestId, reason, decidedBy, endsAccess, isByHand, now };
    const taxMinor = taxOf(line, refunds, amount);
    const refund = new Refund({ payment, line, amount, taxMinor, ...rest });
    em.persist(refund);
    this.job.trigger(em);
    return refund;
  }
}

/** The tax in an amount, in minor units: in proportion to the price, and with its last part all that is left. */
function taxOf(line: OrderLine, refunds: readonly ReturnedMoney[], { amountMinor }: Money): number {
  const earlier = refunds.filter((refund) => refund.counts && refund.lineId === line.id);
  const before = {
    amountMinor: earlier.reduce((sum, refund) => sum + refund.amountMinor, 0),
    taxMinor: earlier.reduce((sum, returned) => sum + taxIn(line, returned), 0),
  };
  return taxInRefund(line, before, amountMinor);
}

/** The tax in money that went back; of disputed money it is in proportion to the price. */
function taxIn(line: OrderLine, { amountMinor, taxMinor }: ReturnedMoney): number {
  return taxMinor ?? taxInRefund(line, { amountMinor: 0, taxMinor: 0 }, amountMinor);
}

/** @throws RefundAmountInvalid, RefundExceedsRemainder */
function amountOf(wanted: MoneyValue | undefined, remaining: Money): Money {
  const { currency } = remaining;
  const amount = wanted === undefined ? remaining : Money.from(wanted);
  if (amount.currency !== currency) throw new RefundAmountInvalid({ params: { currency } });
  if (wanted !== undefined && amount.isZero()) {
    throw new RefundAmountInvalid({ params: { currency } });
  }
  if (amount.isZero() || amount.compare(remaining) > 0) throw exceeding(remaining);
  return amount;
}

function exceeding({ amountMinor, currency }: Money): RefundExceedsRemainder {
  return new RefundExceedsRemainder({
    params: { remaining: amountMinor, currency },
    extensions: { remainingMinor: amountMinor },
  });
}
