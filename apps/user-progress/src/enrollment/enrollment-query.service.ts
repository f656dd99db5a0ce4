import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Cursors } from '@course-plateform/common/http';
import { type EnrollmentSummary, EnrollmentStatus } from '@course-plateform/types/user-progress';
import { CompletionService } from '../progress/completion.service';
import { EnrollmentEligibilityService } from './enrollment-eligibility.service';
import {
  type EnrollmentListQuery,
  type EnrollmentPageResponse,
  type EnrollmentResponse,
  type LearningStatsResponse,
  toEnrollmentResponse,
  toEnrollmentSummary,
} from './enrollment.dto';
import { EnrollmentNotFound } from './enrollment.errors';
import { EnrollmentRepository } from './enrollment.repository';

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
    const enrollment = await this.enrollments.find(id);
    if (!enrollment?.isOf(caller.userId)) throw new EnrollmentNotFound();
    return toEnrollmentResponse(enrollment);
  }

  /** The caller's own enrolments, or the learners of one of the caller's courses. @throws EnrollmentCourseNotFound */
  async list(caller: Caller, query: EnrollmentListQuery): Promise<EnrollmentPageResponse> {
    const { courseId, status } = query;
    if (courseId !== undefined) await this.eligibility.assertMaySeeLearners(caller, courseId);
    const filter = {
      ...(courseId === undefined ? { userId: caller.userId } : { courseId }),
      ...(status === undefined ? {} : { status }),
    };
    const after = this.cursors.read(query.cursor, filter);
    const page = await this.enrollments.page(filter, query.limit, after);
    return this.cursors.toPage(page, query, filter, toEnrollmentResponse);
  }

  async stats({ userId }: Caller): Promise<LearningStatsResponse> {
    const [courses, completedCourses, tally] = await Promise.all([
      this.enrollments.count(userId),
      this.enrollments.count(userId, EnrollmentStatus.completed),
      this.completions.tally(userId),
    ]);
    return { courses, completedCourses, ...tally };
  }

  /** A learner's access to a course, or the last one that ended. */
  async summary(userId: string, courseId: string): Promise<EnrollmentSummary | null> {
    const enrollment = await this.enrollments.findLatest(userId, courseId);
    return enrollment && toEnrollmentSummary(enrollment);
  }

  owned(userId: string, courseIds: readonly string[]): Promise<string[]> {
    return this.enrollments.owned(userId, courseIds);
  }
}
