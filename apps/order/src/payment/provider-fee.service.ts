import { EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock, HOUR_MS, SECOND_MS } from '@course-plateform/common/kernel';
import { UnitOfWork, forkOf } from '@course-plateform/common/persistence';
import { Ledger } from '../ledger/ledger.service';
import { providerFeePosting } from '../ledger/postings';
import { PaymentProviderRegistry } from '../payment-providers/payment-provider.registry';
import { Payment } from './payment.entity';
import { PendingFee } from './pending-fee.entity';

const FIRST_RETRY_MS = 5 * SECOND_MS;
const LONGEST_RETRY_MS = HOUR_MS;

/** Finds out what providers keep of charges, and posts it. */
@Injectable()
export class ProviderFees {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly providers: PaymentProviderRegistry,
    private readonly ledger: Ledger,
    private readonly clock: RealClock,
  ) {}

  /**
   * Notes that the fee of a charge is to be posted.
   * @returns whether its provider takes one
   */
  expect(em: EntityManager, payment: Payment): boolean {
    if (!this.providers.of(payment.method).fees) return false;
    em.persist(new PendingFee(payment.id, this.clock.now()));
    return true;
  }

  /** Payments whose fees are to be requested by now, of the longest due. */
  async due(limit: number): Promise<Payment[]> {
    const em = forkOf(this.em);
    const pending = await em.find(
      PendingFee,
      { nextAttemptAt: { $lte: this.clock.now() } },
      { orderBy: { nextAttemptAt: 'asc' }, limit },
    );
    if (pending.length === 0) return [];
    return em.find(Payment, { id: { $in: pending.map(({ paymentId }) => paymentId) } });
  }

  /** Requests the fee of a charge and posts it once. @throws PaymentProviderUnavailable */
  async settle(payment: Payment): Promise<void> {
    const { fees } = this.providers.of(payment.method);
    const fee = await fees?.feeOf(payment.chargeReference ?? payment.reference);
    if (!fee) return this.postpone(payment.id);
    await this.unitOfWork.run(async (em) => {
      // Whoever removes the row posts the fee.
      const removed = await em.nativeDelete(PendingFee, { paymentId: payment.id });
      if (removed > 0) this.ledger.post(em, providerFeePosting(payment, fee));
    });
  }

  /** Requests it again later, and later each time. */
  postpone(paymentId: string): Promise<void> {
    return this.unitOfWork.run(async (em) => {
      const pending = await em.findOne(
        PendingFee,
        { paymentId },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      );
      if (!pending) return;
      const delay = Math.min(FIRST_RETRY_MS * 2 ** pending.attempts, LONGEST_RETRY_MS);
      pending.postpone(new Date(this.clock.now().getTime() + delay));
    });
  }
}
