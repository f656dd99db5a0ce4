import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { SECOND_MS } from '@course-plateform/common/kernel';
import { Logger } from '@course-plateform/common/observability';
import { type ScheduledJob, ScheduledJobs } from '@course-plateform/common/persistence';
import { OrderSettings } from '../env';
import { ReconciliationService } from './reconciliation.service';

/** Compares orders with other services and with the payment providers, again and again. */
@Injectable()
export class ReconciliationJob {
  private readonly job: ScheduledJob;

  constructor(
    jobs: ScheduledJobs,
    private readonly reconciliation: ReconciliationService,
    private readonly logger: Logger,
    settings: OrderSettings,
  ) {
    const everyMs = settings.orderJobSeconds * SECOND_MS;
    this.job = jobs.define({ name: 'reconciliation', everyMs, run: () => this.run() });
  }

  /** Runs once a unit of work has committed that an admin has something repaired in. */
  trigger(em: EntityManager): void {
    this.job.trigger(em);
  }

  /** What fails keeps nothing else waiting. */
  private async run(): Promise<void> {
    for (const check of this.reconciliation.checks) {
      try {
        await check();
      } catch (error) {
        this.logger.warn({ err: error }, 'reconciliation failed');
      }
    }
  }
}
