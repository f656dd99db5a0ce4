import { EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { Outbox } from '@course-plateform/common/events';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { EnrollmentStatus, courseCompleted } from '@course-plateform/types/user-progress';
import type { CurriculumSnapshot } from '../curriculum/curriculum-snapshot.entity';
import { Enrollment } from './enrollment.entity';
import { LessonCompletion } from './lesson-completion.entity';
import { QuizPass } from './quiz-pass.entity';

/** When lessons of an enrollment were marked complete. */
interface CompletionSpan {
  readonly lessons: number;
  readonly first: string;
  readonly last: string;
}

/** Keeps the percentage of enrollments in step with what was ticked off and passed, and publishes completed courses. */
@Injectable()
export class CompletionService {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Measures an enrollment inside a unit of work that holds its lock or has just made it.
   * Without lessons nothing can be measured; the job does it when they are there.
   * @returns the lessons that are done, with the time; none when nothing was measured
   */
  async measure(
    em: EntityManager,
    enrollment: Enrollment,
    curriculum: CurriculumSnapshot | null,
  ): Promise<ReadonlyMap<string, Date>> {
    if (!curriculum?.isFetched || enrollment.isEnded || enrollment.isSuspended) return new Map();
    await em.flush();
    const done = await this.doneLessons(em, enrollment, curriculum);
    const { id, courseId, userId, publication } = enrollment;
    const now = this.clock.now();
    if (!enrollment.measure(done.size, curriculum.lessons.length, now)) return done;
    this.outbox.publish(em, courseCompleted, enrollment, {
      enrollmentId: id,
      courseId,
      userId,
      publication,
      courseTitle: curriculum.title,
      completedAt: now.toISOString(),
    });
    return done;
  }

  /** Measures the active learners of a publication, each in a unit of work of its own. */
  async measureAll(curriculum: CurriculumSnapshot): Promise<void> {
    const { courseId, publication } = curriculum;
    const waiting = await this.em.find(
      Enrollment,
      { courseId, publication, status: EnrollmentStatus.active },
      { fields: ['id'] },
    );
    for (const { id } of waiting) await this.measureOne(id, curriculum);
  }

  private measureOne(enrollmentId: string, curriculum: CurriculumSnapshot): Promise<void> {
    return this.unitOfWork.run(async (em) => {
      const enrollment = await em.findOneOrFail(
        Enrollment,
        { id: enrollmentId },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      );
      await this.measure(em, enrollment, curriculum);
    });
  }

  /** Marks a lesson complete; repeating it changes nothing. Part of a unit of work. */
  async complete(em: EntityManager, { id }: Enrollment, lessonId: string): Promise<void> {
    await em.upsert(
      LessonCompletion,
      { enrollmentId: id, lessonId, completedAt: this.clock.now() },
      { onConflictAction: 'ignore' },
    );
  }

  /** Which lessons are done, and when, outside of a unit of work. */
  lookUp(
    enrollment: Enrollment,
    curriculum: CurriculumSnapshot,
  ): Promise<ReadonlyMap<string, Date>> {
    return this.doneLessons(this.em, enrollment, curriculum);
  }

  /** Which lessons are done, and when. */
  async doneLessons(
    em: EntityManager,
    enrollment: Enrollment,
    curriculum: CurriculumSnapshot,
  ): Promise<ReadonlyMap<string, Date>> {
    const quizIds = curriculum.lessons.flatMap(({ quizId }) => quizId ?? []);
    const ticked = await em.find(LessonCompletion, { enrollmentId: enrollment.id });
    const passed = await em.find(QuizPass, {
      userId: enrollment.userId,
      quizId: { $in: quizIds },
    });
    const byLesson = new Map(ticked.map((row) => [row.lessonId, row.completedAt]));
    const byQuiz = new Map(passed.map((row) => [row.quizId, row.passedAt]));
    return new Map(
      curriculum.lessons.flatMap(({ lessonId, quizId }) => {
        const at = quizId === null ? byLesson.get(lessonId) : byQuiz.get(quizId);
        return at ? [[lessonId, at] as const] : [];
      }),
    );
  }

  /** How many lessons were marked complete in some enrollments, and the first and last time (RFC 3339). */
  async spans(enrollmentIds: readonly string[]): Promise<ReadonlyMap<string, CompletionSpan>> {
    const rows = await this.em.find(LessonCompletion, {
      enrollmentId: { $in: [...enrollmentIds] },
    });
    const spans = new Map<string, CompletionSpan>();
    for (const { enrollmentId, completedAt } of rows) {
      const at = completedAt.toISOString();
      const { lessons, first, last } = spans.get(enrollmentId) ?? {
        lessons: 0,
        first: at,
        last: at,
      };
      spans.set(enrollmentId, {
        lessons: lessons + 1,
        first: at < first ? at : first,
        last: at > last ? at : last,
      });
    }
    return spans;
  }

  /** What a learner has done in all courses. */
  async tally(userId: string): Promise<{ completedLessons: number; passedQuizzes: number }> {
    const enrollments = await this.em.find(
      Enrollment,
      { userId, status: { $ne: EnrollmentStatus.ended } },
      { fields: ['id'] },
    );
    const ids = enrollments.map(({ id }) => id);
    const [completedLessons, passedQuizzes] = await Promise.all([
      this.em.count(LessonCompletion, { enrollmentId: { $in: ids } }),
      this.em.count(QuizPass, { userId }),
    ]);
    return { completedLessons, passedQuizzes };
  }
}
