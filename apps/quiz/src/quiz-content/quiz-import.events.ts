import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import { Clock } from '@course-plateform/common/kernel';
import { type QuizImported, quizImported } from '@course-plateform/types/course';
import { QuizServiceSettings } from '../env';
import { Quiz } from '../quiz/quiz.entity';
import { quizOf } from './quiz-content';

/** Makes the quizzes of courses that are imported. */
@Injectable()
export class QuizImportEventHandler {
  constructor(
    private readonly settings: QuizServiceSettings,
    private readonly clock: Clock,
  ) {}

  /** @throws RequestInvalid, QuizFull, QuestionInvalid when what was checked is not allowed any more */
  @EventHandler(quizImported, { consumer: 'quiz-imports' })
  async makeQuiz({ payload }: EventEnvelope<QuizImported>, em: EntityManager): Promise<void> {
    const { quizId: id, courseId, content } = payload;
    if ((await em.count(Quiz, { id })) > 0) return;
    const limit = this.settings.quizMaxQuestions;
    em.persist(quizOf(content, { id, courseId, limit, now: this.clock.now() }));
  }
}
