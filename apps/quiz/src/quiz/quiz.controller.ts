import { Body, Controller, Delete, Get, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, IfMatch, Operation, TagDescription } from '@course-plateform/common/http';
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
@TagDescription('Quizzes and their questions, as their authors edit and publish them')
@Controller('quizzes')
export class QuizController {
  constructor(private readonly quizzes: QuizService) {}

  @Post()
  @Auth(Permission.quizAuthor)
  @Operation({
    summary: 'Create a quiz',
    description: 'For a course that you teach. Learners do not see it before it is published.',
    status: 201,
    response: QuizResponse,
    errors: [QuizCourseNotFound],
  })
  createQuiz(@CurrentUser() caller: Caller, @Body() body: QuizCreateDto): Promise<QuizResponse> {
    return this.quizzes.create(caller, body);
  }

  @Get(':id')
  @Auth(Permission.quizAuthor)
  @Operation({
    summary: 'Get a quiz with its answer key',
    description: 'The draft, for its author. The `ETag` is the version for `If-Match`.',
    response: QuizResponse,
    errors: [QuizNotFound],
  })
  getQuiz(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<QuizResponse> {
    return this.quizzes.get(caller, id);
  }

  @Patch(':id')
  @Auth(Permission.quizAuthor)
  @Operation({
    summary: 'Update a quiz',
    description:
      'Its title, time limit, attempts, pass mark and feedback. JSON Merge Patch (RFC 7396): what is left out stays, null removes. Takes effect with the next publication.',
    response: QuizResponse,
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
    summary: 'Delete a quiz draft',
    description: 'Only a quiz that was never published can be deleted.',
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
    summary: 'Publish a quiz',
    description:
      'Makes an immutable version of the draft, which new attempts use. Attempts in progress keep the version they started with. A quiz needs a question and a pass mark that can be reached.',
    status: 201,
    location: '/api/v1/quizzes/{quizId}',
    response: QuizPublicationResponse,
    errors: [QuizNotFound, QuizWithoutQuestions, QuizPassMarkUnreachable],
  })
  publishQuiz(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
  ): Promise<QuizPublicationResponse> {
    return this.quizzes.publish(caller, id);
  }
}
