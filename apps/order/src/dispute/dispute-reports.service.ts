import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@course-plateform/common/persistence';
import type { ProviderDispute } from '../payment-providers/payment-provider';
import { StripeProvider } from '../payment-providers/stripe/stripe.provider';
import { PaymentReports } from '../payment/payment-reports.service';
import { PaymentRepository } from '../payment/payment.repository';
import { DisputeSettlement } from './dispute-settlement.service';

/** Takes in what providers report about disputes. */
@Injectable()
export class DisputeReports {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly provider: StripeProvider,
    private readonly payments: PaymentRepository,
    private readonly reports: PaymentReports,
    private readonly settlement: DisputeSettlement,
  ) {}

  /**
   * Reports come in any order, and that of a dispute may come before that of its payment: the provider is requested how
   * both stand now. An inquiry is nothing to act upon: its bank has taken no money.
   * @param also what is stored in the same transaction
   * @returns false when there is no such payment
   * @throws PaymentProviderUnavailable
   */
  async note(
    reference: string,
    also: (em: EntityManager) => Promise<void> = () => Promise.resolve(),
  ): Promise<boolean> {
    const seen = await this.provider.disputes.status(reference);
    if (seen.state === 'inquiry') {
      await this.unitOfWork.run(also);
      return true;
    }
    const paymentId = await this.settledPayment(seen);
    if (paymentId === undefined) return false;
    await this.unitOfWork.run(async (em) => {
      await this.settlement.take(em, paymentId, seen);
      await also(em);
    });
    return true;
  }

  /** The payment that is disputed, which pays its order first if it has not yet. */
  private async settledPayment({ chargeReference, key }: ProviderDispute) {
    const named = { reference: chargeReference, ...(key === undefined ? {} : { key }) };
    const payment = await this.payments.findNotified(this.provider.method, named);
    if (!payment) return undefined;
    if (payment.awaitsMoney) {
      const standing = await this.provider.status(payment.reference);
      await this.reports.take({ payment, standing });
    }
    return payment.id;
  }
}
