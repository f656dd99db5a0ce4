import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import {
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  NumberField,
  ObjectField,
} from '@course-plateform/types/platform';
import {
  type EnrollmentEnded,
  EnrollmentStatus,
  EnrollmentSuspensionReason,
  type EnrollmentSummary,
} from '@course-plateform/types/user-progress';
import type { Enrollment } from './enrollment.entity';

export class EnrollmentCreateDto {
  @IdField({ description: 'A free course that is for sale, or one you bought and gave up' })
  courseId!: string;
}

export class RosterQuery extends CursorQuery {
  @EnumField(EnrollmentStatus, 'EnrollmentStatus', {
    optional: true,
    description: 'Only enrollments in this state',
  })
  status?: EnrollmentStatus;
}

export class EnrollmentListQuery extends RosterQuery {
  @IdField({ optional: true, description: 'Only your enrollment in this course' })
  courseId?: string;
}

export class EnrollmentSuspensionResponse {
  @EnumField(EnrollmentSuspensionReason, 'EnrollmentSuspensionReason', {
    description: 'Why there is no access for now',
  })
  reason!: EnrollmentSuspensionReason;

  @DateTimeField({ description: 'Since when' })
  since!: string;
}

export class EnrollmentResponse {
  @IdField()
  id!: string;

  @IdField({ description: 'The learner' })
  userId!: string;

  @IdField({ description: 'The course that is learned' })
  courseId!: string;

  @IntegerField({
    min: 1,
    description: 'The number of the publication of the course that is learned',
  })
  publication!: number;

  @EnumField(EnrollmentStatus, 'EnrollmentStatus', {
    description: 'Whether the learner has access',
  })
  status!: EnrollmentStatus;

  @NumberField({
    min: 0,
    max: 100,
    example: 66.66,
    description: 'Completed lessons of that publication in percent, 0–100, to two decimals',
  })
  percent!: number;

  @DateTimeField({ description: 'When the learner first got access' })
  enrolledAt!: string;

  @DateTimeField({
    nullable: true,
    description:
      'When the last lesson was completed; null before. It stays when lessons are taken back',
  })
  completedAt!: string | null;

  @DateTimeField({
    nullable: true,
    description: 'When access was lost; null while the learner has it',
  })
  endedAt!: string | null;

  @ObjectField(() => EnrollmentSuspensionResponse, {
    nullable: true,
    description: 'Why access is suspended; null unless it is',
  })
  suspension!: EnrollmentSuspensionResponse | null;

  @IntegerField({
    min: 1,
    description: 'Counts the changes; its `ETag`, and the value for `If-Match`',
  })
  version!: number;
}

export class EnrollmentPageResponse extends CursorPageOf(EnrollmentResponse) {}

export class LearningStatsResponse {
  @IntegerField({ description: 'Courses you have access to', example: 4 })
  courses!: number;

  @IntegerField({ description: 'Those of them that you have completed', example: 1 })
  completedCourses!: number;

  @IntegerField({ description: 'Lessons that you have marked complete', example: 37 })
  completedLessons!: number;

  @IntegerField({ description: 'Quizzes that you have passed', example: 5 })
  passedQuizzes!: number;
}

export function toEnrollmentResponse(enrollment: Enrollment): EnrollmentResponse {
  return {
    id: enrollment.id,
    userId: enrollment.userId,
    courseId: enrollment.courseId,
    publication: enrollment.publication,
    status: enrollment.status,
    percent: enrollment.percent,
    enrolledAt: enrollment.createdAt.toISOString(),
    completedAt: enrollment.completedAt?.toISOString() ?? null,
    endedAt: enrollment.endedAt?.toISOString() ?? null,
    suspension: toEnrollmentSuspensionResponse(enrollment),
    version: enrollment.version,
  };
}

function toEnrollmentSuspensionResponse({
  suspensionReason: reason,
  suspendedAt,
}: Enrollment): EnrollmentSuspensionResponse | null {
  if (reason === null || suspendedAt === null) return null;
  return { reason, since: suspendedAt.toISOString() };
}

/** What other services see of an enrollment. */
export function toEnrollmentSummary(enrollment: Enrollment): EnrollmentSummary {
  const { id, status, publication, percent } = enrollment;
  return { enrollmentId: id, status, publication, percent };
}

/** The event that an enrollment has ended. */
export function toEnrollmentEnded({
  id: enrollmentId,
  courseId,
  userId,
  endReason,
}: Enrollment): EnrollmentEnded {
  return { enrollmentId, courseId, userId, ...(endReason === null ? {} : { reason: endReason }) };
}
