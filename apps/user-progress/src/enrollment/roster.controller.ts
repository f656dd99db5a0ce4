import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, Operation, TagDescription } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { EnrollmentPageResponse, RosterQuery } from './enrollment.dto';
import { EnrollmentCourseNotFound } from './enrollment.errors';
import { EnrollmentQueryService } from './enrollment-query.service';

@ApiTags('course rosters')
@TagDescription('The learners of a course, for its instructor')
@Controller('course-rosters')
export class RosterController {
  constructor(private readonly queries: EnrollmentQueryService) {}

  @Get(':courseId')
  @Auth(Permission.enrollmentManage)
  @Operation({
    summary: 'List the learners of a course',
    description: 'For its instructor and administrators, newest enrollments first.',
    response: EnrollmentPageResponse,
    errors: [EnrollmentCourseNotFound],
  })
  getCourseRoster(
    @CurrentUser() caller: Caller,
    @IdParam('courseId') courseId: string,
    @Query() query: RosterQuery,
  ): Promise<EnrollmentPageResponse> {
    return this.queries.roster(caller, courseId, query);
  }
}
