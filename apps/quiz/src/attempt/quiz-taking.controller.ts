import { Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, IdempotencyRequired, Operation } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { QuizNotFound } from '../quiz/quiz.errors';
import { AttemptResponse, QuizSummaryResponse } from './attempt.dto';
import {
  AttemptInProgress,
  AttemptNoneLeft,
  QuizAccessDisputed,
  QuizLocked,
} from './attempt.errors';
import { QuizTakerService } from './quiz-taker.service';

@ApiTags('quiz attempts')
@Controller('quizzes/:id')
export class QuizTakingController {
  constructor(private readonly takers: QuizTakerService) {}

  @Get('summary')
  @Auth(Permission.quizTake)
  @Operation({
    summary: 'Get the rules of a quiz',
    description:
      'Number of questions, pass mark, time limit and the attempts that you have left, for learners of its course.',
    response: QuizSummaryResponse,
    errors: [QuizNotFound, QuizAccessDisputed],
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
    summary: 'Start a quiz attempt',
    description:
      'Returns the questions without any hint at their answers. The server sets the deadline; an attempt whose deadline passes is submitted with the answers saved until then. Only one attempt can be in progress, and none can start while the section of the quiz is not open to you.',
    status: 201,
    location: '/api/v1/attempts/{id}',
    response: AttemptResponse,
    errors: [QuizNotFound, QuizAccessDisputed, QuizLocked, AttemptInProgress, AttemptNoneLeft],
  })
  startAttempt(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<AttemptResponse> {
    return this.takers.start(caller, id);
  }
}
