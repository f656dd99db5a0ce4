import { Controller } from '@nestjs/common';
import { Internal } from '@course-plateform/common/auth';
import { RpcHandler } from '@course-plateform/common/rpc';
import {
  type QuizContentDraft,
  type QuizContentQuery,
  type QuizContentReply,
  type QuizContentVerdict,
  quizContentCheck,
  quizContentGet,
} from '@course-plateform/types/quiz';
import { QuizServiceSettings } from '../env';
import { QuizRepository } from '../quiz/quiz.repository';
import { errorsIn, writeContent } from './quiz-content';

const REPORTED_MAX = 100;

@Controller()
export class QuizContentRpcHandler {
  constructor(
    private readonly quizzes: QuizRepository,
    private readonly settings: QuizServiceSettings,
  ) {}

  /** A lesson may name the quiz of another course: that one is not told, or its key would be given away. */
  @RpcHandler(quizContentGet)
  @Internal()
  async getContent({ courseId, quizId }: QuizContentQuery): Promise<QuizContentReply> {
    const quiz = await this.quizzes.find(quizId);
    return { content: quiz?.courseId === courseId ? writeContent(quiz) : null };
  }

  @RpcHandler(quizContentCheck)
  @Internal()
  checkContent({ content }: QuizContentDraft): Promise<QuizContentVerdict> {
    const found = errorsIn(content, this.settings.quizMaxQuestions).slice(0, REPORTED_MAX);
    const errors = found.map(({ params = {}, ...error }) => ({
      ...error,
      params: JSON.stringify(params),
    }));
    return Promise.resolve({ errors });
  }
}
