import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Logger } from '@course-plateform/common/observability';
import { UnitOfWork, forkOf } from '@course-plateform/common/persistence';
import { Payment } from '../payment/payment.entity';
import { PaymentStatus } from '../payment/payment.state';
import { LedgerCatchUp } from './ledger-catch-up.service';
import { OrderLifecycle } from '../order/order-lifecycle.service';

/** Payments that are read at once. */
const BATCH = 200;
const BEFORE_ALL_IDS = '00000000-0000-0000-0000-000000000000';

type UnpostedPayment = Pick<Payment, 'id' | 'orderId'>;

/** Payments of releases without a ledger that are over and may not be posted. */
@Injectable()
export class UnpostedPayments {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly lifecycle: OrderLifecycle,
    private readonly catchUp: LedgerCatchUp,
    private readonly logger: Logger,
  ) {}

  /** Posts what is missing. What fails keeps nothing else waiting, and is tried again by the next run. */
  async run(): Promise<void> {
    let after: string | undefined = BEFORE_ALL_IDS;
    while (after !== undefined) {
      const payments = await this.next(after);
      for (const payment of payments) await this.tryToPost(payment);
      after = payments.at(-1)?.id;
    }
  }

  private next(after: string): Promise<UnpostedPayment[]> {
    return forkOf(this.em).find(
      Payment,
      { isInLedger: false, status: { $ne: PaymentStatus.open }, id: { $gt: after } },
      { fields: ['id', 'orderId'], orderBy: { id: 'asc' }, limit: BATCH },
    );
  }

  private async tryToPost(payment: UnpostedPayment): Promise<void> {
    try {
      await this.unitOfWork.run((em) => this.post(em, payment));
    } catch (error) {
      this.logger.warn({ err: error, payment: payment.id }, 'payment could not be posted');
    }
  }

  private async post(em: EntityManager, { id, orderId }: UnpostedPayment): Promise<void> {
    const order = await this.lifecycle.lock(em, orderId);
    if (!order) throw new Error(`The order ${orderId} of a payment is gone`);
    await this.catchUp.complete(em, order, await em.findOneOrFail(Payment, { id }));
  }
}
