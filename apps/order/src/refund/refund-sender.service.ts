import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { refundKey } from '../payment-providers/payment-provider';
import { PaymentProviderRegistry } from '../payment-providers/payment-provider.registry';
import { Refund } from './refund.entity';
import { RefundRepository } from './refund.repository';
import { RefundSettlement } from './refund-settlement.service';

/**
 * Sends refunds to their provider, and asks how they stand. The provider is called between two transactions; whatever
 * dies on the way, the same key finds the same refund at the next try.
 */
@Injectable()
export class RefundSender {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly refunds: RefundRepository,
    private readonly providers: PaymentProviderRegistry,
    private readonly settlement: RefundSettlement,
    private readonly clock: Clock,
  ) {}

  /** @throws PaymentProviderUnavailable */
  async push(id: string): Promise<void> {
    const found = await this.refunds.findToSend(id);
    if (!found) return;
    const { refund, payment } = found;
    const provider = this.providers.of(refund.method).refunds;
    if (!provider) throw new Error(`Refunds by "${refund.method}" are not sent`);
    const { providerReference: known, amount } = refund;
    const chargeReference = payment.chargeReference ?? payment.reference;
    const state =
      known === null
        ? await provider.send({ key: refundKey(id), chargeReference, amount })
        : await provider.status(known);
    await this.unitOfWork.run(async (em) => {
      const locked = await this.settlement.lock(em, refund);
      const hasChanged = locked.refund.version !== refund.version;
      await this.settlement.take(em, locked, state);
      // What the provider has reported meanwhile may be newer than its response.
      if (hasChanged) locked.refund.recheck(this.clock.now());
    });
  }

  /** Tries again later, and later each time, for as long as it takes: the money is owed. */
  postpone(id: string): Promise<void> {
    return this.unitOfWork.run(async (em) => {
      this.settlement.postpone(await em.findOneOrFail(Refund, { id }));
    });
  }
}
