import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import {
  IdParam,
  IdempotencyRequired,
  Operation,
  RateLimit,
  TagDescription,
} from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { AnswerDto } from '../question-kinds/question.dto';
import { AttemptResponse, AttemptResultResponse } from './attempt.dto';
import {
  AnswerInvalid,
  AttemptNotFound,
  AttemptNotSubmitted,
  AttemptQuestionNotFound,
  AttemptSubmitted,
  AttemptTimeUp,
} from './attempt.errors';
import { AttemptQueryService } from './attempt-query.service';
import { AttemptService } from './attempt.service';

@ApiTags('quiz attempts')
@TagDescription('Attempts of learners at a quiz, and their results')
@Controller('attempts/:id')
export class AttemptController {
  constructor(
    private readonly attempts: AttemptService,
    private readonly queries: AttemptQueryService,
  ) {}

  @Get()
  @Auth(Permission.quizTake)
  @Operation({
    summary: 'Get one of your attempts',
    description: 'With its questions, the answers saved so far and its deadline.',
    response: AttemptResponse,
    errors: [AttemptNotFound],
  })
  getAttempt(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<AttemptResponse> {
    return this.queries.get(caller, id);
  }

  @Put('answers/:questionId')
  @Auth(Permission.quizTake)
  @Operation({
    summary: 'Save an answer',
    description: 'It can be changed until the attempt is submitted or its deadline passes.',
    response: AttemptResponse,
    errors: [
      AttemptNotFound,
      AttemptTimeUp,
      AttemptSubmitted,
      AttemptQuestionNotFound,
      AnswerInvalid,
    ],
  })
  saveAnswer(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @IdParam('questionId') questionId: string,
    @Body() body: AnswerDto,
  ): Promise<AttemptResponse> {
    return this.attempts.answer(caller, id, questionId, body);
  }

  @Post('submissions')
  @RateLimit('sensitive')
  @Auth(Permission.quizTake)
  @IdempotencyRequired()
  @Operation({
    summary: 'Submit an attempt',
    description:
      'Grades the saved answers, once. Passing completes the lesson that the quiz belongs to.',
    status: 201,
    location: '/api/v1/attempts/{attemptId}/result',
    response: AttemptResultResponse,
    returns: 'The result of the attempt',
    errors: [AttemptNotFound, AttemptSubmitted],
  })
  submitAttempt(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
  ): Promise<AttemptResultResponse> {
    return this.attempts.submit(caller, id);
  }

  @Get('result')
  @Auth(Permission.quizTake)
  @Operation({
    summary: 'Get the result of an attempt',
    description:
      'Score and pass or fail, and as much feedback on each question as its author allows.',
    response: AttemptResultResponse,
    returns: 'The result of the attempt',
    errors: [AttemptNotFound, AttemptNotSubmitted],
  })
  getAttemptResult(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
  ): Promise<AttemptResultResponse> {
    return this.queries.result(caller, id);
  }
}
