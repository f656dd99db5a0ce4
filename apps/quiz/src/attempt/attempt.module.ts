import { Module } from '@nestjs/common';
import { QuizModule } from '../quiz/quiz.module';
import { AttemptCloserService } from './attempt-closer.service';
import { AttemptController } from './attempt.controller';
import { AttemptDeadlineJob } from './attempt-deadline.job';
import { AttemptQueryService } from './attempt-query.service';
import { AttemptRepository } from './attempt.repository';
import { AttemptService } from './attempt.service';
import { QuizTakerService } from './quiz-taker.service';
import { QuizTakingController } from './quiz-taking.controller';

@Module({
  imports: [QuizModule],
  controllers: [QuizTakingController, AttemptController],
  providers: [
    AttemptService,
    AttemptQueryService,
    AttemptRepository,
    AttemptCloserService,
    AttemptDeadlineJob,
    QuizTakerService,
  ],
})
export class AttemptModule {}
