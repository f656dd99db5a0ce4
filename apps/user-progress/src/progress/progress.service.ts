import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type Caller, ownedBy } from '@course-plateform/common/auth';
import { UnitOfWork } from '@course-plateform/common/persistence';
import type { CurriculumLesson } from '@course-plateform/types/course';
import type { QuizAttemptPassed } from '@course-plateform/types/quiz';
import type { CurriculumSnapshot } from '../curriculum/curriculum-snapshot.entity';
import { CurriculumService } from '../curriculum/curriculum.service';
import { CompletionService } from '../enrollment/completion.service';
import { Enrollment } from '../enrollment/enrollment.entity';
import { EnrollmentNotFound } from '../enrollment/enrollment.errors';
import { EnrollmentRepository } from '../enrollment/enrollment.repository';
import { LockService } from '../enrollment/lock.service';
import { LessonCompletion } from '../enrollment/lesson-completion.entity';
import { QuizPass } from '../enrollment/quiz-pass.entity';
import { type ProgressResponse, toProgressResponse } from './progress.dto';
import { LessonNeedsQuiz, LessonNotFound } from './progress.errors';

/** How learners come forward in their courses. */
@Injectable()
export class ProgressService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly enrollments: EnrollmentRepository,
    private readonly curricula: CurriculumService,
    private readonly completions: CompletionService,
    private readonly locks: LockService,
  ) {}

  /** Measures again where something came while the lessons were unknown. @throws EnrollmentNotFound, EnrollmentDisputed */
  async get(caller: Caller, enrollmentId: string): Promise<ProgressResponse> {
    const { enrollment, curriculum } = await this.findOwned(caller, enrollmentId);
    const done = await this.completions.lookUp(enrollment, curriculum);
    if (enrollment.isUpToDate(done.size, curriculum.lessons.length)) {
      const locks = this.locks.of(enrollment, curriculum, done);
      return toProgressResponse(enrollment, { curriculum, done, locks });
    }
    return this.change(enrollmentId, curriculum, () => Promise.resolve());
  }

  /** @throws EnrollmentNotFound, LessonNotFound, LessonNeedsQuiz, LessonLocked, EnrollmentOver */
  async complete(
    caller: Caller,
    enrollmentId: string,
    lessonId: string,
  ): Promise<ProgressResponse> {
    const { curriculum, lesson } = await this.withLesson(caller, enrollmentId, lessonId);
    return this.change(enrollmentId, curriculum, async (em, enrollment) => {
      enrollment.assertLiving();
      await this.locks.assertOpen(em, enrollment, curriculum, lesson);
      await this.completions.complete(em, enrollment, lessonId);
    });
  }

  /** @throws EnrollmentNotFound, LessonNotFound, LessonNeedsQuiz, EnrollmentOver */
  async undo(caller: Caller, enrollmentId: string, lessonId: string): Promise<ProgressResponse> {
    const { curriculum } = await this.withLesson(caller, enrollmentId, lessonId);
    return this.change(enrollmentId, curriculum, async (em, enrollment) => {
      enrollment.assertLiving();
      await em.nativeDelete(LessonCompletion, { enrollmentId, lessonId });
    });
  }

  /**
   * Keeps that a quiz was passed and counts it where the lessons are known. What was passed without access to the course
   * counts once the learner has access again. Part of the event's unit of work.
   */
  async passQuiz(em: EntityManager, pass: QuizAttemptPassed, passedAt: Date): Promise<void> {
    const { userId, quizId, courseId } = pass;
    await em.upsert(QuizPass, { userId, quizId, passedAt }, { onConflictAction: 'ignore' });
    const enrollment = await this.enrollments.lockOf(em, { userId, courseId });
    if (!enrollment || enrollment.isEnded || enrollment.isSuspended) return;
    // Read after the lock is held: from then on the job that stores lessons measures after us.
    const curriculum = await this.curricula.find(em, enrollment);
    await this.completions.measure(em, enrollment, curriculum);
  }

  private change(
    enrollmentId: string,
    curriculum: CurriculumSnapshot,
    work: (em: EntityManager, enrollment: Enrollment) => Promise<unknown>,
  ): Promise<ProgressResponse> {
    return this.unitOfWork.run(
      async (em) => {
        const enrollment = await em.findOneOrFail(
          Enrollment,
          { id: enrollmentId },
          { lockMode: LockMode.PESSIMISTIC_WRITE },
        );
        await work(em, enrollment);
        const done = await this.completions.measure(em, enrollment, curriculum);
        return { enrollment, done };
      },
      ({ enrollment, done }) => {
        const locks = this.locks.of(enrollment, curriculum, done);
        return toProgressResponse(enrollment, { curriculum, done, locks });
      },
    );
  }

  /** A lesson the learner of this enrollment can tick off. */
  private async withLesson(
    caller: Caller,
    enrollmentId: string,
    lessonId: string,
  ): Promise<{ curriculum: CurriculumSnapshot; lesson: CurriculumLesson }> {
    const { enrollment, curriculum } = await this.findOwned(caller, enrollmentId);
    enrollment.assertLiving();
    const lesson = curriculum.lesson(lessonId);
    if (!lesson) throw new LessonNotFound();
    if (lesson.quizId !== null) throw new LessonNeedsQuiz();
    return { curriculum, lesson };
  }

  private async findOwned(caller: Caller, enrollmentId: string) {
    const rule = { owner: 'userId', notFound: EnrollmentNotFound } as const;
    const enrollment = ownedBy(caller, await this.enrollments.find(enrollmentId), rule);
    enrollment.assertNotSuspended();
    return { enrollment, curriculum: await this.curricula.get(enrollment) };
  }
}
