import { Injectable } from '@nestjs/common';
import type { QuizReference } from '@course-plateform/types/quiz';
import { toQuizReference } from './quiz.dto';
import { QuizRepository } from './quiz.repository';

/** What other services may know about quizzes. */
@Injectable()
export class QuizReferenceService {
  constructor(private readonly quizzes: QuizRepository) {}

  /** The quizzes as far as they exist. */
  async references(quizIds: readonly string[]): Promise<QuizReference[]> {
    return (await this.quizzes.many(quizIds)).map(toQuizReference);
  }
}
