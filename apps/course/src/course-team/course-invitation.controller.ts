import { Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, Operation } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { CourseMemberExists, CourseSharesExceeded, CourseTeamFull } from '../course/course.errors';
import { CourseInvitationResponse } from './course-team.dto';
import { InvitationNotFound, InvitationOver } from './course-team.errors';
import { InvitationDecisionService } from './invitation-decision.service';

@ApiTags('course teams')
@Controller('course-invitations/:id')
@Auth(Permission.courseEdit)
export class CourseInvitationController {
  constructor(private readonly decisions: InvitationDecisionService) {}

  @Get()
  @Operation({
    summary: 'Get an invitation to teach a course',
    description: 'For the account whose confirmed e-mail address was invited.',
    response: CourseInvitationResponse,
    errors: [InvitationNotFound],
  })
  getCourseInvitation(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
  ): Promise<CourseInvitationResponse> {
    return this.decisions.get(caller, id);
  }

  @Post('acceptances')
  @Operation({
    summary: 'Accept an invitation to teach a course',
    description:
      'You become a co-instructor of the course with the rights and the share of the invitation.',
    status: 201,
    location: '/api/v1/course-invitations/{id}',
    response: CourseInvitationResponse,
    errors: [
      InvitationNotFound,
      InvitationOver,
      CourseMemberExists,
      CourseTeamFull,
      CourseSharesExceeded,
    ],
  })
  acceptCourseInvitation(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
  ): Promise<CourseInvitationResponse> {
    return this.decisions.accept(caller, id);
  }

  @Post('rejections')
  @Operation({
    summary: 'Decline an invitation to teach a course',
    description: 'The owner can invite you again.',
    status: 201,
    location: '/api/v1/course-invitations/{id}',
    response: CourseInvitationResponse,
    errors: [InvitationNotFound, InvitationOver],
  })
  rejectCourseInvitation(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
  ): Promise<CourseInvitationResponse> {
    return this.decisions.reject(caller, id);
  }
}
