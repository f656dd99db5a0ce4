import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type Caller, ownedBy } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { CurriculumService } from '../curriculum/curriculum.service';
import { CompletionService } from '../enrollment/completion.service';
import { Enrollment } from '../enrollment/enrollment.entity';
import { EnrollmentNotFound } from '../enrollment/enrollment.errors';
import { EnrollmentRepository } from '../enrollment/enrollment.repository';
import { EnrollmentUpToDate } from './progress.errors';
import {
  type VersionChange,
  type VersionUpgradeResponse,
  toVersionUpgradeResponse,
} from './version-upgrade.dto';

/** Moves learners to newer publications of their courses. */
@Injectable()
export class VersionUpgradeService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly enrollments: EnrollmentRepository,
    private readonly curricula: CurriculumService,
    private readonly completions: CompletionService,
    private readonly clock: Clock,
  ) {}

  /** What an upgrade would change. @throws EnrollmentNotFound, EnrollmentOver, CurriculumNotFound */
  async preview(caller: Caller, enrollmentId: string): Promise<VersionUpgradeResponse> {
    const enrollment = await this.findOwned(caller, enrollmentId);
    return toVersionUpgradeResponse(enrollment, await this.change(enrollment));
  }

  /** @throws EnrollmentNotFound, EnrollmentOver, EnrollmentUpToDate, CurriculumNotFound */
  async upgrade(caller: Caller, enrollmentId: string): Promise<VersionUpgradeResponse> {
    const found = await this.findOwned(caller, enrollmentId);
    const [from, to] = await this.publications(found);
    return this.unitOfWork.run(async (em) => {
      const enrollment = await em.findOneOrFail(
        Enrollment,
        { id: enrollmentId },
        { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
      );
      if (enrollment.publication >= to.publication) throw new EnrollmentUpToDate();
      const doneFrom = await this.completions.doneLessons(em, enrollment, from);
      enrollment.upgradeTo(to.publication, this.clock.now());
      const doneTo = await this.completions.measure(em, enrollment, to);
      return toVersionUpgradeResponse(enrollment, { from, to, doneFrom, doneTo });
    });
  }

  private async change(enrollment: Enrollment): Promise<VersionChange> {
    const [from, to] = await this.publications(enrollment);
    const doneFrom = await this.completions.lookUp(enrollment, from);
    const doneTo = await this.completions.lookUp(enrollment, to);
    return { from, to, doneFrom, doneTo };
  }

  private publications(enrollment: Enrollment) {
    return Promise.all([
      this.curricula.get(enrollment),
      this.curricula.newest(enrollment.courseId),
    ]);
  }

  private async findOwned(caller: Caller, id: string): Promise<Enrollment> {
    const rule = { owner: 'userId', notFound: EnrollmentNotFound } as const;
    const enrollment = ownedBy(caller, await this.enrollments.find(id), rule);
    enrollment.assertLiving();
    return enrollment;
  }
}
