import { Body, Controller, Delete, Patch, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, IfMatch, Operation } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { QuestionCreateDto, QuestionUpdateDto } from '../question-kinds/question.dto';
import { QuestionInvalid } from '../question-kinds/question.errors';
import { QuestionOrderDto, QuizResponse } from './quiz.dto';
import { QuestionNotFound, QuestionOrderInvalid, QuizFull, QuizNotFound } from './quiz.errors';
import { QuizService } from './quiz.service';

@ApiTags('quiz authoring')
@Controller('quizzes/:id')
export class QuestionController {
  constructor(private readonly quizzes: QuizService) {}

  @Post('questions')
  @Auth(Permission.quizAuthor)
  @Operation({
    summary: 'Add a question to a quiz',
    description: 'The question is added at the end. Its `kind` decides which other fields it has.',
    status: 201,
    location: '/api/v1/quizzes/{id}',
    response: QuizResponse,
    errors: [QuizNotFound, QuestionInvalid, QuizFull],
  })
  addQuestion(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Body() body: QuestionCreateDto,
  ): Promise<QuizResponse> {
    return this.quizzes.addQuestion(caller, id, body);
  }

  @Patch('questions/:questionId')
  @Auth(Permission.quizAuthor)
  @Operation({
    summary: 'Replace a question',
    description: 'Takes effect with the next publication.',
    response: QuizResponse,
    errors: [QuizNotFound, QuestionNotFound, QuestionInvalid],
  })
  updateQuestion(
    @CurrentUser() caller: Caller,
    @IdParam() quizId: string,
    @IdParam('questionId') questionId: string,
    @IfMatch() version: number,
    @Body() body: QuestionUpdateDto,
  ): Promise<QuizResponse> {
    return this.quizzes.editQuestion(caller, { quizId, questionId }, version, body);
  }

  @Delete('questions/:questionId')
  @Auth(Permission.quizAuthor)
  @Operation({
    summary: 'Remove a question',
    description: 'Takes effect with the next publication.',
    response: QuizResponse,
    errors: [QuizNotFound, QuestionNotFound],
  })
  removeQuestion(
    @CurrentUser() caller: Caller,
    @IdParam() quizId: string,
    @IdParam('questionId') questionId: string,
    @IfMatch() version: number,
  ): Promise<QuizResponse> {
    return this.quizzes.removeQuestion(caller, { quizId, questionId }, version);
  }

  @Put('question-order')
  @Auth(Permission.quizAuthor)
  @Operation({
    summary: 'Reorder the questions of a quiz',
    description: 'Takes all questions, each exactly once, in the new order.',
    response: QuizResponse,
    errors: [QuizNotFound, QuestionOrderInvalid],
  })
  orderQuestions(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: QuestionOrderDto,
  ): Promise<QuizResponse> {
    return this.quizzes.orderQuestions(caller, id, version, body);
  }
}
