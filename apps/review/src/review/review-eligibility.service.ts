import { Injectable } from '@nestjs/common';
import { ownedBy } from '@course-plateform/common/auth';
import { RpcClient } from '@course-plateform/common/rpc';
import { courseOfferGetMany, teaches } from '@course-plateform/types/course';
import {
  EnrollmentStatus,
  type EnrollmentSummary,
  enrollmentGet,
} from '@course-plateform/types/user-progress';
import { ReviewSettings } from '../env';
import {
  ReviewAccessDisputed,
  ReviewCourseNotFound,
  ReviewNotEnrolled,
  ReviewNotFound,
  ReviewOwnCourse,
  ReviewTooEarly,
} from './review.errors';
import { ReviewRepository } from './review.repository';

/** Who may review a course: its learners, once they have seen enough of it, and never its instructors. */
@Injectable()
export class ReviewEligibilityService {
  constructor(
    private readonly rpc: RpcClient,
    private readonly reviews: ReviewRepository,
    private readonly limits: ReviewSettings,
  ) {}

  /**
   * Calls the course and user-progress services, so call it before the unit of work.
   * @throws ReviewCourseNotFound, ReviewOwnCourse, ReviewNotEnrolled, ReviewTooEarly
   */
  async assertMayReview(userId: string, courseId: string): Promise<void> {
    const [{ courses }, { enrollment }] = await Promise.all([
      this.rpc.request(courseOfferGetMany, { courseIds: [courseId] }),
      this.rpc.request(enrollmentGet, { userId, courseId }),
    ]);
    const course = courses[0];
    if (!course) throw new ReviewCourseNotFound();
    if (teaches(course, userId)) throw new ReviewOwnCourse();
    // A course that is not sold any more is there for its learners only.
    if (!isLearner(enrollment)) {
      throw course.forSale ? new ReviewNotEnrolled() : new ReviewCourseNotFound();
    }
    assertNotSuspended(enrollment);
    const percent = this.limits.reviewMinimumProgressPercent;
    if (enrollment.percent < percent) throw new ReviewTooEarly({ params: { percent } });
  }

  /**
   * Sends a request to the user-progress service; call it before the unit of work.
   * @throws ReviewNotFound when it is absent or another user's; ReviewNotEnrolled
   */
  async assertMayEdit(userId: string, reviewId: string): Promise<void> {
    const rule = { owner: 'authorId', notFound: ReviewNotFound } as const;
    const { courseId } = ownedBy({ userId }, await this.reviews.find(reviewId), rule);
    const { enrollment } = await this.rpc.request(enrollmentGet, { userId, courseId });
    if (!isLearner(enrollment)) throw new ReviewNotEnrolled();
    assertNotSuspended(enrollment);
  }
}

/** @throws ReviewAccessDisputed */
function assertNotSuspended({ status }: EnrollmentSummary): void {
  if (status === EnrollmentStatus.suspended) throw new ReviewAccessDisputed();
}

function isLearner(enrollment: EnrollmentSummary | null): enrollment is EnrollmentSummary {
  return enrollment !== null && enrollment.status !== EnrollmentStatus.ended;
}
