import { Injectable } from '@nestjs/common';
import { Logger } from '@course-plateform/common/observability';
import { type ScheduledJob, ScheduledJobs } from '@course-plateform/common/persistence';
import { QuizServiceSettings } from '../env';
import { AttemptCloserService } from './attempt-closer.service';

const AT_ONCE = 500;

/** Submits what was saved in attempts whose deadline has passed, although nobody looks at them. */
@Injectable()
export class AttemptDeadlineJob {
  private readonly job: ScheduledJob;

  constructor(
    jobs: ScheduledJobs,
    private readonly closer: AttemptCloserService,
    private readonly logger: Logger,
    limits: QuizServiceSettings,
  ) {
    this.job = jobs.define({
      name: 'attempt-deadline',
      everyMs: limits.attemptJobIntervalMs,
      run: () => this.closeAll(),
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
      this.logger.error({ err: error, attemptId }, 'overdue attempt not submitted');
    }
  }
}
