import { Body, Controller, Delete, Patch, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, IfMatch, Operation } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { LessonCreateDto, LessonUpdateDto } from '../lesson-kinds/lesson.dto';
import { LinkNotAllowed } from '../lesson-kinds/lesson.errors';
import { MediaUnusable } from '../media/media.errors';
import { HtmlTooDeep } from '../rich-text/rich-text.errors';
import {
  CourseDraftResponse,
  CurriculumOrderDto,
  LessonMoveDto,
  SectionDto,
  SectionUpdateDto,
} from './course.dto';
import {
  CourseInReview,
  CourseNotFound,
  CourseRightMissing,
  CurriculumOrderInvalid,
  LessonNotFound,
  SectionNotFound,
} from './course.errors';
import { CurriculumService } from './curriculum.service';

@ApiTags('course authoring')
@Controller('courses/:courseId')
export class CurriculumController {
  constructor(private readonly curriculum: CurriculumService) {}

  @Post('sections')
  @Auth(Permission.courseEdit)
  @Operation({
    summary: 'Add a section to a draft',
    description:
      'The section is added at the end. Its lessons open at once unless it has a `release` or `requiresPrevious`.',
    status: 201,
    location: '/api/v1/courses/{id}/draft',
    response: CourseDraftResponse,
    errors: [CourseNotFound, CourseRightMissing, CourseInReview],
  })
  addSection(
    @CurrentUser() caller: Caller,
    @IdParam('courseId') courseId: string,
    @Body() body: SectionDto,
  ): Promise<CourseDraftResponse> {
    return this.curriculum.addSection(caller, courseId, body);
  }

  @Patch('sections/:sectionId')
  @Auth(Permission.courseEdit)
  @Operation({
    summary: 'Update a section of a draft',
    description:
      'Its title, and when its lessons open. What is left out stays, and a `release` of null opens them at once. Learners see the change with the next publication.',
    response: CourseDraftResponse,
    errors: [CourseNotFound, CourseRightMissing, CourseInReview, SectionNotFound],
  })
  renameSection(
    @CurrentUser() caller: Caller,
    @IdParam('courseId') courseId: string,
    @IdParam('sectionId') sectionId: string,
    @IfMatch() version: number,
    @Body() body: SectionUpdateDto,
  ): Promise<CourseDraftResponse> {
    return this.curriculum.editSection(caller, { courseId, sectionId }, version, body);
  }

  @Delete('sections/:sectionId')
  @Auth(Permission.courseEdit)
  @Operation({
    summary: 'Remove a section and its lessons',
    description: 'From the draft only: learners keep them until the next publication.',
    response: CourseDraftResponse,
    errors: [CourseNotFound, CourseRightMissing, CourseInReview, SectionNotFound],
  })
  removeSection(
    @CurrentUser() caller: Caller,
    @IdParam('courseId') courseId: string,
    @IdParam('sectionId') sectionId: string,
    @IfMatch() version: number,
  ): Promise<CourseDraftResponse> {
    return this.curriculum.removeSection(caller, { courseId, sectionId }, version);
  }

  @Post('sections/:sectionId/lessons')
  @Auth(Permission.courseEdit)
  @Operation({
    summary: 'Add a lesson to a section',
    description:
      'The lesson is added at the end of the section. Its `kind` decides which other fields it has.',
    status: 201,
    location: '/api/v1/courses/{id}/draft',
    response: CourseDraftResponse,
    errors: [
      CourseNotFound,
      CourseRightMissing,
      CourseInReview,
      SectionNotFound,
      HtmlTooDeep,
      MediaUnusable,
      LinkNotAllowed,
    ],
  })
  addLesson(
    @CurrentUser() caller: Caller,
    @IdParam('courseId') courseId: string,
    @IdParam('sectionId') sectionId: string,
    @Body() body: LessonCreateDto,
  ): Promise<CourseDraftResponse> {
    return this.curriculum.addLesson(caller, { courseId, sectionId }, body);
  }

  @Patch('lessons/:lessonId')
  @Auth(Permission.courseEdit)
  @Operation({
    summary: 'Update a lesson of a draft',
    description:
      'JSON Merge Patch (RFC 7396): what is left out stays, null removes. The kind of a lesson cannot change. Learners see the change with the next publication.',
    response: CourseDraftResponse,
    errors: [
      CourseNotFound,
      CourseRightMissing,
      CourseInReview,
      LessonNotFound,
      HtmlTooDeep,
      MediaUnusable,
      LinkNotAllowed,
    ],
  })
  updateLesson(
    @CurrentUser() caller: Caller,
    @IdParam('courseId') courseId: string,
    @IdParam('lessonId') lessonId: string,
    @IfMatch() version: number,
    @Body() body: LessonUpdateDto,
  ): Promise<CourseDraftResponse> {
    return this.curriculum.editLesson(caller, { courseId, lessonId }, version, body);
  }

  @Delete('lessons/:lessonId')
  @Auth(Permission.courseEdit)
  @Operation({
    summary: 'Remove a lesson from a draft',
    description: 'Learners keep it until the next publication, and its id is never used again.',
    response: CourseDraftResponse,
    errors: [CourseNotFound, CourseRightMissing, CourseInReview, LessonNotFound],
  })
  removeLesson(
    @CurrentUser() caller: Caller,
    @IdParam('courseId') courseId: string,
    @IdParam('lessonId') lessonId: string,
    @IfMatch() version: number,
  ): Promise<CourseDraftResponse> {
    return this.curriculum.removeLesson(caller, { courseId, lessonId }, version);
  }

  @Post('lessons/:lessonId/moves')
  @Auth(Permission.courseEdit)
  @Operation({
    summary: 'Move a lesson',
    description:
      'To a position in its own section or another one. Moving it to where it is changes nothing.',
    response: CourseDraftResponse,
    errors: [CourseNotFound, CourseRightMissing, CourseInReview, LessonNotFound, SectionNotFound],
  })
  moveLesson(
    @CurrentUser() caller: Caller,
    @IdParam('courseId') courseId: string,
    @IdParam('lessonId') lessonId: string,
    @Body() body: LessonMoveDto,
  ): Promise<CourseDraftResponse> {
    return this.curriculum.moveLesson(caller, { courseId, lessonId }, body);
  }

  @Put('curriculum-order')
  @Auth(Permission.courseEdit)
  @Operation({
    summary: 'Reorder the curriculum of a draft',
    description: 'Takes all sections with all their lessons, each exactly once, in the new order.',
    response: CourseDraftResponse,
    errors: [CourseNotFound, CourseRightMissing, CourseInReview, CurriculumOrderInvalid],
  })
  reorderCurriculum(
    @CurrentUser() caller: Caller,
    @IdParam('courseId') courseId: string,
    @IfMatch() version: number,
    @Body() body: CurriculumOrderDto,
  ): Promise<CourseDraftResponse> {
    return this.curriculum.reorder(caller, courseId, version, body);
  }
}
