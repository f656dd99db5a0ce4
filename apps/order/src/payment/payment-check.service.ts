import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock } from '@course-plateform/common/kernel';
import { forkOf } from '@course-plateform/common/persistence';
import { PaymentProviderRegistry } from '../payment-providers/payment-provider.registry';
import { Payment } from './payment.entity';
import { PaymentCheckSchedule } from './payment-check-schedule.service';
import { PaymentReports } from './payment-reports.service';

/** Payments of one run. */
const BATCH = 50;

/** Finds out what no provider has reported, and ends at the provider what has ended here. */
@Injectable()
export class PaymentChecks {
  constructor(
    private readonly em: EntityManager,
    private readonly providers: PaymentProviderRegistry,
    private readonly reports: PaymentReports,
    private readonly clock: RealClock,
    private readonly schedule: PaymentCheckSchedule,
  ) {}

  /** The payments that are due, the longest overdue first. */
  due(): Promise<Payment[]> {
    return forkOf(this.em).find(
      Payment,
      { nextCheckAt: { $lte: this.clock.now() } },
      { orderBy: { nextCheckAt: 'asc' }, limit: BATCH },
    );
  }

  /**
   * Asks the provider of an open payment how it stands, and cancels there what is closed here.
   * @throws PaymentProviderUnavailable
   */
  async check(payment: Payment): Promise<void> {
    const provider = this.providers.of(payment.method);
    const { reference } = payment;
    const standing = await (payment.isOpen
      ? provider.status(reference)
      : provider.cancel(reference));
    await this.reports.take({ payment, standing }, (_em, stored) => {
      // It was closed meanwhile, and is due at once to be canceled there.
      if (payment.isOpen && stored.isClosed && standing.state === 'pending') return;
      const isOver = standing.state === 'cancelled' || !stored.awaitsMoney;
      stored.checkAt(isOver ? null : this.schedule.next(stored));
    });
  }

  /** Looks again later, after a provider did not respond. */
  async postpone({ id, createdAt }: Payment): Promise<void> {
    const nextCheckAt = this.schedule.next({ createdAt });
    await forkOf(this.em).nativeUpdate(
      Payment,
      { id, nextCheckAt: { $ne: null } },
      { nextCheckAt },
    );
  }
}
