import { Inject, Injectable } from '@nestjs/common';
import type { SettingsOf } from '@course-plateform/common/config';
import { SETTINGS } from '@course-plateform/common/http';
import { type PeriodicJob, PeriodicJobs } from '@course-plateform/common/persistence';
import type { settings } from '../env';
import { AttemptCloserService } from './attempt-closer.service';

const AT_ONCE = 500;

/** Submits what was saved in attempts whose time is up, although nobody looks at them. */
@Injectable()
export class AttemptDeadlineJob {
  private readonly job: PeriodicJob;

  constructor(
    jobs: PeriodicJobs,
    closer: AttemptCloserService,
    @Inject(SETTINGS) limits: SettingsOf<typeof settings.shape>,
  ) {
    this.job = jobs.define({
      name: 'attempt-deadline',
      everyMs: limits.attemptJobIntervalMs,
      round: () => closer.closeAllOverdue(AT_ONCE),
    });
  }

  /** Does one round now. @returns false when another replica is at it */
  run(): Promise<boolean> {
    return this.job.run();
  }
}
