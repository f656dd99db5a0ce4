import { eventContract } from '@course-plateform/common/kernel';
import {
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  TextField,
  describeEnum,
} from '@course-plateform/types/platform';

export class EnrollmentGranted {
  @IdField({ description: 'The enrollment that gives access' })
  enrollmentId!: string;

  @IdField({ description: 'The course the learner has access to' })
  courseId!: string;

  @IdField({ description: 'The learner' })
  userId!: string;

  @IdField({
    nullable: true,
    description: 'The order that paid for it; null for a free course taken directly',
  })
  orderId!: string | null;

  @IdField({
    nullable: true,
    description: 'The line of that order; null for a free course taken directly',
  })
  orderLineId!: string | null;

  @IntegerField({ min: 1, description: 'The number of the publication the learner is enrolled in' })
  publication!: number;
}

/** Why a learner has lost access. */
export enum EnrollmentEndReason {
  withdrawal = 'withdrawal',
  refund = 'refund',
}

describeEnum(EnrollmentEndReason, {
  withdrawal: 'The learner has given the course up',
  refund: 'The money for it went back',
});

export class EnrollmentEnded {
  @IdField({ description: 'The enrollment that has ended' })
  enrollmentId!: string;

  @IdField({ description: 'The course the learner has lost access to' })
  courseId!: string;

  @IdField({ description: 'The learner' })
  userId!: string;

  @EnumField(EnrollmentEndReason, 'EnrollmentEndReason', {
    optional: true,
    description: 'Why it has ended; missing in events of the version before',
  })
  reason?: EnrollmentEndReason;
}

/** Why access is suspended. */
export enum EnrollmentSuspensionReason {
  disputed = 'disputed',
}

describeEnum(EnrollmentSuspensionReason, {
  disputed: 'The payment for the course is disputed at the bank',
});

export class EnrollmentSuspended {
  @IdField({ description: 'The enrollment that is suspended' })
  enrollmentId!: string;

  @IdField({ description: 'The course the learner has no access to for now' })
  courseId!: string;

  @IdField({ description: 'The learner' })
  userId!: string;

  @EnumField(EnrollmentSuspensionReason, 'EnrollmentSuspensionReason', {
    description: 'Why it is suspended',
  })
  reason!: EnrollmentSuspensionReason;
}

export class EnrollmentRestored {
  @IdField({ description: 'The enrollment that was suspended' })
  enrollmentId!: string;

  @IdField({ description: 'The course the learner has access to again' })
  courseId!: string;

  @IdField({ description: 'The learner' })
  userId!: string;
}

export class CourseCompleted {
  @IdField({ description: 'The enrollment that is completed' })
  enrollmentId!: string;

  @IdField({ description: 'The course that is completed' })
  courseId!: string;

  @IdField({ description: 'The learner' })
  userId!: string;

  @IntegerField({ min: 1, description: 'The number of the publication that was completed' })
  publication!: number;

  @TextField({ description: 'The title in that publication', example: 'Complete Web Development' })
  courseTitle!: string;

  @DateTimeField({ description: 'When the last lesson was completed' })
  completedAt!: string;
}

/** A learner has access to a course from here on. */
export const enrollmentGranted = eventContract({
  subject: 'evt.user-progress.enrollment.granted.v1',
  payload: EnrollmentGranted,
  consumers: {
    certificate: ['certificate-restoration'],
    course: ['catalog-learners'],
    interaction: ['cart-clean-up', 'wishlist-clean-up'],
    order: ['order-fulfilment'],
    review: ['refund-unmark'],
  },
});

/** A learner has lost access to a course, by withdrawal or refund. */
export const enrollmentEnded = eventContract({
  subject: 'evt.user-progress.enrollment.ended.v1',
  payload: EnrollmentEnded,
  consumers: {
    certificate: ['certificate-revocation'],
    course: ['catalog-learners-ended'],
    review: ['refund-mark'],
  },
});

/** A learner has no access for now; nothing of their progress is lost. */
export const enrollmentSuspended = eventContract({
  subject: 'evt.user-progress.enrollment.suspended.v1',
  payload: EnrollmentSuspended,
  consumers: { certificate: ['certificate-suspension'] },
});

/** A suspended enrollment gives access again, with all progress. */
export const enrollmentRestored = eventContract({
  subject: 'evt.user-progress.enrollment.restored.v1',
  payload: EnrollmentRestored,
  consumers: { certificate: ['certificate-reinstatement'] },
});

/** A learner has completed every lesson of the publication they are enrolled in; once per enrollment. */
export const courseCompleted = eventContract({
  subject: 'evt.user-progress.course.completed.v1',
  payload: CourseCompleted,
  consumers: { certificate: ['certificate-issue'] },
});
