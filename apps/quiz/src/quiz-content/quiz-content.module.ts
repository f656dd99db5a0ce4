import { Module } from '@nestjs/common';
import { QuizModule } from '../quiz/quiz.module';
import { QuizContentRpcHandler } from './quiz-content.rpc';
import { QuizImportEventHandler } from './quiz-import.events';

@Module({
  imports: [QuizModule],
  controllers: [QuizContentRpcHandler],
  providers: [QuizImportEventHandler],
})
export class QuizContentModule {}
