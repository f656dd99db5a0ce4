import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import { type CourseCloned, courseCloned } from '@course-plateform/types/course';
import { Quiz } from '../quiz/quiz.entity';

/** Copies the quizzes of courses that are cloned. */
@Injectable()
export class QuizCopyEventHandler {
  constructor(private readonly clock: Clock) {}

  /**
   * A lesson may name the quiz of someone else, which is noticed only when its course is published: such a quiz is not
   * copied, or its author's answers would be given away.
   */
  @EventHandler(courseCloned, { consumer: 'quiz-copies' })
  async copyQuizzes({ payload }: EventEnvelope<CourseCloned>, em: EntityManager): Promise<void> {
    const { courseId, fromCourseId, quizzes } = payload;
    const ids = quizzes.map(({ quizId }) => quizId);
    const sources = await em.find(Quiz, { id: { $in: ids }, courseId: fromCourseId });
    const byId = new Map(sources.map((quiz) => [quiz.id, quiz]));
    for (const { quizId, copyId: id } of quizzes) {
      const copy = byId.get(quizId)?.copy({ id, courseId }, this.clock.now());
      if (copy) em.persist(copy);
    }
  }
}
