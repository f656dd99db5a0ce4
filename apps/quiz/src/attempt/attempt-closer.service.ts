import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { Outbox } from '@course-plateform/common/events';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { quizAttemptPassed } from '@course-plateform/types/quiz';
import type { QuizPublication } from '../quiz/quiz-publication.entity';
import { QuizRepository } from '../quiz/quiz.repository';
import type { Attempt } from './attempt.entity';
import { AttemptRepository } from './attempt.repository';
import { gradeOf } from './grading';

/** Ends attempts: grades them and tells those that have passed. */
@Injectable()
export class AttemptCloserService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly attempts: AttemptRepository,
    private readonly quizzes: QuizRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Grades an attempt inside a unit of work that holds its lock. @throws AttemptSubmitted */
  close(em: EntityManager, attempt: Attempt, publication: QuizPublication): void {
    const grade = gradeOf(publication, attempt.answers);
    attempt.submit(grade, this.clock.now());
    if (!grade.passed) return;
    const { id, quizId, courseId, userId } = attempt;
    this.outbox.publish(em, quizAttemptPassed, attempt, {
      attemptId: id,
      quizId,
      courseId,
      userId,
      scorePercent: grade.scorePercent,
    });
  }

  /** Submits what was saved when the time of an attempt is up. @returns whether it was */
  async closeIfOverdue(em: EntityManager, attempt: Attempt): Promise<boolean> {
    if (!attempt.isOverdue(this.clock.now())) return false;
    const publication = await this.quizzes.publication(attempt.quizId, attempt.publication);
    this.close(em, attempt, publication);
    return true;
  }

  /** The same in a unit of work of its own. */
  closeOverdue(id: string): Promise<boolean> {
    return this.unitOfWork.run(async (em) => {
      const attempt = await this.attempts.locked(em, id);
      return attempt !== null && this.closeIfOverdue(em, attempt);
    });
  }

  /** The attempts whose deadline has passed, the longest overdue first. */
  overdue(limit: number): Promise<string[]> {
    return this.attempts.overdue(this.clock.now(), limit);
  }
}
