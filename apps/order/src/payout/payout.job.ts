import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { SECOND_MS } from '@course-plateform/common/kernel';
import { type ScheduledJob, ScheduledJobs } from '@course-plateform/common/persistence';
import { OrderSettings } from '../env';
import { PayoutMaker } from './payout-maker.service';

/** Makes payouts in one replica at a time: as soon as a run is ordered, and those of a run that was interrupted later. */
@Injectable()
export class PayoutJob {
  private readonly job: ScheduledJob;

  constructor(
    jobs: ScheduledJobs,
    private readonly maker: PayoutMaker,
    settings: OrderSettings,
  ) {
    this.job = jobs.define({
      name: 'payouts',
      everyMs: settings.payoutJobSeconds * SECOND_MS,
      run: () => this.run(),
    });
  }

  /** Runs right after the commit of a unit of work that has ordered a run. */
  trigger(em: EntityManager): void {
    this.job.trigger(em);
  }

  private async run(): Promise<void> {
    let isMore = true;
    while (isMore) isMore = await this.maker.next();
  }
}
