import { Controller, Delete, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, Operation } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { CurriculumNotFound } from '../curriculum/curriculum.errors';
import { EnrollmentNotFound, EnrollmentOver } from '../enrollment/enrollment.errors';
import { ProgressResponse } from './progress.dto';
import { LessonNeedsQuiz, LessonNotFound } from './progress.errors';
import { ProgressService } from './progress.service';

@ApiTags('progress')
@Controller('enrollments/:id')
export class ProgressController {
  constructor(private readonly progress: ProgressService) {}

  @Get('progress')
  @Auth(Permission.courseLearn)
  @Operation({
    summary: 'Read how far you have come in a course',
    answer: ProgressResponse,
    errors: [EnrollmentNotFound, CurriculumNotFound],
  })
  getProgress(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<ProgressResponse> {
    return this.progress.get(caller, id);
  }

  @Put('lessons/:lessonId/completion')
  @Auth(Permission.courseLearn)
  @Operation({
    summary: 'Tick a lesson off',
    description: 'Doing it again changes nothing.',
    answer: ProgressResponse,
    errors: [
      EnrollmentNotFound,
      LessonNotFound,
      LessonNeedsQuiz,
      EnrollmentOver,
      CurriculumNotFound,
    ],
  })
  completeLesson(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @IdParam('lessonId') lessonId: string,
  ): Promise<ProgressResponse> {
    return this.progress.complete(caller, id, lessonId);
  }

  @Delete('lessons/:lessonId/completion')
  @Auth(Permission.courseLearn)
  @Operation({
    summary: 'Take the tick off a lesson',
    description: 'A completed course stays completed.',
    answer: ProgressResponse,
    errors: [
      EnrollmentNotFound,
      LessonNotFound,
      LessonNeedsQuiz,
      EnrollmentOver,
      CurriculumNotFound,
    ],
  })
  undoLesson(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @IdParam('lessonId') lessonId: string,
  ): Promise<ProgressResponse> {
    return this.progress.undo(caller, id, lessonId);
  }
}
