import { Injectable } from '@nestjs/common';
import { SECOND_MS } from '@course-plateform/common/kernel';
import { Logger } from '@course-plateform/common/observability';
import { ScheduledJobs } from '@course-plateform/common/persistence';
import { OrderSettings } from '../env';
import { PaymentChecks } from './payment-check.service';
import { SoonChecked } from './soon-checked';

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
