import { Injectable } from '@nestjs/common';
import { ownedBy } from '@course-plateform/common/auth';
import { RpcClient } from '@course-plateform/common/rpc';
import { courseOfferGetMany } from '@course-plateform/types/course';
import {
  EnrollmentStatus,
  type EnrollmentSummary,
  enrollmentGet,
} from '@course-plateform/types/user-progress';
import { ReviewSettings } from '../env';
import {
  ReviewCourseNotFound,
  ReviewNotEnrolled,
  ReviewNotFound,
  ReviewOwnCourse,
  ReviewTooEarly,
} from './review.errors';
import { ReviewRepository } from './review.repository';

/** Who may review a course: its learners, once they have seen enough of it, and never its instructor. */
@Injectable()
export class ReviewEligibilityService {
  constructor(
    private readonly neighbours: RpcClient,
    private readonly reviews: ReviewRepository,
    private readonly limits: ReviewSettings,
  ) {}

  /**
   * Asks the course and user-progress services; call it before the unit of work.
   * @throws ReviewCourseNotFound, ReviewOwnCourse, ReviewNotEnrolled, ReviewTooEarly
   */
  async assertMayReview(userId: string, courseId: string): Promise<void> {
    const [{ courses }, { enrollment }] = await Promise.all([
      this.neighbours.ask(courseOfferGetMany, { courseIds: [courseId] }),
      this.neighbours.ask(enrollmentGet, { userId, courseId }),
    ]);
    const course = courses[0];
    if (!course) throw new ReviewCourseNotFound();
    if (course.instructorId === userId) throw new ReviewOwnCourse();
    // A course that is not sold any more is there for its learners only.
    if (!isLearner(enrollment)) {
      throw course.forSale ? new ReviewNotEnrolled() : new ReviewCourseNotFound();
    }
    const percent = this.limits.reviewMinimumProgressPercent;
    if (enrollment.percent < percent) throw new ReviewTooEarly({ params: { percent } });
  }

  /**
   * Sends a request to the user-progress service; call it before the unit of work.
   * @throws ReviewNotFound when it is absent or somebody else's; ReviewNotEnrolled
   */
  async assertMayEdit(userId: string, reviewId: string): Promise<void> {
    const rule = { owner: 'authorId', notFound: ReviewNotFound } as const;
    const { courseId } = ownedBy({ userId }, await this.reviews.find(reviewId), rule);
    const { enrollment } = await this.neighbours.ask(enrollmentGet, { userId, courseId });
    if (!isLearner(enrollment)) throw new ReviewNotEnrolled();
  }
}

function isLearner(enrollment: EnrollmentSummary | null): enrollment is EnrollmentSummary {
  return enrollment !== null && enrollment.status !== EnrollmentStatus.ended;
}
