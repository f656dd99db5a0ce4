import { Module } from '@nestjs/common';
import { QuestionController } from './question.controller';
import { QuizAuthorService } from './quiz-author.service';
import { QuizController } from './quiz.controller';
import { QuizReferenceService } from './quiz-reference.service';
import { QuizRepository } from './quiz.repository';
import { QuizRpcHandler } from './quiz.rpc';
import { QuizService } from './quiz.service';

@Module({
  controllers: [QuizController, QuestionController, QuizRpcHandler],
  providers: [QuizService, QuizAuthorService, QuizReferenceService, QuizRepository],
  exports: [QuizRepository],
})
export class QuizModule {}
