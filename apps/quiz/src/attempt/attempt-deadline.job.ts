import { Injectable } from '@nestjs/common';
import { Logger } from '@course-plateform/common/observability';
import { type PeriodicJob, PeriodicJobs } from '@course-plateform/common/persistence';
import { QuizServiceSettings } from '../env';
import { AttemptCloserService } from './attempt-closer.service';

const AT_ONCE = 500;

/** Submits what was saved in attempts whose time is up, although nobody looks at them. */
@Injectable()
export class AttemptDeadlineJob {
  private readonly job: PeriodicJob;

  constructor(
    jobs: PeriodicJobs,
    private readonly closer: AttemptCloserService,
    private readonly logger: Logger,
    limits: QuizServiceSettings,
  ) {
    this.job = jobs.define({
      name: 'attempt-deadline',
      everyMs: limits.attemptJobIntervalMs,
      round: () => this.closeAll(),
    });
  }

  /** Does one round now. @returns false when another replica is at it */
  run(): Promise<boolean> {
    return this.job.run();
  }

  private async closeAll(): Promise<void> {
    for (const id of await this.closer.overdue(AT_ONCE)) await this.close(id);
  }

  /** One attempt that cannot be graded must not keep the others waiting. */
  private async close(attemptId: string): Promise<void> {
    try {
      await this.closer.closeOverdue(attemptId);
    } catch (error) {
      this.logger.error({ err: error, attemptId }, 'an overdue attempt could not be submitted');
    }
  }
}
