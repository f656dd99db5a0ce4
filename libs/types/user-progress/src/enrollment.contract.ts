import { rpcContract } from '@course-plateform/common/kernel';
import {
  EnumField,
  IdField,
  IdListField,
  IntegerField,
  NumberField,
  ObjectField,
} from '@course-plateform/types/platform';

export enum EnrollmentStatus {
  active = 'active',
  completed = 'completed',
  ended = 'ended',
}

export class EnrollmentGet {
  @IdField()
  userId!: string;

  @IdField()
  courseId!: string;
}

/** A learner's access to a course; completed ones keep it, ended ones have lost it. */
export class EnrollmentSummary {
  @IdField()
  enrollmentId!: string;

  @EnumField(EnrollmentStatus, 'EnrollmentStatus')
  status!: EnrollmentStatus;

  @IntegerField({ min: 1, description: 'The publication the learner is enrolled in' })
  publication!: number;

  @NumberField({ min: 0, max: 100 })
  percent!: number;
}

export class EnrollmentReply {
  @ObjectField(() => EnrollmentSummary, { nullable: true })
  enrollment!: EnrollmentSummary | null;
}

export class EnrollmentGetOwned {
  @IdField()
  userId!: string;

  @IdListField({ maxItems: 100 })
  courseIds!: string[];
}

export class OwnedCourses {
  @IdListField({
    maxItems: 100,
    description: 'Those the user has access to, or bought and can come back to without paying',
  })
  courseIds!: string[];
}

/** Whether and how a learner is enrolled in a course. */
export const enrollmentGet = rpcContract({
  subject: 'user-progress.enrollment.get',
  request: EnrollmentGet,
  reply: EnrollmentReply,
  askedBy: ['course', 'quiz', 'review'],
});

/** Which of some courses somebody has already. */
export const enrollmentGetOwned = rpcContract({
  subject: 'user-progress.enrollment.get-owned',
  request: EnrollmentGetOwned,
  reply: OwnedCourses,
  askedBy: ['interaction', 'order'],
});
