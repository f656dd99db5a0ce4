import { Body, Controller, Delete, Get, Patch, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import {
  IdParam,
  IfMatch,
  Operation,
  RateLimit,
  TagDescription,
} from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import {
  CourseMemberNotFound,
  CourseNotFound,
  CourseRightMissing,
  CourseSharesExceeded,
  CourseSharesInvalid,
  CourseTeamFull,
} from '../course/course.errors';
import { CourseInvitationService } from './course-invitation.service';
import {
  CourseInvitationCreateDto,
  CourseInvitationResponse,
  CourseMemberUpdateDto,
  CourseSharesDto,
  CourseTeamResponse,
} from './course-team.dto';
import { InvitationExists, InvitationNotFound, InvitationOver } from './course-team.errors';
import { CourseTeamQueryService } from './course-team-query.service';
import { CourseTeamService } from './course-team.service';

@ApiTags('course teams')
@TagDescription('Instructors who teach a course together, their rights and their shares')
@Controller('courses/:id/team')
@Auth(Permission.courseEdit)
export class CourseTeamController {
  constructor(
    private readonly teams: CourseTeamService,
    private readonly queries: CourseTeamQueryService,
    private readonly invitations: CourseInvitationService,
  ) {}

  @Get()
  @Operation({
    summary: 'Get the team of a course',
    description:
      'Its owner and co-instructors, with their rights. Shares are shown to the owner and to co-instructors with the right `finance`; open invitations to the owner alone.',
    response: CourseTeamResponse,
    errors: [CourseNotFound],
  })
  getCourseTeam(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<CourseTeamResponse> {
    return this.queries.get(caller, id);
  }

  @Post('invitations')
  @RateLimit('sensitive')
  @Operation({
    summary: 'Invite a co-instructor',
    description:
      'Sends a mail with a link to the invitation, which the account with this confirmed address can accept. The response does not tell whether there is such an account.',
    status: 201,
    location: '/api/v1/course-invitations/{id}',
    response: CourseInvitationResponse,
    errors: [
      CourseNotFound,
      CourseRightMissing,
      CourseSharesExceeded,
      CourseTeamFull,
      InvitationExists,
    ],
  })
  inviteCoInstructor(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Body() body: CourseInvitationCreateDto,
  ): Promise<CourseInvitationResponse> {
    return this.invitations.invite(caller, id, body);
  }

  @Delete('invitations/:invitationId')
  @Operation({
    summary: 'Revoke an invitation',
    description: 'The link in the mail leads nowhere from then on.',
    status: 204,
    errors: [CourseNotFound, CourseRightMissing, InvitationNotFound, InvitationOver],
  })
  revokeCourseInvitation(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @IdParam('invitationId') invitationId: string,
  ): Promise<void> {
    return this.invitations.revoke(caller, id, invitationId);
  }

  @Put('shares')
  @Operation({
    summary: 'Set the shares of all instructors',
    description:
      'Names the owner and every co-instructor once; together they have 10,000 basis points. Orders keep the shares that were in force when they were placed.',
    response: CourseTeamResponse,
    errors: [CourseNotFound, CourseRightMissing, CourseSharesInvalid],
  })
  setCourseShares(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: CourseSharesDto,
  ): Promise<CourseTeamResponse> {
    return this.teams.setShares(caller, id, version, body);
  }

  @Patch('members/:instructorId')
  @Operation({
    summary: 'Change the rights of a co-instructor',
    description: 'JSON Merge Patch (RFC 7396): what is left out stays. It is in force at once.',
    response: CourseTeamResponse,
    errors: [CourseNotFound, CourseRightMissing, CourseMemberNotFound],
  })
  updateCoInstructor(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @IdParam('instructorId') instructorId: string,
    @IfMatch() version: number,
    @Body() body: CourseMemberUpdateDto,
  ): Promise<CourseTeamResponse> {
    return this.teams.updateMember(caller, { courseId: id, instructorId }, version, body);
  }

  @Delete('members/:instructorId')
  @Operation({
    summary: 'Remove a co-instructor, or leave',
    description:
      'The owner removes any co-instructor, and each can leave. The share goes to the owner for orders placed from then on; files in the course stay in it.',
    status: 204,
    errors: [CourseNotFound, CourseRightMissing, CourseMemberNotFound],
  })
  removeCoInstructor(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @IdParam('instructorId') instructorId: string,
    @IfMatch() version: number,
  ): Promise<void> {
    return this.teams.removeMember(caller, { courseId: id, instructorId }, version);
  }
}
