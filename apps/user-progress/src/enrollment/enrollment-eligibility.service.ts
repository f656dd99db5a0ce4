import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import type { DomainError } from '@course-plateform/common/kernel';
import { RpcClient } from '@course-plateform/common/messaging';
import { courseOfferGetMany, courseOwnershipGetMany } from '@course-plateform/types/course';
import { Permission } from '@course-plateform/types/platform';
import {
  EnrollmentCourseNotFound,
  EnrollmentExists,
  EnrollmentOwnCourse,
  EnrollmentPaymentRequired,
} from './enrollment.errors';
import { EnrollmentRepository } from './enrollment.repository';

/** What somebody may begin without paying now. */
export interface Beginning {
  readonly publication: number;
  /** By an order line that paid for it before; otherwise the course is free. */
  readonly isPaid: boolean;
}

/** Who may begin a course without paying, and who may see the learners of one. */
@Injectable()
export class EnrollmentEligibilityService {
  constructor(
    private readonly neighbours: RpcClient,
    private readonly enrollments: EnrollmentRepository,
  ) {}

  /**
   * What somebody gets who begins a course now: what they bought and gave up, whatever the course costs by now and
   * whether it is still sold, or the newest publication of a free course. Asks the course service.
   * @throws EnrollmentExists, EnrollmentCourseNotFound, EnrollmentOwnCourse, EnrollmentPaymentRequired
   */
  async beginning(userId: string, courseId: string): Promise<Beginning> {
    // In this order: whoever comes back at the same moment turns the one into the other.
    const givenUp = await this.enrollments.findGivenUp(userId, courseId);
    if (await this.enrollments.findLiving(userId, courseId)) {
      throw await this.exists(userId, courseId);
    }
    if (givenUp) return { publication: givenUp.publication, isPaid: true };
    const { courses } = await this.neighbours.ask(courseOfferGetMany, { courseIds: [courseId] });
    const course = courses[0];
    if (!course?.forSale) throw new EnrollmentCourseNotFound();
    if (course.instructorId === userId) throw new EnrollmentOwnCourse();
    if (course.price.amountMinor > 0) throw new EnrollmentPaymentRequired();
    return { publication: course.publication, isPaid: false };
  }

  /** The refusal that names the enrolment in the way. */
  async exists(userId: string, courseId: string): Promise<EnrollmentExists> {
    const living = await this.enrollments.findLiving(userId, courseId);
    return new EnrollmentExists(living ? { location: `/api/v1/enrollments/${living.id}` } : {});
  }

  /** Why a purchase that was there cannot be come back to: somebody was faster, or it was taken back meanwhile. */
  async purchaseGone(userId: string, courseId: string): Promise<DomainError> {
    const living = await this.enrollments.findLiving(userId, courseId);
    return living ? this.exists(userId, courseId) : new EnrollmentPaymentRequired();
  }

  /** @throws EnrollmentCourseNotFound when it is absent or neither the caller's nor open to the caller as an admin */
  async assertMaySeeLearners(caller: Caller, courseId: string): Promise<void> {
    const { courses } = await this.neighbours.ask(courseOwnershipGetMany, {
      courseIds: [courseId],
    });
    const course = courses[0];
    const allowed =
      course?.instructorId === caller.userId || caller.permissions.has(Permission.courseReview);
    if (!course || !allowed) throw new EnrollmentCourseNotFound();
  }
}
