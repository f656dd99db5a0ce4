import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AT_ONCE, Clock } from '@course-plateform/common/kernel';
import type { RefundNotification } from '../payment-providers/payment-provider';
import { RefundJob } from './refund.job';
import { RefundRepository } from './refund.repository';

/** Takes in what providers report about refunds. */
@Injectable()
export class RefundReports {
  constructor(
    private readonly refunds: RefundRepository,
    private readonly job: RefundJob,
    private readonly clock: Clock,
  ) {}

  /**
   * Reports come in any order, so one only says that something has changed: after the commit the provider is requested how
   * the refunds stand now. A report that names no refund of ours may be about one that was made elsewhere: the payment is
   * compared with its provider.
   * @returns false when there are neither such refunds nor such a payment
   */
  async note(em: EntityManager, notification: RefundNotification): Promise<boolean> {
    const refunds = await this.refunds.notified(em, notification);
    const now = this.clock.now();
    for (const refund of refunds) refund.recheck(now);
    this.job.trigger(em);
    const { key, chargeReference } = notification;
    if (key !== undefined || chargeReference === undefined) return refunds.length > 0;
    const payments = await this.refunds.paymentsOf(em, chargeReference);
    for (const payment of payments) payment.verifySince(AT_ONCE);
    return payments.length > 0;
  }
}
