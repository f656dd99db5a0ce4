import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { SECOND_MS, inLanes } from '@course-plateform/common/kernel';
import { Logger } from '@course-plateform/common/observability';
import { type ScheduledJob, ScheduledJobs } from '@course-plateform/common/persistence';
import { OrderSettings } from '../env';
import type { Payment } from './payment.entity';
import { ProviderFees } from './provider-fee.service';

/** Fees that are loaded at once. */
const BATCH = 50;
const REQUESTED_AT_ONCE = 4;

/** Requests the fees of charges from their provider: right after the charge, and again until it knows them. */
@Injectable()
export class ProviderFeeJob {
  private readonly job: ScheduledJob;

  constructor(
    jobs: ScheduledJobs,
    private readonly fees: ProviderFees,
    private readonly logger: Logger,
    settings: OrderSettings,
  ) {
    this.job = jobs.define({
      name: 'provider-fees',
      everyMs: settings.providerFeeSeconds * SECOND_MS,
      run: () => this.run(),
    });
  }

  /** Has the fee of a charge posted after the commit, if its provider takes one. */
  expect(em: EntityManager, payment: Payment): void {
    if (this.fees.expect(em, payment)) this.job.trigger(em);
  }

  private async run(): Promise<void> {
    for (;;) {
      const due = await this.fees.due(BATCH);
      await inLanes(due, REQUESTED_AT_ONCE, (payment) => this.settle(payment));
      if (due.length < BATCH) return;
    }
  }

  private async settle(payment: Payment): Promise<void> {
    try {
      await this.fees.settle(payment);
    } catch (error) {
      this.logger.warn({ err: error, payment: payment.id }, 'fee could not be posted');
      await this.fees.postpone(payment.id);
    }
  }
}
