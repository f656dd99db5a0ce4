import { Body, Controller, Delete, Get, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, IfMatch, Operation } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { QuizCreateDto, QuizPublicationResponse, QuizResponse, QuizUpdateDto } from './quiz.dto';
import {
  QuizCourseNotFound,
  QuizNotFound,
  QuizPassMarkUnreachable,
  QuizPublished,
  QuizWithoutQuestions,
} from './quiz.errors';
import { QuizService } from './quiz.service';

@ApiTags('quiz authoring')
@Controller('quizzes')
export class QuizController {
  constructor(private readonly quizzes: QuizService) {}

  @Post()
  @Auth(Permission.quizAuthor)
  @Operation({
    summary: 'Begin a quiz for a course of yours',
    status: 201,
    answer: QuizResponse,
    errors: [QuizCourseNotFound],
  })
  createQuiz(@CurrentUser() caller: Caller, @Body() body: QuizCreateDto): Promise<QuizResponse> {
    return this.quizzes.create(caller, body);
  }

  @Get(':id')
  @Auth(Permission.quizAuthor)
  @Operation({
    summary: 'Read a quiz of yours, with the key',
    answer: QuizResponse,
    errors: [QuizNotFound],
  })
  getQuiz(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<QuizResponse> {
    return this.quizzes.get(caller, id);
  }

  @Patch(':id')
  @Auth(Permission.quizAuthor)
  @Operation({
    summary: 'Change the title or settings of a quiz',
    description: 'Learners see it with the next publication.',
    answer: QuizResponse,
    errors: [QuizNotFound],
  })
  updateQuiz(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: QuizUpdateDto,
  ): Promise<QuizResponse> {
    return this.quizzes.update(caller, id, version, body);
  }

  @Delete(':id')
  @Auth(Permission.quizAuthor)
  @Operation({
    summary: 'Delete a quiz that was never published',
    status: 204,
    errors: [QuizNotFound, QuizPublished],
  })
  deleteQuiz(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number,
  ): Promise<void> {
    return this.quizzes.remove(caller, id, version);
  }

  @Post(':id/publications')
  @Auth(Permission.quizAuthor)
  @Operation({
    summary: 'Publish a quiz as it is now',
    description: 'Attempts that are under way keep the version they began with.',
    status: 201,
    answer: QuizPublicationResponse,
    errors: [QuizNotFound, QuizWithoutQuestions, QuizPassMarkUnreachable],
  })
  publishQuiz(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
  ): Promise<QuizPublicationResponse> {
    return this.quizzes.publish(caller, id);
  }
}
