import { Body, Controller, Delete, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, IdParams, IfMatch, Operation, SlugParam } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { LinkNotAllowed } from '../lesson-kinds/lesson.errors';
import { MediaUnusable } from '../media/media.errors';
import { CourseDraftResponse } from './course.dto';
import {
  CaptionLocaleInvalid,
  CaptionNotFound,
  CaptionsFull,
  CourseInReview,
  CourseNotFound,
  CourseRightMissing,
  LessonNotFound,
  LessonTakesNoCaptions,
  ResourceInvalid,
  ResourceNotFound,
  ResourcesFull,
} from './course.errors';
import type { LessonPath } from './curriculum.service';
import { LessonCaptionDto, LessonResourceDto } from './lesson-attachment.dto';
import { LessonAttachmentService } from './lesson-attachment.service';

const LessonParams = () => IdParams('courseId', 'lessonId');
const LOCALE = { description: 'The language, a BCP 47 tag', example: 'en' };
const OF_EVERY_CHANGE = [
  CourseNotFound,
  CourseRightMissing,
  CourseInReview,
  LessonNotFound,
] as const;

@ApiTags('course authoring')
@Controller('courses/:courseId/lessons/:lessonId')
export class LessonAttachmentController {
  constructor(private readonly attachments: LessonAttachmentService) {}

  @Put('captions/:locale')
  @Auth(Permission.courseEdit)
  @Operation({
    summary: 'Set the captions of a lesson',
    description:
      'In one language, in place of those before. Learners see them with the next publication.',
    response: CourseDraftResponse,
    errors: [
      ...OF_EVERY_CHANGE,
      CaptionLocaleInvalid,
      LessonTakesNoCaptions,
      CaptionsFull,
      MediaUnusable,
    ],
  })
  setLessonCaptions(
    @CurrentUser() caller: Caller,
    @LessonParams() lesson: LessonPath,
    @SlugParam('locale', LOCALE) locale: string,
    @IfMatch() version: number,
    @Body() body: LessonCaptionDto,
  ): Promise<CourseDraftResponse> {
    return this.attachments.setCaptions(caller, { ...lesson, locale }, version, body);
  }

  @Delete('captions/:locale')
  @Auth(Permission.courseEdit)
  @Operation({
    summary: 'Remove captions from a lesson',
    description: 'From the draft only: learners keep them until the next publication.',
    response: CourseDraftResponse,
    errors: [...OF_EVERY_CHANGE, CaptionNotFound],
  })
  removeLessonCaptions(
    @CurrentUser() caller: Caller,
    @LessonParams() lesson: LessonPath,
    @SlugParam('locale', LOCALE) locale: string,
    @IfMatch() version: number,
  ): Promise<CourseDraftResponse> {
    return this.attachments.removeCaptions(caller, { ...lesson, locale }, version);
  }

  @Post('resources')
  @Auth(Permission.courseEdit)
  @Operation({
    summary: 'Add a resource to a lesson',
    description:
      'A file for download, or a link, at the end of the others. Learners get files with a playback grant for the lesson.',
    status: 201,
    location: '/api/v1/courses/{id}/draft',
    response: CourseDraftResponse,
    errors: [...OF_EVERY_CHANGE, ResourceInvalid, ResourcesFull, MediaUnusable, LinkNotAllowed],
  })
  addLessonResource(
    @CurrentUser() caller: Caller,
    @LessonParams() lesson: LessonPath,
    @Body() body: LessonResourceDto,
  ): Promise<CourseDraftResponse> {
    return this.attachments.addResource(caller, lesson, body);
  }

  @Delete('resources/:resourceId')
  @Auth(Permission.courseEdit)
  @Operation({
    summary: 'Remove a resource from a lesson',
    description: 'From the draft only: learners keep it until the next publication.',
    response: CourseDraftResponse,
    errors: [...OF_EVERY_CHANGE, ResourceNotFound],
  })
  removeLessonResource(
    @CurrentUser() caller: Caller,
    @LessonParams() lesson: LessonPath,
    @IdParam('resourceId') resourceId: string,
    @IfMatch() version: number,
  ): Promise<CourseDraftResponse> {
    return this.attachments.removeResource(caller, { ...lesson, resourceId }, version);
  }
}
