import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AT_ONCE, Clock, DAY_MS, MINUTE_MS } from '@course-plateform/common/kernel';
import { UnitOfWork, forkOf } from '@course-plateform/common/persistence';
import { OrderSettings } from '../env';
import { Dispute } from '../payment/dispute.entity';
import { Payment } from '../payment/payment.entity';
import type { ListedRefund, ProviderState } from '../payment-providers/payment-provider';
import { Refund } from '../refund/refund.entity';
import { Findings } from '../finding/findings.service';
import { differencesOf } from './payment-difference';

/** Payments of one run. */
const BATCH = 50;
/** Old payments are compared ever less often, and at least so often. */
const RAREST_MS = 30 * DAY_MS;
/** After that no refund comes any more. */
const OVER_MS = 540 * DAY_MS;

/** How a payment stands at its provider. */
export interface SeenAtProvider {
  readonly standing: ProviderState;
  readonly listed: readonly ListedRefund[];
}

/** Takes down how payments differ from what their provider has. */
@Injectable()
export class PaymentVerification {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly findings: Findings,
    private readonly clock: Clock,
    private readonly settings: OrderSettings,
  ) {}

  /** The payments to compare, the longest overdue first. */
  due(): Promise<Payment[]> {
    const patienceMs = this.settings.paymentVerifyMinutes * MINUTE_MS;
    const since = new Date(this.clock.now().getTime() - patienceMs);
    return forkOf(this.em).find(
      Payment,
      { verifyAt: { $lte: since } },
      { orderBy: { verifyAt: 'asc' }, limit: BATCH },
    );
  }

  /**
   * Takes down what differs, and closes what does not differ any more.
   * @param version of the payment before its provider was asked: what has changed since is compared again
   */
  store(
    { id, version }: Pick<Payment, 'id' | 'version'>,
    { standing, listed }: SeenAtProvider,
  ): Promise<void> {
    return this.unitOfWork.run(async (em) => {
      const payment = await em.findOneOrFail(Payment, { id });
      const hasChanged = payment.version !== version;
      const refunds = await em.find(Refund, { paymentId: id });
      const drafts = differencesOf(payment, { standing, listed, refunds });
      await this.findings.sync(em, id, drafts);
      const now = this.clock.now().getTime();
      const age = now - payment.createdAt.getTime();
      const openDisputes = await em.count(Dispute, { paymentId: id, closedAt: null });
      const isWatched = drafts.length + openDisputes > 0;
      const delay = isWatched ? 0 : Math.min(age, RAREST_MS);
      const isOver = !isWatched && age > OVER_MS;
      if (hasChanged) payment.verifySince(AT_ONCE);
      else payment.verifySince(isOver ? null : new Date(now + delay));
    });
  }

  /** Compares it later, after its provider did not respond. */
  async postpone({ id }: Payment): Promise<void> {
    const verifyAt = this.clock.now();
    await forkOf(this.em).nativeUpdate(Payment, { id, verifyAt: { $ne: null } }, { verifyAt });
  }
}
