import { Injectable } from '@nestjs/common';
import { type Caller, ownedBy } from '@course-plateform/common/auth';
import { RpcClient } from '@course-plateform/common/rpc';
import {
  CourseRight,
  courseOfferGetMany,
  courseOwnershipGetMany,
  hasCourseRight,
  teaches,
} from '@course-plateform/types/course';
import { Permission } from '@course-plateform/types/platform';
import type { Enrollment } from './enrollment.entity';
import {
  EnrollmentCourseNotFound,
  EnrollmentExists,
  EnrollmentOwnCourse,
  EnrollmentPaymentRequired,
} from './enrollment.errors';
import { EnrollmentRepository } from './enrollment.repository';

/** What a learner may begin without paying now. */
export interface Beginning {
  readonly publication: number;
  /** The enrollment that ended and is taken up; null when there was none. */
  readonly enrollmentId: string | null;
  /** By an order line that paid for it before; otherwise the course is free. */
  readonly isPaid: boolean;
}

/** Who may begin a course without paying, and who may see the learners of one. */
@Injectable()
export class EnrollmentEligibilityService {
  constructor(
    private readonly rpc: RpcClient,
    private readonly enrollments: EnrollmentRepository,
  ) {}

  /**
   * What a learner gets who begins a course now: what they bought and gave up, whatever the course costs by now and
   * whether it is still sold, or the newest publication of a free course. Sends a request to the course service
   * unless the course was bought.
   * @throws EnrollmentExists, EnrollmentCourseNotFound, EnrollmentOwnCourse, EnrollmentPaymentRequired
   */
  async beginning(userId: string, courseId: string): Promise<Beginning> {
    const present = await this.enrollments.findOf({ userId, courseId });
    if (present && !present.isEnded) throw existing(present);
    if (present && (await this.enrollments.purchasesOf(present.id)).length > 0) {
      return { publication: present.publication, enrollmentId: present.id, isPaid: true };
    }
    const { courses } = await this.rpc.request(courseOfferGetMany, { courseIds: [courseId] });
    const course = courses[0];
    if (!course?.forSale) throw new EnrollmentCourseNotFound();
    if (teaches(course, userId)) throw new EnrollmentOwnCourse();
    if (course.price.amountMinor > 0) throw new EnrollmentPaymentRequired();
    const enrollmentId = present?.id ?? null;
    return { publication: course.publication, enrollmentId, isPaid: false };
  }

  /** The refusal that names the enrollment in the way. */
  async exists(userId: string, courseId: string): Promise<EnrollmentExists> {
    return existing(await this.enrollments.findOf({ userId, courseId }));
  }

  /** @throws EnrollmentCourseNotFound when it is absent or neither the caller's nor open to the caller as an admin */
  async assertMaySeeLearners(caller: Caller, courseId: string): Promise<void> {
    const { courses } = await this.rpc.request(courseOwnershipGetMany, {
      courseIds: [courseId],
    });
    ownedBy(caller, courses[0], {
      owner: 'instructorId',
      orIf: (course, userId) => hasCourseRight(course, userId, CourseRight.manage),
      orWith: Permission.courseReview,
      notFound: EnrollmentCourseNotFound,
    });
  }
}

function existing(enrollment: Enrollment | null): EnrollmentExists {
  return new EnrollmentExists(
    enrollment ? { location: `/api/v1/enrollments/${enrollment.id}` } : {},
  );
}
