import { Injectable } from '@nestjs/common';
import { Logger } from '@course-plateform/common/observability';
import { type PeriodicJob, PeriodicJobs } from '@course-plateform/common/persistence';
import { HOUR_MS } from '@course-plateform/common/kernel';
import { IdempotencyStore } from './idempotency.store';

const EVERY_MS = HOUR_MS;

/** Forgets old idempotency keys once an hour. */
@Injectable()
export class IdempotencyCleaner {
  readonly job: PeriodicJob;

  constructor(
    jobs: PeriodicJobs,
    private readonly store: IdempotencyStore,
    private readonly logger: Logger,
  ) {
    this.job = jobs.define({
      name: 'expired-idempotency-keys',
      everyMs: EVERY_MS,
      round: () => this.clean(),
    });
  }

  private async clean(): Promise<void> {
    const removed = await this.store.removeExpired();
    this.logger.debug({ removed }, 'expired idempotency keys removed');
  }
}
