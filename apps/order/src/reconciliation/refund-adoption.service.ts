import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, Money } from '@course-plateform/common/kernel';
import type { OrderLine } from '../order/order-line.entity';
import { OrderLifecycle } from '../order/order-lifecycle.service';
import type { Order } from '../order/order.entity';
import { RefundOpening } from '../refund/refund-opening.service';
import { lineOf } from '../refund/refundable-lines';
import { Refund } from '../refund/refund.entity';
import { RefundRepository } from '../refund/refund.repository';
import { remainderOf } from '../refund/refund-policy';
import { RefundSettlement } from '../refund/refund-settlement.service';
import { FindingLineMissing } from './finding.errors';

/** A refund that was made at the provider and not here. */
export interface ForeignRefund {
  readonly orderId: string;
  /** By which the provider knows it. */
  readonly reference: string;
  readonly amount: Money;
  readonly lineId: string | undefined;
  readonly by: string;
  readonly reason: string | null;
}

/** Takes over refunds that were made elsewhere, as if they had been made here. */
@Injectable()
export class RefundAdoption {
  constructor(
    private readonly lifecycle: OrderLifecycle,
    private readonly opening: RefundOpening,
    private readonly settlement: RefundSettlement,
    private readonly refunds: RefundRepository,
    private readonly clock: Clock,
  ) {}

  /** Does nothing twice. @throws FindingLineMissing, RefundLineUnknown, RefundExceedsRemainder */
  async adopt(em: EntityManager, foreign: ForeignRefund): Promise<void> {
    const { orderId, reference, by: decidedBy, reason } = foreign;
    const order = await this.lifecycle.lock(em, orderId);
    if (!order || (await em.count(Refund, { providerReference: reference })) > 0) return;
    for (const { line, amount } of await this.shares(em, order, foreign)) {
      const decision = { amount: amount.toJSON(), reason, requestId: null, decidedBy };
      const refund = await this.opening.open(em, order, line, decision);
      // Known at the provider, so that nobody sends it.
      refund.waitUntil(this.clock.now(), reference, this.clock.now());
      await this.settlement.take(em, { order, refund }, { state: 'succeeded', reference });
      // One version of the order for each event.
      await em.flush();
    }
  }

  /** Which lines it is for: the one that is named, all of them, or the only one of which something remains. */
  private async shares(
    em: EntityManager,
    order: Order,
    { lineId, amount }: ForeignRefund,
  ): Promise<{ line: OrderLine; amount: Money }[]> {
    if (lineId !== undefined) return [{ line: lineOf(order, lineId), amount }];
    const refunds = await this.refunds.ofOrder(em, order.id);
    const payment = await this.refunds.findPayment(em, order.id);
    const paidMinor = payment?.amountMinor ?? null;
    const rest = order.lines
      .map((line) => ({ line, amount: remainderOf(line, { paidMinor, refunds }) }))
      .filter((share) => !share.amount.isZero());
    const [first, ...others] = rest;
    if (first && others.length === 0) return [{ line: first.line, amount }];
    const total = rest.reduce((sum, share) => sum + share.amount.amountMinor, 0);
    if (total !== amount.amountMinor) throw new FindingLineMissing();
    return rest;
  }
}
