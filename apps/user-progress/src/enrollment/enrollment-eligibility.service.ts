import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
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

/** Who may take a course for nothing, and who may see the learners of one. */
@Injectable()
export class EnrollmentEligibilityService {
  constructor(
    private readonly neighbours: RpcClient,
    private readonly enrollments: EnrollmentRepository,
  ) {}

  /**
   * The publication somebody gets who takes a free course now. Asks the course service.
   * @throws EnrollmentExists, EnrollmentCourseNotFound, EnrollmentOwnCourse, EnrollmentPaymentRequired
   */
  async publicationForFree(userId: string, courseId: string): Promise<number> {
    if (await this.enrollments.findLiving(userId, courseId)) {
      throw await this.exists(userId, courseId);
    }
    const { courses } = await this.neighbours.ask(courseOfferGetMany, { courseIds: [courseId] });
    const course = courses[0];
    if (!course?.forSale) throw new EnrollmentCourseNotFound();
    if (course.instructorId === userId) throw new EnrollmentOwnCourse();
    if (course.price.amountMinor > 0) throw new EnrollmentPaymentRequired();
    return course.publication;
  }

  /** The refusal that names the enrolment in the way. */
  async exists(userId: string, courseId: string): Promise<EnrollmentExists> {
    const living = await this.enrollments.findLiving(userId, courseId);
    return new EnrollmentExists(living ? { location: `/api/v1/enrollments/${living.id}` } : {});
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
