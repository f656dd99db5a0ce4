import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, Operation, TagDescription } from '@course-plateform/common/http';
import { TransitionNotAllowed } from '@course-plateform/common/kernel';
import { Permission } from '@course-plateform/types/platform';
import { ProfileNotFound } from '../profile/profile.errors';
import { ApplicationQueryService } from './application-query.service';
import {
  ApplicationCreateDto,
  ApplicationListQuery,
  ApplicationPageResponse,
  ApplicationResponse,
  ApplicationDecisionCreateDto,
} from './application.dto';
import {
  AlreadyInstructor,
  ApplicationExists,
  ApplicationNotFound,
  ApplicationReasonMissing,
} from './application.errors';
import { ApplicationService } from './application.service';

@ApiTags('instructor applications')
@TagDescription('Applications of learners to become instructors, and the decisions on them')
@Controller('instructor-applications')
export class ApplicationController {
  constructor(
    private readonly applications: ApplicationService,
    private readonly queries: ApplicationQueryService,
  ) {}

  @Post()
  @Auth(Permission.instructorApply)
  @Operation({
    summary: 'Apply to become an instructor',
    description: 'An administrator decides on the application. Only one application can be open.',
    status: 201,
    location: '/api/v1/instructor-applications/me',
    response: ApplicationResponse,
    errors: [ApplicationExists, AlreadyInstructor, ProfileNotFound],
  })
  createInstructorApplication(
    @CurrentUser() caller: Caller,
    @Body() body: ApplicationCreateDto,
  ): Promise<ApplicationResponse> {
    return this.applications.apply(caller, body);
  }

  @Get('me')
  @Auth(Permission.instructorApply)
  @Operation({
    summary: 'Get your latest instructor application',
    description: 'With its state, and the reason when it was rejected.',
    response: ApplicationResponse,
    errors: [ApplicationNotFound],
  })
  getMyInstructorApplication(@CurrentUser() caller: Caller): Promise<ApplicationResponse> {
    return this.queries.getMine(caller);
  }

  @Get()
  @Auth(Permission.instructorDecide)
  @Operation({
    summary: 'List instructor applications',
    description: 'Longest wait first, for administrators.',
    response: ApplicationPageResponse,
  })
  listInstructorApplications(
    @Query() query: ApplicationListQuery,
  ): Promise<ApplicationPageResponse> {
    return this.queries.list(query);
  }

  @Post(':id/decisions')
  @Auth(Permission.instructorDecide)
  @Operation({
    summary: 'Decide on an instructor application',
    description:
      'Approves it, or rejects it with a reason. On approval the user becomes an instructor; tokens issued from then on carry the new role.',
    status: 201,
    location: '/api/v1/instructor-applications',
    response: ApplicationResponse,
    errors: [ApplicationNotFound, ApplicationReasonMissing, TransitionNotAllowed, ProfileNotFound],
  })
  decideInstructorApplication(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Body() body: ApplicationDecisionCreateDto,
  ): Promise<ApplicationResponse> {
    return this.applications.decide(caller, id, body);
  }
}
