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

  /** Fees that are to be requested by now, the longest due first. */
  due(limit: number): Promise<PendingFee[]> {
    return forkOf(this.em).find(
      PendingFee,
      { nextAttemptAt: { $lte: this.clock.now() } },
      { orderBy: { nextAttemptAt: 'asc' }, limit },
    );
  }

  /** Requests the fee of a charge and posts it once. @throws PaymentProviderUnavailable */
  async settle(paymentId: string): Promise<void> {
    const payment = await forkOf(this.em).findOneOrFail(Payment, { id: paymentId });
    const { fees } = this.providers.of(payment.method);
    const fee = await fees?.feeOf(payment.chargeReference ?? payment.reference);
    if (!fee) return this.postpone(paymentId);
    await this.unitOfWork.run(async (em) => {
      const pending = await this.lock(em, paymentId);
      if (!pending) return;
      await this.ledger.postOnce(em, providerFeePosting(payment, fee));
      em.remove(pending);
    });
  }

  /** Requests it again later, and later each time. */
  postpone(paymentId: string): Promise<void> {
    return this.unitOfWork.run(async (em) => {
      const pending = await this.lock(em, paymentId);
      if (!pending) return;
      const delay = Math.min(FIRST_RETRY_MS * 2 ** pending.attempts, LONGEST_RETRY_MS);
      pending.postpone(new Date(this.clock.now().getTime() + delay));
    });
  }

  private lock(em: EntityManager, paymentId: string): Promise<PendingFee | null> {
    return em.findOne(PendingFee, { paymentId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }
}
