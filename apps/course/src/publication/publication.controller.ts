import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, Operation, TagDescription } from '@course-plateform/common/http';
import { TransitionNotAllowed } from '@course-plateform/common/kernel';
import { PreconditionFailed } from '@course-plateform/common/persistence';
import { Permission } from '@course-plateform/types/platform';
import { CourseDraftResponse } from '../course/course.dto';
import { CourseNotFound, CourseRetired, CourseRightMissing } from '../course/course.errors';
import { CourseArchiveService } from './course-archive.service';
import {
  PublicationResponse,
  PublishChecksResponse,
  SubmissionDecisionCreateDto,
  SubmissionListQuery,
  SubmissionPageResponse,
  SubmissionResponse,
} from './publication.dto';
import {
  PublishChecksFailed,
  SubmissionNotFound,
  SubmissionOwnCourse,
  SubmissionReasonMissing,
} from './publication.errors';
import { PublicationService } from './publication.service';
import { SubmissionQueryService } from './submission-query.service';
import { SubmissionService } from './submission.service';

@ApiTags('course publication')
@TagDescription('Submission, review, publication and unpublication of courses')
@Controller()
export class PublicationController {
  constructor(
    private readonly publications: PublicationService,
    private readonly archives: CourseArchiveService,
    private readonly submissions: SubmissionService,
    private readonly queries: SubmissionQueryService,
  ) {}

  @Get('courses/:id/publish-checks')
  @Auth(Permission.coursePublish)
  @Operation({
    summary: 'List what blocks publication',
    description:
      'Each check that a course must pass before it can be submitted and published, with the result and a code.',
    response: PublishChecksResponse,
    errors: [CourseNotFound],
  })
  getPublishChecks(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
  ): Promise<PublishChecksResponse> {
    return this.submissions.check(caller, id);
  }

  @Post('courses/:id/submissions')
  @Auth(Permission.coursePublish)
  @Operation({
    summary: 'Submit a course for review',
    description:
      'All publish checks must pass. The draft cannot change until an administrator has approved or rejected the submission.',
    status: 201,
    location: '/api/v1/courses/{courseId}/draft',
    response: SubmissionResponse,
    errors: [
      CourseNotFound,
      CourseRightMissing,
      PublishChecksFailed,
      TransitionNotAllowed,
      PreconditionFailed,
    ],
  })
  submitCourse(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<SubmissionResponse> {
    return this.submissions.submit(caller, id);
  }

  @Get('course-submissions')
  @Auth(Permission.courseReview)
  @Operation({
    summary: 'List course submissions',
    description:
      'Everything that was submitted, newest first; filter by `status` for what waits for a decision.',
    response: SubmissionPageResponse,
  })
  listSubmissions(@Query() query: SubmissionListQuery): Promise<SubmissionPageResponse> {
    return this.queries.list(query);
  }

  @Post('course-submissions/:id/decisions')
  @Auth(Permission.courseReview)
  @Operation({
    summary: 'Decide on a course submission',
    description:
      'Approves the course, so that its author can publish it, or rejects it with a reason. You cannot decide on your own course.',
    status: 201,
    location: '/api/v1/course-submissions',
    response: SubmissionResponse,
    errors: [
      SubmissionNotFound,
      SubmissionReasonMissing,
      SubmissionOwnCourse,
      TransitionNotAllowed,
      CourseNotFound,
      PreconditionFailed,
    ],
  })
  decideSubmission(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Body() body: SubmissionDecisionCreateDto,
  ): Promise<SubmissionResponse> {
    return this.submissions.decide(caller, id, body);
  }

  @Post('courses/:id/publications')
  @Auth(Permission.coursePublish)
  @Operation({
    summary: 'Publish a course',
    description:
      'Makes an immutable publication of the approved draft and shows it in the catalog. Learners stay with the publication they are enrolled in until they upgrade.',
    status: 201,
    location: '/api/v1/courses/{courseId}',
    response: PublicationResponse,
    errors: [
      CourseNotFound,
      CourseRightMissing,
      PublishChecksFailed,
      TransitionNotAllowed,
      PreconditionFailed,
    ],
  })
  publishCourse(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
  ): Promise<PublicationResponse> {
    return this.publications.publish(caller, id);
  }

  @Post('courses/:id/unpublications')
  @Auth(Permission.coursePublish)
  @Operation({
    summary: 'Unpublish a course',
    description:
      'Takes the course out of the catalog and ends its sale. Its learners keep their access. It can be published again.',
    status: 201,
    location: '/api/v1/courses/{id}/draft',
    response: CourseDraftResponse,
    errors: [CourseNotFound, CourseRightMissing, TransitionNotAllowed, PreconditionFailed],
  })
  unpublishCourse(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
  ): Promise<CourseDraftResponse> {
    return this.publications.unpublish(caller, id);
  }

  @Post('courses/:id/archives')
  @Auth(Permission.coursePublish)
  @Operation({
    summary: 'Archive a course',
    description:
      'Ends the sale of a course that was published, and takes it out of your way. Its learners keep their access. It can be restored.',
    status: 201,
    location: '/api/v1/courses/{id}/draft',
    response: CourseDraftResponse,
    errors: [CourseNotFound, CourseRightMissing, TransitionNotAllowed, PreconditionFailed],
  })
  archiveCourse(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
  ): Promise<CourseDraftResponse> {
    return this.archives.archive(caller, id);
  }

  @Post('courses/:id/restores')
  @Auth(Permission.coursePublish)
  @Operation({
    summary: 'Restore an archived course',
    description: 'The course is unpublished then, and can be published again.',
    status: 201,
    location: '/api/v1/courses/{id}/draft',
    response: CourseDraftResponse,
    errors: [
      CourseNotFound,
      CourseRightMissing,
      TransitionNotAllowed,
      CourseRetired,
      PreconditionFailed,
    ],
  })
  restoreCourse(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
  ): Promise<CourseDraftResponse> {
    return this.archives.restore(caller, id);
  }
}
