import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import {
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  NumberField,
} from '@course-plateform/types/platform';
import { EnrollmentStatus, type EnrollmentSummary } from '@course-plateform/types/user-progress';
import type { Enrollment } from './enrollment.entity';

export class EnrollmentCreateDto {
  @IdField({ description: 'A free course that is for sale, or one you bought and gave up' })
  courseId!: string;
}

export class RosterQuery extends CursorQuery {
  @EnumField(EnrollmentStatus, 'EnrollmentStatus', { optional: true })
  status?: EnrollmentStatus;
}

export class EnrollmentListQuery extends RosterQuery {
  @IdField({ optional: true, description: 'Only your enrollment in this course' })
  courseId?: string;
}

export class EnrollmentResponse {
  @IdField()
  id!: string;

  @IdField()
  userId!: string;

  @IdField()
  courseId!: string;

  @IntegerField({ min: 1, description: 'The publication of the course that is learned' })
  publication!: number;

  @EnumField(EnrollmentStatus, 'EnrollmentStatus')
  status!: EnrollmentStatus;

  @NumberField({ min: 0, max: 100, example: 66.66 })
  percent!: number;

  @DateTimeField()
  enrolledAt!: string;

  @DateTimeField({ nullable: true })
  completedAt!: string | null;

  @DateTimeField({ nullable: true })
  endedAt!: string | null;

  @IntegerField({ min: 1, description: 'The ETag of the enrolment' })
  version!: number;
}

export class EnrollmentPageResponse extends CursorPageOf(EnrollmentResponse) {}

export class LearningStatsResponse {
  @IntegerField({ description: 'Courses the learner has access to' })
  courses!: number;

  @IntegerField({ description: 'Those of them that are completed' })
  completedCourses!: number;

  @IntegerField({ description: 'Lessons ticked off by hand' })
  completedLessons!: number;

  @IntegerField({ description: 'Quizzes passed' })
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
    version: enrollment.version,
  };
}

/** What other services see of an enrolment. */
export function toEnrollmentSummary(enrollment: Enrollment): EnrollmentSummary {
  const { id, status, publication, percent } = enrollment;
  return { enrollmentId: id, status, publication, percent };
}
