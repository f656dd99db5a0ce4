import { Controller } from '@nestjs/common';
import { Internal } from '@course-plateform/common/auth';
import { RpcHandler } from '@course-plateform/common/rpc';
import { type QuizIds, type QuizReferences, quizGetMany } from '@course-plateform/types/quiz';
import { QuizReferenceService } from './quiz-reference.service';

@Controller()
export class QuizRpcHandler {
  constructor(private readonly quizzes: QuizReferenceService) {}

  @RpcHandler(quizGetMany)
  @Internal()
  async getQuizzes({ quizIds }: QuizIds): Promise<QuizReferences> {
    return { quizzes: await this.quizzes.references(quizIds) };
  }
}
