import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { Outbox } from '@course-plateform/common/events';
import { UnitOfWork, orWhenDuplicate } from '@course-plateform/common/persistence';
import { enrollmentEnded } from '@course-plateform/types/user-progress';
import { EnrollmentEligibilityService } from './enrollment-eligibility.service';
import {
  type EnrollmentCreateDto,
  type EnrollmentResponse,
  toEnrollmentResponse,
} from './enrollment.dto';
import { Enrollment, ONE_ENROLLMENT } from './enrollment.entity';
import { EnrollmentNotFound, EnrollmentPaymentRequired } from './enrollment.errors';
import { EnrollmentRepository } from './enrollment.repository';
import { GrantService } from './grant.service';

/** Begins courses without paying, takes up what ended, and gives courses up. */
@Injectable()
export class EnrollmentService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly eligibility: EnrollmentEligibilityService,
    private readonly enrollments: EnrollmentRepository,
    private readonly grants: GrantService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws EnrollmentExists, and what `beginning` throws */
  async enroll({ userId }: Caller, { courseId }: EnrollmentCreateDto): Promise<EnrollmentResponse> {
    const beginning = await this.eligibility.beginning(userId, courseId);
    const learner = { userId, courseId, publication: beginning.publication };
    const begun = this.unitOfWork.run(async (em) => {
      // Purchases before the enrollment, as grants lock them.
      const [line] = await this.enrollments.lockPurchases(em, beginning.enrollmentId);
      const present = await this.enrollments.lockOf(em, learner);
      if (!present) return this.grants.open(em, learner);
      if (!present.isEnded) throw await this.eligibility.exists(userId, courseId);
      // It was taken back since we looked.
      if (beginning.isPaid && !line) throw new EnrollmentPaymentRequired();
      return this.grants.resume(em, present, { line });
    }, toEnrollmentResponse);
    return orWhenDuplicate(begun, {
      [ONE_ENROLLMENT]: () => this.eligibility.exists(userId, courseId),
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
      this.outbox.add(em, enrollmentEnded, { enrollmentId: id, courseId, userId }, enrollment);
      return enrollment;
    }, toEnrollmentResponse);
  }
}
