import { Injectable } from '@nestjs/common';
import { type Caller, owns } from '@course-plateform/common/auth';
import { newId } from '@course-plateform/common/kernel';
import { RpcClient, orWhenUnavailable } from '@course-plateform/common/rpc';
import { Logger } from '@course-plateform/common/observability';
import { Permission } from '@course-plateform/types/platform';
import {
  type EnrollmentSummary,
  type SectionLock,
  EnrollmentStatus,
  enrollmentGet,
} from '@course-plateform/types/user-progress';
import {
  CourseAccessDisputed,
  CourseNotFound,
  LessonLocked,
  LessonNotEntitled,
} from '../course/course.errors';
import { Curriculum, type Section } from '../course/curriculum';
import { CourseRepository } from '../course/course.repository';
import { type LessonResponse, toLessonResponse } from '../lesson-kinds/lesson.dto';
import type { Lesson } from '../lesson-kinds/lesson-kind';
import { isOpenToAll } from '../lesson-kinds/registry';
import { CatalogRepository } from './catalog.repository';

/** What a caller looks at of a course. */
interface Entrance {
  readonly curriculum: Curriculum;
  /** @throws LessonNotEntitled, CourseAccessDisputed */
  readonly mayLearn: () => void;
  /** The sections that the caller cannot open yet. */
  readonly locks: readonly SectionLock[];
}

/** A course with those who teach it. */
export interface OwnedCourse {
  readonly courseId: string;
  readonly instructorId: string;
  readonly coInstructors?: readonly { readonly instructorId: string }[] | null | undefined;
}

/** How a caller reads the outline of a course. */
interface Reading {
  /** Undefined is the newest. */
  readonly publication: number | undefined;
  readonly isLearner: boolean;
  /** The sections that the caller cannot open yet. */
  readonly locks: readonly SectionLock[];
}

/** A course as far as it decides what is requested about a learner. */
interface LearnedCourse {
  readonly courseId: string;
  /** Whether a publication has sections that do not open at once: of others, locks are not requested. */
  readonly isGated?: boolean | null | undefined;
}

/** Who may see what of a course that is not, or not wholly, open to everybody. */
@Injectable()
export class CourseAccessService {
  constructor(
    private readonly rpc: RpcClient,
    private readonly courses: CourseRepository,
    private readonly catalog: CatalogRepository,
    private readonly logger: Logger,
  ) {}

  /** An unpublished course is there for its author, its learners and admins only. @throws CourseNotFound */
  async assertMayLook(caller: Caller | undefined, course: OwnedCourse): Promise<void> {
    if (isAuthorOrAdmin(caller, course)) return;
    const enrollment = await this.enrollmentOf(caller, { courseId: course.courseId });
    if (!enrollment) throw new CourseNotFound();
  }

  /**
   * The publication whose outline a caller sees, and whether as a learner, as authors and admins do too. A course that is open to everybody is shown
   * as the newest while the user-progress service is unavailable.
   * @throws CourseNotFound as `assertMayLook`
   */
  async publicationFor(
    caller: Caller | undefined,
    course: OwnedCourse & LearnedCourse & { readonly visible: boolean },
  ): Promise<Reading> {
    if (isAuthorOrAdmin(caller, course)) {
      return { publication: undefined, isLearner: true, locks: [] };
    }
    const enrollment = caller && (await this.enrollmentOrNone(caller, course));
    if (!enrollment && !course.visible) throw new CourseNotFound();
    return {
      publication: enrollment?.publication,
      isLearner: enrollment !== undefined,
      locks: enrollment?.locks ?? [],
    };
  }

  /**
   * Refuses what is absent after the work that an unpublished course takes, so that the time until the response does not
   * tell one from the other.
   * @throws CourseNotFound always
   */
  async refuseAbsent(caller: Caller | undefined): Promise<never> {
    await this.enrollmentOf(caller, { courseId: newId() });
    throw new CourseNotFound();
  }

  /**
   * A lesson: for its author as it stands in the draft, for learners as in the publication they are enrolled in, and
   * for anybody when it is a preview.
   * @throws CourseNotFound, LessonNotFound, LessonNotEntitled, CourseAccessDisputed, LessonLocked
   */
  async open(caller: Caller | undefined, courseId: string, lessonId: string): Promise<Lesson> {
    const { curriculum, mayLearn, locks } = await this.enter(caller, courseId);
    const lesson = curriculum.lesson(lessonId);
    if (isOpenToAll(lesson)) return lesson;
    mayLearn();
    const lock = lockOf(lesson, curriculum.sectionOf(lessonId), locks);
    if (lock) throw lockedUntil(lock);
    return lesson;
  }

