import { Controller, Delete, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, Operation, TagDescription } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { CurriculumNotFound } from '../curriculum/curriculum.errors';
import {
  EnrollmentDisputed,
  EnrollmentNotFound,
  EnrollmentOver,
  LessonLocked,
} from '../enrollment/enrollment.errors';
import { ProgressResponse } from './progress.dto';
import { LessonNeedsQuiz, LessonNotFound } from './progress.errors';
import { ProgressService } from './progress.service';

@ApiTags('progress')
@TagDescription('Progress through the lessons of a course, and upgrades to its newest publication')
@Controller('enrollments/:id')
export class ProgressController {
  constructor(private readonly progress: ProgressService) {}

  @Get('progress')
  @Auth(Permission.courseLearn)
  @Operation({
    summary: 'Get your progress in a course',
    description:
      'The percentage of the publication you are enrolled in, and the state of each lesson.',
    response: ProgressResponse,
    errors: [EnrollmentNotFound, EnrollmentDisputed, CurriculumNotFound],
  })
  getProgress(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<ProgressResponse> {
    return this.progress.get(caller, id);
  }

  @Put('lessons/:lessonId/completion')
  @Auth(Permission.courseLearn)
  @Operation({
    summary: 'Mark a lesson complete',
    description:
      'Repeating it changes nothing. With the last lesson the course is completed, once, and its certificate is issued. A lesson that is a quiz is completed by passing it, and one whose section is not open yet cannot be completed.',
    response: ProgressResponse,
    errors: [
      EnrollmentNotFound,
      LessonNotFound,
      LessonNeedsQuiz,
      LessonLocked,
      EnrollmentOver,
      EnrollmentDisputed,
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
    summary: 'Mark a lesson incomplete',
    description: 'Lowers your percentage. A completed course stays completed.',
    response: ProgressResponse,
    errors: [
      EnrollmentNotFound,
      LessonNotFound,
      LessonNeedsQuiz,
      EnrollmentOver,
      EnrollmentDisputed,
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
