import { Module } from '@nestjs/common';
import { defineService } from '@course-plateform/common/service';
import { AttemptModule } from './attempt/attempt.module';
import { QuizServiceSettings } from './env';
import { database } from './mikro-orm.config';
import { QuizContentModule } from './quiz-content/quiz-content.module';
import { QuizCopyModule } from './quiz-copy/quiz-copy.module';
import { QuizModule } from './quiz/quiz.module';

@Module({ imports: [QuizModule, QuizCopyModule, QuizContentModule, AttemptModule] })
export class AppModule {}

export const service = defineService({
  settings: QuizServiceSettings,
  database,
  module: AppModule,
});
