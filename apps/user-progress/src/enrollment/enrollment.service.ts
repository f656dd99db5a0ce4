import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { UnitOfWork, orWhenDuplicate } from '@course-plateform/common/persistence';
import { EnrollmentEligibilityService } from './enrollment-eligibility.service';
import {
  type EnrollmentCreateDto,
  type EnrollmentResponse,
  toEnrollmentResponse,
} from './enrollment.dto';
import { ONE_ENROLLMENT } from './enrollment.entity';
import { EnrollmentPaymentRequired } from './enrollment.errors';
import { EnrollmentRepository } from './enrollment.repository';
import { AccessService } from './access.service';
import { SuspensionService } from './suspension.service';

/** Begins courses without paying, and takes up what ended. */
@Injectable()
export class EnrollmentService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly eligibility: EnrollmentEligibilityService,
    private readonly enrollments: EnrollmentRepository,
    private readonly access: AccessService,
    private readonly suspensions: SuspensionService,
  ) {}

  /** @throws EnrollmentExists, and what `beginning` throws */
  async enroll({ userId }: Caller, { courseId }: EnrollmentCreateDto): Promise<EnrollmentResponse> {
    const beginning = await this.eligibility.beginning(userId, courseId);
    const learner = { userId, courseId, publication: beginning.publication };
    const begun = this.unitOfWork.run(async (em) => {
      // Purchases before the enrollment, as grants lock them.
      const [line] = await this.enrollments.lockPurchases(em, beginning.enrollmentId);
      const present = await this.enrollments.lockOf(em, learner);
      if (!present) return this.access.open(em, learner);
      if (!present.isEnded) throw await this.eligibility.exists(userId, courseId);
      // It was taken back since we looked.
      if (beginning.isPaid && !line) throw new EnrollmentPaymentRequired();
      const resumed = await this.access.resume(em, present, { line });
      if (line) await this.suspensions.settle(em, resumed);
      return resumed;
    }, toEnrollmentResponse);
    return orWhenDuplicate(begun, {
      [ONE_ENROLLMENT]: () => this.eligibility.exists(userId, courseId),
    });
  }
}
