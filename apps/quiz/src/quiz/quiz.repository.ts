import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { QuizPublication } from './quiz-publication.entity';
import { Quiz } from './quiz.entity';

/** The named questions about stored quizzes. */
@Injectable()
export class QuizRepository {
  constructor(private readonly em: EntityManager) {}

  find(id: string): Promise<Quiz | null> {
    return this.em.findOne(Quiz, { id });
  }

  many(ids: readonly string[]): Promise<Quiz[]> {
    return this.em.find(Quiz, { id: { $in: [...ids] } });
  }

  /** What learners of a quiz take now; null before its first publication. */
  newestPublication(quizId: string): Promise<QuizPublication | null> {
    return this.em.findOne(QuizPublication, { quizId }, { orderBy: { number: 'desc' } });
  }

  publication(quizId: string, number: number): Promise<QuizPublication> {
    return this.em.findOneOrFail(QuizPublication, { quizId, number });
  }
}
