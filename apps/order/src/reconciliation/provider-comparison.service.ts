import { Injectable } from '@nestjs/common';
import { DisputeReports } from '../dispute/dispute-reports.service';
import type { Payment } from '../payment/payment.entity';
import { PaymentProviderRegistry } from '../payment-providers/payment-provider.registry';
import { PaymentVerification } from './payment-verification.service';

/** Compares a payment with what its provider has, which is requested between transactions. */
@Injectable()
export class ProviderComparison {
  constructor(
    private readonly providers: PaymentProviderRegistry,
    private readonly disputes: DisputeReports,
    private readonly verification: PaymentVerification,
  ) {}

  /** @throws PaymentProviderUnavailable */
  async compare(payment: Payment): Promise<void> {
    const { method, reference, chargeReference } = payment;
    const provider = this.providers.of(method);
    const charge = chargeReference ?? reference;
    const standing = await provider.status(reference);
    const listed = (await provider.refunds?.list(charge)) ?? [];
    // Whatever was reported, or not: how each stands now is taken in.
    const disputes = (await provider.disputes?.list(charge)) ?? [];
    for (const dispute of disputes) await this.disputes.note(dispute);
    await this.verification.store(payment, { standing, listed });
  }
}
