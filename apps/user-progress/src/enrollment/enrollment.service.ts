import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { Outbox, nextVersion } from '@course-plateform/common/messaging';
import { UnitOfWork, orWhenDuplicate } from '@course-plateform/common/persistence';
import { enrollmentEnded } from '@course-plateform/types/user-progress';
import { EnrollmentEligibilityService } from './enrollment-eligibility.service';
import {
  type EnrollmentCreateDto,
  type EnrollmentResponse,
  toEnrollmentResponse,
} from './enrollment.dto';
import { Enrollment, ONE_LIVING_ENROLLMENT } from './enrollment.entity';
import { EnrollmentNotFound } from './enrollment.errors';
import { GrantService, type Learner } from './grant.service';

/** Begins courses without paying, and gives courses up. */
@Injectable()
export class EnrollmentService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly eligibility: EnrollmentEligibilityService,
    private readonly grants: GrantService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws EnrollmentExists, and what `beginning` throws */
  async enroll({ userId }: Caller, { courseId }: EnrollmentCreateDto): Promise<EnrollmentResponse> {
    const { publication, isPaid } = await this.eligibility.beginning(userId, courseId);
    const learner = { userId, courseId, publication };
    const opened = this.unitOfWork.run(
      (em) => (isPaid ? this.reopen(em, learner) : this.grants.open(em, learner)),
      toEnrollmentResponse,
    );
    return orWhenDuplicate(opened, {
      [ONE_LIVING_ENROLLMENT]: () => this.eligibility.exists(userId, courseId),
    });
  }

  /** @throws EnrollmentNotFound, TransitionNotAllowed when it has ended already */
  withdraw(caller: Caller, id: string): Promise<EnrollmentResponse> {
    return this.unitOfWork.run(async (em) => {
      const enrollment = await em.findOne(
        Enrollment,
        { id },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      );
      if (!enrollment?.isOf(caller.userId)) throw new EnrollmentNotFound();
      enrollment.end(this.clock.now());
      const { courseId, userId } = enrollment;
      this.outbox.add(
        em,
        enrollmentEnded,
        { enrollmentId: id, courseId, userId },
        { aggregateId: id, aggregateVersion: nextVersion(enrollment) },
      );
      return enrollment;
    }, toEnrollmentResponse);
  }

  private async reopen(em: EntityManager, learner: Learner): Promise<Enrollment> {
    const enrollment = await this.grants.reopen(em, learner);
    if (enrollment) return enrollment;
    throw await this.eligibility.purchaseGone(learner.userId, learner.courseId);
  }
}
