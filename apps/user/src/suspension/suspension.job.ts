import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, MINUTE_MS } from '@course-plateform/common/kernel';
import { type ScheduledJob, ScheduledJobs } from '@course-plateform/common/persistence';
import { Suspension } from './suspension.entity';
import { SuspensionService } from './suspension.service';

const EVERY_MS = MINUTE_MS;
/** How many are ended in one round. */
const BATCH = 500;

/** Ends suspensions whose time has come. The auth service lets users in at that time already. */
@Injectable()
export class SuspensionJob {
  readonly job: ScheduledJob;

  constructor(
    jobs: ScheduledJobs,
    private readonly em: EntityManager,
    private readonly suspensions: SuspensionService,
    private readonly clock: Clock,
  ) {
    this.job = jobs.define({
      name: 'suspensions',
      everyMs: EVERY_MS,
      run: () => this.expire(),
    });
  }

  private async expire(): Promise<void> {
    const over = await this.em.find(
      Suspension,
      { endedAt: null, until: { $lte: this.clock.now() } },
      { limit: BATCH },
    );
    for (const suspension of over) await this.suspensions.expire(suspension);
  }
}
