import { Injectable } from '@nestjs/common';
import { type Caller, ownedBy } from '@course-plateform/common/auth';
import { Cursors } from '@course-plateform/common/http';
import {
  type EnrollmentGet,
  EnrollmentStatus,
  type EnrollmentSummary,
  type LearnedCourse,
  type LearnedShare,
} from '@course-plateform/types/user-progress';
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
import { LockService } from './lock.service';
import { type EnrollmentFilter, EnrollmentRepository } from './enrollment.repository';

/** Reads enrollments. */
@Injectable()
export class EnrollmentQueryService {
  constructor(
    private readonly enrollments: EnrollmentRepository,
    private readonly eligibility: EnrollmentEligibilityService,
    private readonly completions: CompletionService,
    private readonly locks: LockService,
    private readonly cursors: Cursors,
  ) {}

  /** @throws EnrollmentNotFound when it is absent or another user's */
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

  /**
   * A learner's access to a course, living or ended.
   * @throws CurriculumNotFound with locks, when the course service does not know the publication
   */
  async summary({
    withLocks = false,
    ...learner
  }: EnrollmentGet): Promise<EnrollmentSummary | null> {
    const enrollment = await this.enrollments.findOf(learner);
    if (!enrollment) return null;
    const summary = toEnrollmentSummary(enrollment);
    if (!withLocks || enrollment.isEnded) return summary;
    return { ...summary, locks: await this.locks.find(enrollment) };
  }

  owned(userId: string, courseIds: readonly string[]): Promise<string[]> {
    return this.enrollments.owned(userId, courseIds);
  }

  /** Those of some order lines that give access, or would if the learner had not given the course up. */
  granted(orderLineIds: readonly string[]): Promise<string[]> {
    return this.enrollments.granted(orderLineIds);
  }

  /** How much of some courses a user has learned; what was undone after the completion does not count. */
  async shares(userId: string, courseIds: readonly string[]): Promise<LearnedShare[]> {
    const enrollments = await this.enrollments.findAllOf(userId, courseIds);
    return enrollments.map(({ courseId, percent, completedAt }) => ({
      courseId,
      percent: completedAt === null ? percent : 100,
    }));
  }

  /** What a user has done in some courses, and when. */
  async activity(userId: string, courseIds: readonly string[]): Promise<LearnedCourse[]> {
    const enrollments = await this.enrollments.findAllOf(userId, courseIds);
    const done = await this.completions.spans(enrollments.map(({ id }) => id));
    return enrollments.map((enrollment) => {
      const { id, courseId, status, percent, createdAt, completedAt } = enrollment;
      const { lessons = 0, first = null, last = null } = done.get(id) ?? {};
      return {
        ...{ courseId, status, percent, completedLessons: lessons },
        enrolledAt: createdAt.toISOString(),
        firstCompletionAt: first,
        lastCompletionAt: last,
        completedAt: completedAt?.toISOString() ?? null,
      };
    });
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
