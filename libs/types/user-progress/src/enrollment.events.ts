import { eventContract } from '@course-plateform/common/kernel';
import { DateTimeField, IdField, IntegerField, TextField } from '@course-plateform/types/platform';

export class EnrollmentGranted {
  @IdField()
  enrollmentId!: string;

  @IdField()
  courseId!: string;

  @IdField()
  userId!: string;

  @IdField({ nullable: true, description: 'Null for a free course taken directly' })
  orderId!: string | null;

  @IdField({ nullable: true })
  orderLineId!: string | null;

  @IntegerField({ min: 1 })
  publication!: number;
}

export class EnrollmentEnded {
  @IdField()
  enrollmentId!: string;

  @IdField()
  courseId!: string;

  @IdField()
  userId!: string;
}

export class CourseCompleted {
  @IdField()
  enrollmentId!: string;

  @IdField()
  courseId!: string;

  @IdField()
  userId!: string;

  @IntegerField({ min: 1 })
  publication!: number;

  @TextField({ description: 'As in the publication the learner has completed' })
  courseTitle!: string;

  @DateTimeField()
  completedAt!: string;
}

/** A learner has access to a course from here on. */
export const enrollmentGranted = eventContract({
  subject: 'evt.user-progress.enrollment.granted.v1',
  payload: EnrollmentGranted,
  consumers: {
    course: ['catalog-learners'],
    interaction: ['cart-clean-up', 'wishlist-clean-up'],
    order: ['order-fulfilment'],
  },
});

/** A learner has lost access to a course, by withdrawal or refund. */
export const enrollmentEnded = eventContract({
  subject: 'evt.user-progress.enrollment.ended.v1',
  payload: EnrollmentEnded,
  consumers: { course: ['catalog-learners-ended'] },
});

/** A learner has completed every lesson of the publication they are enrolled in; once per enrolment. */
export const courseCompleted = eventContract({
  subject: 'evt.user-progress.course.completed.v1',
  payload: CourseCompleted,
  consumers: { certificate: ['certificate-issue'] },
});
