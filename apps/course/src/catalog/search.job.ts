import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { SECOND_MS } from '@course-plateform/common/kernel';
import { type ScheduledJob, ScheduledJobs } from '@course-plateform/common/persistence';
import { SearchIndexer } from './search-indexer.service';

/** Changes that nothing has triggered, such as learners and crashed runs, wait this long at most, in milliseconds. */
const EVERY_MS = SECOND_MS;

/** Keeps searches in step with the catalog: at once after a change that is shown, and every second. */
@Injectable()
export class SearchJob {
  private readonly job: ScheduledJob;

  constructor(jobs: ScheduledJobs, indexer: SearchIndexer) {
    this.job = jobs.define({
      name: 'search-documents',
      everyMs: EVERY_MS,
      run: () => indexer.run(),
    });
  }

  /** Runs once the transaction has committed. */
  trigger(em: EntityManager): void {
    if (em.isInTransaction()) this.job.trigger(em);
    else this.job.runSoon();
  }
}
