import { Injectable } from '@nestjs/common';
import { type Caller, ownedBy } from '@course-plateform/common/auth';
import { Cursors } from '@course-plateform/common/http';
import { type EnrollmentSummary, EnrollmentStatus } from '@course-plateform/types/user-progress';
import { CompletionService } from './completion.service';
import { EnrollmentEligibilityService } from './enrollment-eligibility.service';
import {
  type EnrollmentListQuery,
  type EnrollmentPageResponse,
  type EnrollmentResponse,
  type LearningStatsResponse,
  type RosterQuery,
  toEnrollmentResponse,
  toEnrollmentSummary,
} from './enrollment.dto';
import { EnrollmentNotFound } from './enrollment.errors';
import { type EnrollmentFilter, EnrollmentRepository } from './enrollment.repository';

/** Reads enrolments. */
@Injectable()
export class EnrollmentQueryService {
  constructor(
    private readonly enrollments: EnrollmentRepository,
    private readonly eligibility: EnrollmentEligibilityService,
    private readonly completions: CompletionService,
    private readonly cursors: Cursors,
  ) {}

  /** @throws EnrollmentNotFound when it is absent or somebody else's */
  async get(caller: Caller, id: string): Promise<EnrollmentResponse> {
    const rule = { owner: 'userId', notFound: EnrollmentNotFound } as const;
    return toEnrollmentResponse(ownedBy(caller, await this.enrollments.find(id), rule));
  }

  /** The caller's own enrollments. */
  async list({ userId }: Caller, query: EnrollmentListQuery): Promise<EnrollmentPageResponse> {
    const { courseId, status } = query;
    return this.page(query, {
      userId,
      ...(courseId === undefined ? {} : { courseId }),
      ...(status === undefined ? {} : { status }),
    });
  }

  /** The learners of one of the caller's courses. @throws EnrollmentCourseNotFound */
  async roster(
    caller: Caller,
    courseId: string,
    query: RosterQuery,
  ): Promise<EnrollmentPageResponse> {
    await this.eligibility.assertMaySeeLearners(caller, courseId);
    const { status } = query;
    return this.page(query, { courseId, ...(status === undefined ? {} : { status }) });
  }

  async stats({ userId }: Caller): Promise<LearningStatsResponse> {
    const [courses, completedCourses, tally] = await Promise.all([
      this.enrollments.count(userId),
      this.enrollments.count(userId, EnrollmentStatus.completed),
      this.completions.tally(userId),
    ]);
    return { courses, completedCourses, ...tally };
  }

  /** A learner's access to a course, living or ended. */
  async summary(userId: string, courseId: string): Promise<EnrollmentSummary | null> {
    const enrollment = await this.enrollments.findOf({ userId, courseId });
    return enrollment && toEnrollmentSummary(enrollment);
  }

  owned(userId: string, courseIds: readonly string[]): Promise<string[]> {
    return this.enrollments.owned(userId, courseIds);
  }

  private async page(
    query: RosterQuery,
    filter: EnrollmentFilter,
  ): Promise<EnrollmentPageResponse> {
    const after = this.cursors.read(query.cursor, filter);
    const page = await this.enrollments.page(filter, query.limit, after);
    return this.cursors.toPage(page, query, filter, toEnrollmentResponse);
  }
}
