import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { MINUTE_MS } from '@course-plateform/common/kernel';
import { type ScheduledJob, ScheduledJobs } from '@course-plateform/common/persistence';
import { CategoryReplacementService } from './category-replacement.service';

/**
 * Moves the courses of replaced categories: at once when a category is replaced, and every minute for what a run that
 * broke off has left, and for a course that was filed under the deleted category since.
 */
@Injectable()
export class CategoryReplacementJob {
  private readonly job: ScheduledJob;

  constructor(jobs: ScheduledJobs, replacements: CategoryReplacementService) {
    this.job = jobs.define({
      name: 'category-replacements',
      everyMs: MINUTE_MS,
      run: () => replacements.moveCourses(),
    });
  }

  /** Lets a run begin right after the unit of work. */
  trigger(em: EntityManager): void {
    this.job.trigger(em);
  }

  /** Runs once now. @returns false when another replica is running it */
  run(): Promise<boolean> {
    return this.job.run();
  }
}
