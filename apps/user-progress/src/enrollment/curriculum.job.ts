import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Logger } from '@course-plateform/common/observability';
import { type ScheduledJob, ScheduledJobs } from '@course-plateform/common/persistence';
import { UserProgressSettings } from '../env';
import type { CurriculumSnapshot } from '../curriculum/curriculum-snapshot.entity';
import { CurriculumService } from '../curriculum/curriculum.service';
import { CompletionService } from './completion.service';

const AT_ONCE = 100;

/**
 * Fetches the lessons of publications that a user was enrolled in by an event, and measures those learners: event
 * handlers cannot call other services.
 */
@Injectable()
export class CurriculumJob {
  private readonly job: ScheduledJob;

  constructor(
    jobs: ScheduledJobs,
    private readonly curricula: CurriculumService,
    private readonly completions: CompletionService,
    private readonly logger: Logger,
    limits: UserProgressSettings,
  ) {
    this.job = jobs.define({
      name: 'curriculum',
      everyMs: limits.curriculumJobIntervalMs,
      run: () => this.settleAll(),
    });
  }

  /** Lets a round begin right after the unit of work. */
  trigger(em: EntityManager): void {
    this.job.trigger(em);
  }

  /** Does one round now. @returns false when another replica is at it */
  run(): Promise<boolean> {
    return this.job.run();
  }

  private async settleAll(): Promise<void> {
    for (const curriculum of await this.curricula.unsettled(AT_ONCE)) {
      await this.settle(curriculum);
    }
  }

  /** One publication that cannot be fetched must not keep the others waiting. */
  private async settle(waiting: CurriculumSnapshot): Promise<void> {
    const { courseId, publication } = waiting;
    await this.curricula.markTried(waiting);
    try {
      const curriculum = await this.curricula.get(waiting);
      await this.completions.measureAll(curriculum);
      await this.curricula.markSettled(waiting);
    } catch (error) {
      this.logger.warn({ err: error, courseId, publication }, 'curriculum not fetched');
    }
  }
}
