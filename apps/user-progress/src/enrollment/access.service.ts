import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { type EventAbout, Outbox } from '@course-plateform/common/events';
import { enrollmentGranted } from '@course-plateform/types/user-progress';
import { CurriculumService } from '../curriculum/curriculum.service';
import { CompletionService } from './completion.service';
import { CurriculumJob } from './curriculum.job';
import { Enrollment } from './enrollment.entity';
import type { Learner } from './enrollment.repository';

/** What was paid for. */
export interface OrderLine {
  readonly orderId: string;
  readonly orderLineId: string;
}

/** Gives learners access, and publishes it. Every change is part of a user's unit of work. */
@Injectable()
export class AccessService {
  constructor(
    private readonly outbox: Outbox,
    private readonly curricula: CurriculumService,
    private readonly completions: CompletionService,
    private readonly curriculumJob: CurriculumJob,
    private readonly clock: Clock,
  ) {}

  /** Begins an enrollment and publishes that access was granted. */
  async open(
    em: EntityManager,
    learner: Learner & { readonly publication: number },
    line?: OrderLine,
  ): Promise<Enrollment> {
    const enrollment = this.begin(em, learner, line);
    await this.settle(em, [enrollment]);
    return enrollment;
  }

  /** Takes up an enrollment that has ended, locked by the caller, with everything that was there. */
  async resume(
    em: EntityManager,
    enrollment: Enrollment,
    { line }: { line?: OrderLine | undefined } = {},
  ): Promise<Enrollment> {
    this.takeUp(em, enrollment, { line });
    await this.settle(em, [enrollment]);
    return enrollment;
  }

  /** `open` without its end: the caller calls `settle` for all it has begun. */
  begin(
    em: EntityManager,
    learner: Learner & { readonly publication: number },
    line?: OrderLine,
  ): Enrollment {
    const enrollment = new Enrollment({ ...learner, now: this.clock.now() });
    em.persist(enrollment);
    this.report(em, enrollment, enrollment, line);
    return enrollment;
  }

  /**
   * `resume` without its end.
   * @param publication what a new purchase grants; the publication stays the same when left out
   */
  takeUp(
    em: EntityManager,
    enrollment: Enrollment,
    { line, publication }: { line?: OrderLine | undefined; publication?: number },
  ): Enrollment {
    const now = this.clock.now();
    enrollment.resume(now);
    if (publication !== undefined) enrollment.upgradeTo(publication, now);
    this.report(em, enrollment, enrollment, line);
    return enrollment;
  }

  /** Stores what was changed, and measures the enrollments that give access from now on. */
  async settle(em: EntityManager, granted: readonly Enrollment[]): Promise<void> {
    await em.flush();
    if (granted.length === 0) return;
    const curricula = await this.curricula.awaitLessons(em, granted);
    for (const enrollment of granted) {
      const curriculum = curricula.find(
        ({ courseId, publication }) =>
          courseId === enrollment.courseId && publication === enrollment.publication,
      );
      await this.completions.measure(em, enrollment, curriculum ?? null);
    }
    if (curricula.some(({ isFetched }) => !isFetched)) this.curriculumJob.trigger(em);
  }

  /**
   * Publishes that an enrollment gives access.
   * @param of the enrollment when the unit of work changes it, else the version that is stored
   */
  report(
    em: EntityManager,
    enrollment: Enrollment,
    of: Enrollment | EventAbout,
    line: OrderLine | undefined,
  ): void {
    const { id, courseId, userId, publication } = enrollment;
    this.outbox.publish(em, enrollmentGranted, of, {
      enrollmentId: id,
      courseId,
      userId,
      orderId: line?.orderId ?? null,
      orderLineId: line?.orderLineId ?? null,
      publication,
    });
  }
}
