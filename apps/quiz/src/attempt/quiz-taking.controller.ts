import { Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, IdempotencyRequired, Operation } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { QuizNotFound } from '../quiz/quiz.errors';
import { AttemptResponse, QuizSummaryResponse } from './attempt.dto';
import { AttemptInProgress, AttemptNoneLeft } from './attempt.errors';
import { QuizTakerService } from './quiz-taker.service';

@ApiTags('quiz attempts')
@Controller('quizzes/:id')
export class QuizTakingController {
  constructor(private readonly takers: QuizTakerService) {}

  @Get('summary')
  @Auth(Permission.quizTake)
  @Operation({
    summary: 'Read what a quiz of a course you are learning asks of you',
    answer: QuizSummaryResponse,
    errors: [QuizNotFound],
  })
  getQuizSummary(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
  ): Promise<QuizSummaryResponse> {
    return this.takers.summary(caller, id);
  }

  @Post('attempts')
  @Auth(Permission.quizTake)
  @IdempotencyRequired()
  @Operation({
    summary: 'Begin an attempt at a quiz of a course you are learning',
    status: 201,
    answer: AttemptResponse,
    errors: [QuizNotFound, AttemptInProgress, AttemptNoneLeft],
  })
  startAttempt(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<AttemptResponse> {
    return this.takers.start(caller, id);
  }
}
