import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock, DAY_MS, HOUR_MS } from '@course-plateform/common/kernel';
import { type ScheduledJob, ScheduledJobs } from '@course-plateform/common/persistence';
import { PasswordReset, PasswordResetState } from './password-reset.entity';

const EVERY_MS = HOUR_MS;
/** How long links that are over are kept, in milliseconds. */
const KEPT_MS = 7 * DAY_MS;

/** Marks links that have expired, and deletes old ones. */
@Injectable()
export class PasswordResetJob {
  readonly job: ScheduledJob;

  constructor(
    jobs: ScheduledJobs,
    private readonly em: EntityManager,
    private readonly clock: RealClock,
  ) {
    this.job = jobs.define({
      name: 'old-password-resets',
      everyMs: EVERY_MS,
      run: () => this.clean(),
    });
  }

  private async clean(): Promise<void> {
    const now = this.clock.now();
    await this.em.nativeUpdate(
      PasswordReset,
      { state: PasswordResetState.requested, expiresAt: { $lte: now } },
      { state: PasswordResetState.expired, endedAt: now },
    );
    const before = new Date(now.getTime() - KEPT_MS);
    await this.em.nativeDelete(PasswordReset, { expiresAt: { $lte: before } });
  }
}