  /**
   * The lessons that a caller learns and can open: for its author as they stand in the draft, for learners as in the
   * publication they are enrolled in.
   * @throws CourseNotFound, LessonNotEntitled, CourseAccessDisputed
   */
  async learn(caller: Caller, courseId: string): Promise<readonly Lesson[]> {
    const { curriculum, mayLearn, locks } = await this.enter(caller, courseId);
    mayLearn();
    return curriculum.sections.flatMap((section) =>
      section.lessons.filter((one) => isOpenToAll(one) || !lockOf(one, section, locks)),
    );
  }

  /** A lesson as callers see it. @throws as `open` */
  async lesson(
    caller: Caller | undefined,
    courseId: string,
    lessonId: string,
  ): Promise<LessonResponse> {
    return toLessonResponse(await this.open(caller, courseId, lessonId));
  }

  /** What a caller looks at of a course. @throws CourseNotFound */
  private async enter(caller: Caller | undefined, courseId: string): Promise<Entrance> {
    const course = await this.courses.find(courseId);
    if (!course) {
      await this.catalog.find(courseId);
      return this.refuseAbsent(caller);
    }
    const { instructorId, coInstructors } = course;
    if (isAuthorOrAdmin(caller, { courseId, instructorId, coInstructors })) {
      return { curriculum: course.curriculum, mayLearn: () => undefined, locks: [] };
    }
    const entry = await this.catalog.find(courseId);
    const enrollment = await this.enrollmentOf(caller, { courseId, isGated: entry?.isGated });
    if (!entry || (!entry.visible && !enrollment)) throw new CourseNotFound();
    const publication = await this.catalog.publication(courseId, enrollment?.publication);
    return {
      curriculum: publication?.curriculum ?? new Curriculum([]),
      mayLearn: () => assertMayLearn(enrollment),
      locks: enrollment?.locks ?? [],
    };
  }

  private enrollmentOrNone(
    caller: Caller,
    course: LearnedCourse & { readonly visible: boolean },
  ): Promise<EnrollmentSummary | undefined> {
    const found = this.enrollmentOf(caller, course);
    if (!course.visible) return found;
    return orWhenUnavailable(found, (err) => {
      this.logger.warn(
        { err },
        'enrollment unavailable; course outline served from its newest publication',
      );
      return undefined;
    });
  }

  private async enrollmentOf(
    caller: Caller | undefined,
    { courseId, isGated }: LearnedCourse,
  ): Promise<EnrollmentSummary | undefined> {
    if (!caller) return undefined;
    const { enrollment } = await this.rpc.request(enrollmentGet, {
      ...{ userId: caller.userId, courseId },
      ...(isGated ? { withLocks: true } : {}),
    });
    return enrollment && enrollment.status !== EnrollmentStatus.ended ? enrollment : undefined;
  }
}

/** @throws LessonNotEntitled, CourseAccessDisputed */
function assertMayLearn(enrollment: EnrollmentSummary | undefined): void {
  if (!enrollment) throw new LessonNotEntitled();
  if (enrollment.status === EnrollmentStatus.suspended) throw new CourseAccessDisputed();
}

/** The lock of a section, unless the learner has completed the lesson before. */
function lockOf(
  { id }: Lesson,
  section: Section,
  locks: readonly SectionLock[],
): SectionLock | undefined {
  const lock = locks.find(({ sectionId }) => sectionId === section.id);
  return lock?.openLessonIds.includes(id) ? undefined : lock;
}

function lockedUntil({ availableAt, missingLessons }: SectionLock): LessonLocked {
  return new LessonLocked({
    extensions: { missingLessons, ...(availableAt === null ? {} : { availableAt }) },
  });
}

function isAuthorOrAdmin(caller: Caller | undefined, course: OwnedCourse): boolean {
  return owns(caller, course, {
    owner: 'instructorId',
    orWith: Permission.courseReview,
    orIf: ({ coInstructors }, userId) =>
      coInstructors?.some(({ instructorId }) => instructorId === userId) ?? false,
  });
}
