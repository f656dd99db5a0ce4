import { Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import {
  IdParam,
  IfMatch,
  NumberParam,
  Operation,
  TagDescription,
} from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { CourseDraftResponse } from '../course/course.dto';
import { CourseInReview, CourseNotFound, CourseRightMissing } from '../course/course.errors';
import {
  CourseChangeListQuery,
  CourseChangePageResponse,
  CourseComparisonQuery,
  CourseComparisonResponse,
  CourseVersionContentResponse,
  CourseVersionListQuery,
  CourseVersionPageResponse,
} from './course-version.dto';
import { CourseVersionNotFound } from './course-version.errors';
import { CourseRollbackService } from './course-rollback.service';
import { CourseVersionQueryService } from './course-version-query.service';

const NUMBER = { description: 'The number of a publication of the course, from 1' };

@ApiTags('course versions')
@TagDescription('The publications and the history of a course, for its author')
@Controller('courses/:id')
@Auth(Permission.courseEdit)
export class CourseVersionController {
  constructor(
    private readonly versions: CourseVersionQueryService,
    private readonly rollbacks: CourseRollbackService,
  ) {}

  @Get('versions')
  @Operation({
    summary: 'List the versions of a course',
    description: 'Its publications, newest first, without their content.',
    response: CourseVersionPageResponse,
    errors: [CourseNotFound],
  })
  listCourseVersions(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Query() query: CourseVersionListQuery,
  ): Promise<CourseVersionPageResponse> {
    return this.versions.list(caller, id, query);
  }

  @Get('versions/:number')
  @Operation({
    summary: 'Get a version of a course',
    description: 'Everything that was published with it. It never changes.',
    response: CourseVersionContentResponse,
    errors: [CourseNotFound, CourseVersionNotFound],
  })
  getCourseVersion(
    @CurrentUser() caller: Caller,
    @IdParam() courseId: string,
    @NumberParam('number', NUMBER) number: number,
  ): Promise<CourseVersionContentResponse> {
    return this.versions.get(caller, { courseId, number });
  }

  @Get('versions/:number/comparisons')
  @Operation({
    summary: 'Compare two versions of a course',
    description:
      'What was added, removed and changed from this version to the draft, or to the version in `with`. Sections and lessons keep their ids, so one that moved or has another title is still the same.',
    response: CourseComparisonResponse,
    errors: [CourseNotFound, CourseVersionNotFound],
  })
  compareCourseVersions(
    @CurrentUser() caller: Caller,
    @IdParam() courseId: string,
    @NumberParam('number', NUMBER) number: number,
    @Query() query: CourseComparisonQuery,
  ): Promise<CourseComparisonResponse> {
    return this.versions.compare(caller, { courseId, number }, query.with);
  }

  @Post('versions/:number/rollbacks')
  @Operation({
    summary: 'Roll a draft back to a version',
    description:
      'The draft takes the details, sections and lessons of the version; what it has besides is lost. Slug, category and price stay. Learners see it with the next publication.',
    status: 201,
    location: '/api/v1/courses/{id}/draft',
    response: CourseDraftResponse,
    errors: [CourseNotFound, CourseRightMissing, CourseVersionNotFound, CourseInReview],
  })
  rollBackCourse(
    @CurrentUser() caller: Caller,
    @IdParam() courseId: string,
    @NumberParam('number', NUMBER) number: number,
    @IfMatch() version: number,
  ): Promise<CourseDraftResponse> {
    return this.rollbacks.rollBack(caller, { courseId, number }, version);
  }

  @Get('changes')
  @Operation({
    summary: 'List the changes of a course draft',
    description: 'Who changed what and when, newest first, from the creation of the draft on.',
    response: CourseChangePageResponse,
    errors: [CourseNotFound],
  })
  listCourseChanges(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Query() query: CourseChangeListQuery,
  ): Promise<CourseChangePageResponse> {
    return this.versions.changes(caller, id, query);
  }
}
