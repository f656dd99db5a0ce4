import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, HOUR_MS, MINUTE_MS } from '@course-plateform/common/kernel';
import { type ScheduledJob, ScheduledJobs, UnitOfWork } from '@course-plateform/common/persistence';
import { UserServiceSettings } from '../env';
import { PendingProfile } from './pending-profile.entity';
import { UserProfile } from './profile.entity';

const EVERY_MS = 10 * MINUTE_MS;
/** How many are taken away in one round. */
const BATCH = 500;

/**
 * Takes away profiles whose registration was never finished, so that no half of one stays. Who deletes the row of the
 * pending profile deletes the profile: a confirmation that comes at the same time wins or loses as a whole.
 */
@Injectable()
export class PendingProfileJob {
  readonly job: ScheduledJob;

  constructor(
    jobs: ScheduledJobs,
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly limits: UserServiceSettings,
  ) {
    this.job = jobs.define({
      name: 'pending-profiles',
      everyMs: EVERY_MS,
      run: () => this.clean(),
    });
  }

  private async clean(): Promise<void> {
    const waitingSince = this.clock.now().getTime() - this.limits.pendingProfileHours * HOUR_MS;
    const abandoned = await this.em.find(
      PendingProfile,
      { createdAt: { $lte: new Date(waitingSince) } },
      { limit: BATCH },
    );
    for (const { userId } of abandoned) {
      await this.unitOfWork.run(async (em) => {
        const mine = await em.nativeDelete(PendingProfile, { userId });
        if (mine > 0) await em.nativeDelete(UserProfile, { id: userId });
      });
    }
  }
}
