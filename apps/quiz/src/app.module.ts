import { Module } from '@nestjs/common';
import { defineService } from '@course-plateform/common/service';
import { AttemptModule } from './attempt/attempt.module';
import { QuizServiceSettings } from './env';
import { database } from './mikro-orm.config';
import { QuizCopyModule } from './quiz-copy/quiz-copy.module';
import { QuizModule } from './quiz/quiz.module';

@Module({ imports: [QuizModule, QuizCopyModule, AttemptModule] })
export class AppModule {}

export const service = defineService({
  settings: QuizServiceSettings,
  database,
  module: AppModule,
});
