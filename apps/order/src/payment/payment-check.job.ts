import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { SECOND_MS } from '@course-plateform/common/kernel';
import { Logger } from '@course-plateform/common/observability';
import { type ScheduledJob, ScheduledJobs } from '@course-plateform/common/persistence';
import { OrderSettings } from '../env';
import { PaymentChecks } from './payment-check.service';

/** Has payments checked at once. Orders use it, whom the checks use in turn. */
@Injectable()
export class SoonChecked {
  job: ScheduledJob | undefined;

  /** The checks run once the transaction has committed that closed a payment. */
  trigger(em: EntityManager): void {
    this.job?.trigger(em);
  }
}

/** Looks after payments that are not over at their provider. */
@Injectable()
export class PaymentCheckJob {
  constructor(
    jobs: ScheduledJobs,
    private readonly checks: PaymentChecks,
    private readonly logger: Logger,
    soon: SoonChecked,
    settings: OrderSettings,
  ) {
    soon.job = jobs.define({
      name: 'payment-checks',
      everyMs: settings.paymentCheckSeconds * SECOND_MS,
      run: () => this.run(),
    });
  }

  private async run(): Promise<void> {
    for (const payment of await this.checks.due()) {
      try {
        await this.checks.check(payment);
      } catch (error) {
        this.logger.warn({ err: error, payment: payment.id }, 'payment could not be checked');
        await this.checks.postpone(payment);
      }
    }
  }
}
