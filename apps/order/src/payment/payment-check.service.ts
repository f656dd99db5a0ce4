import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock, HOUR_MS, SECOND_MS } from '@course-plateform/common/kernel';
import { forkOf } from '@course-plateform/common/persistence';
import { OrderSettings } from '../env';
import { PaymentProviderRegistry } from '../payment-providers/payment-provider.registry';
import { Payment } from './payment.entity';
import { PaymentReports } from './payment-reports.service';

/** Payments of one run. */
const BATCH = 50;
const RAREST_MS = HOUR_MS;

/** Finds out what no provider has reported, and ends at the provider what has ended here. */
@Injectable()
export class PaymentChecks {
  constructor(
    private readonly em: EntityManager,
    private readonly providers: PaymentProviderRegistry,
    private readonly reports: PaymentReports,
    private readonly clock: RealClock,
    private readonly settings: OrderSettings,
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
      const isOver = standing.state === 'cancelled' || !stored.awaitsMoney;
      stored.checkAt(isOver ? null : this.next(stored));
    });
  }

  /** Looks again later, after a provider did not respond. */
  async postpone({ id, createdAt }: Payment): Promise<void> {
    const nextCheckAt = this.next({ createdAt });
    await forkOf(this.em).nativeUpdate(
      Payment,
      { id, nextCheckAt: { $ne: null } },
      { nextCheckAt },
    );
  }

  /** The older a payment is, the less often it is looked after; on a moved clock its age is a guess. */
  private next({ createdAt }: Pick<Payment, 'createdAt'>): Date {
    const now = this.clock.now().getTime();
    const delay = Math.min(now - createdAt.getTime(), RAREST_MS);
    return new Date(now + Math.max(delay, this.shortestMs));
  }

  private get shortestMs(): number {
    return this.settings.paymentCheckSeconds * SECOND_MS;
  }
}
