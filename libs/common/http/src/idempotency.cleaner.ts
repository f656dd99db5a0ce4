import { Injectable } from '@nestjs/common';
import { Logger } from '@course-plateform/common/observability';
import { type ScheduledJob, ScheduledJobs } from '@course-plateform/common/persistence';
import { HOUR_MS } from '@course-plateform/common/kernel';
import { IdempotencyStore } from './idempotency.store';

const EVERY_MS = HOUR_MS;

/** Deletes expired idempotency records once an hour. */
@Injectable()
export class IdempotencyCleaner {
  readonly job: ScheduledJob;

  constructor(
    jobs: ScheduledJobs,
    private readonly store: IdempotencyStore,
    private readonly logger: Logger,
  ) {
    this.job = jobs.define({
      name: 'expired-idempotency-keys',
      everyMs: EVERY_MS,
      run: () => this.clean(),
    });
  }

  private async clean(): Promise<void> {
    const removed = await this.store.removeExpired();
    this.logger.debug({ removed }, 'expired idempotency keys removed');
  }
}
