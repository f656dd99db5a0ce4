import { rpcContract } from '@course-plateform/common/kernel';
import {
  BooleanField,
  DateTimeField,
  EnumField,
  IdField,
  IdListField,
  IntegerField,
  ListField,
  NumberField,
  ObjectField,
  describeEnum,
} from '@course-plateform/types/platform';

export enum EnrollmentStatus {
  active = 'active',
  completed = 'completed',
  suspended = 'suspended',
  ended = 'ended',
}

describeEnum(EnrollmentStatus, {
  active: 'The learner has access and is learning',
  completed: 'Every lesson is done; the learner keeps access',
  suspended:
    'Access is suspended while the payment is disputed; nothing is lost, and all comes back when the dispute is won',
  ended: 'Access is lost, by withdrawal or refund',
});

export class EnrollmentGet {
  @IdField({ description: 'The learner' })
  userId!: string;

  @IdField({ description: 'The course that may be learned' })
  courseId!: string;

  @BooleanField({
    optional: true,
    description: 'Whether the reply says which sections are still locked; no when left out',
  })
  withLocks?: boolean;
}

/** A section that a learner cannot open yet. */
export class SectionLock {
  @IdField({ description: 'The section' })
  sectionId!: string;

  @DateTimeField({
    nullable: true,
    description: 'When it opens by its release; null when only lessons are missing',
  })
  availableAt!: string | null;

  @IntegerField({
    min: 0,
    description: 'How many lessons of the sections before have to be completed first',
  })
  missingLessons!: number;

  @IdListField({
    maxItems: 5000,
    description: 'Its lessons that the learner has completed, which stay open',
  })
  openLessonIds!: string[];

  @IdListField({ maxItems: 5000, description: 'The quizzes of its lessons that are locked' })
  quizIds!: string[];
}

/** A learner's access to a course; completed ones keep it, ended ones have lost it. */
export class EnrollmentSummary {
  @IdField({ description: 'The enrollment of the learner in the course' })
  enrollmentId!: string;

  @EnumField(EnrollmentStatus, 'EnrollmentStatus', {
    description: 'Whether the learner has access',
  })
  status!: EnrollmentStatus;

  @IntegerField({ min: 1, description: 'The number of the publication the learner is enrolled in' })
  publication!: number;

  @NumberField({
    min: 0,
    max: 100,
    description: 'Completed lessons of that publication, 0–100',
    example: 66.66,
  })
  percent!: number;

  @ListField(() => SectionLock, {
    optional: true,
    description: 'The sections that the learner cannot open yet; left out unless requested',
  })
  locks?: SectionLock[];
}

export class EnrollmentReply {
  @ObjectField(() => EnrollmentSummary, {
    nullable: true,
    description: 'Null when the user was never enrolled in the course',
  })
  enrollment!: EnrollmentSummary | null;
}

export class EnrollmentGetOwned {
  @IdField({ description: 'The user who may own the courses' })
  userId!: string;

  @IdListField({ maxItems: 100, description: 'The courses to look up' })
  courseIds!: string[];
}

export class OwnedCourses {
  @IdListField({
    maxItems: 100,
    description: 'Those the user has access to, or bought and can come back to without paying',
  })
  courseIds!: string[];
}

export class LearnedShare {
  @IdField({ description: 'The course' })
  courseId!: string;

  @NumberField({
    min: 0,
    max: 100,
    description: 'The share of its lessons that is done, 0–100; 100 once it was completed',
    example: 66.66,
  })
  percent!: number;
}

export class LearnedShares {
  @ListField(() => LearnedShare, {
    maxItems: 100,
    description: 'Those of the courses in which the user was ever enrolled',
  })
  courses!: LearnedShare[];
}

export class LearnedCourse {
  @IdField({ description: 'The course' })
  courseId!: string;

  @EnumField(EnrollmentStatus, 'EnrollmentStatus', {
    description: 'Whether the learner has access',
  })
  status!: EnrollmentStatus;

  @NumberField({
    min: 0,
    max: 100,
    description: 'Completed lessons of the publication, 0–100',
    example: 66.66,
  })
  percent!: number;

  @DateTimeField({ description: 'When the learner first got access' })
  enrolledAt!: string;

  @IntegerField({ min: 0, description: 'How many lessons were marked complete' })
  completedLessons!: number;

  @DateTimeField({ nullable: true, description: 'When the first one was; null before' })
  firstCompletionAt!: string | null;

  @DateTimeField({ nullable: true, description: 'When the last one was; null before' })
  lastCompletionAt!: string | null;

  @DateTimeField({ nullable: true, description: 'When the course was completed; null before' })
  completedAt!: string | null;
}

export class LearningActivity {
  @ListField(() => LearnedCourse, {
    maxItems: 100,
    description: 'Those of the courses in which the user was ever enrolled',
  })
  courses!: LearnedCourse[];
}

export class OrderLineIds {
  @IdListField({ maxItems: 100, description: 'The lines of orders to look up' })
  orderLineIds!: string[];
}

export class GrantedOrderLines {
  @IdListField({
    maxItems: 100,
    description: 'Those that give access, or would if the learner had not given the course up',
  })
  orderLineIds!: string[];
}

/** Whether and how a learner is enrolled in a course. */
export const enrollmentGet = rpcContract({
  subject: 'user-progress.enrollment.get',
  request: EnrollmentGet,
  reply: EnrollmentReply,
  callers: ['course', 'quiz', 'review'],
});

/** Which of some courses a user has already. */
export const enrollmentGetOwned = rpcContract({
  subject: 'user-progress.enrollment.get-owned',
  request: EnrollmentGetOwned,
  reply: OwnedCourses,
  callers: ['interaction', 'order'],
});

/** How much of some courses a user has learned, whether they still have access or not. */
export const enrollmentGetShares = rpcContract({
  subject: 'user-progress.enrollment.get-shares',
  request: EnrollmentGetOwned,
  reply: LearnedShares,
  callers: ['order'],
});

/** Which lines of orders give access, to compare it with what was paid. */
export const enrollmentGetGrants = rpcContract({
  subject: 'user-progress.enrollment.get-grants',
  request: OrderLineIds,
  reply: GrantedOrderLines,
  callers: ['order'],
});

/** What a user has done in some courses, and when, as evidence that they have used what they bought. */
export const enrollmentGetActivity = rpcContract({
  subject: 'user-progress.enrollment.get-activity',
  request: EnrollmentGetOwned,
  reply: LearningActivity,
  callers: ['order'],
});
