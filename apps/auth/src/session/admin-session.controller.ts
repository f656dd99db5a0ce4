import { Controller, Delete, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, Operation } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { AccountNotFound } from '../account/account.errors';
import { CurrentDevice, type Device } from '../device/device';
import { SessionListQuery, SessionPageResponse } from './session.dto';
import { SessionService } from './session.service';

@ApiTags('sessions')
@Controller('auth/admin/users/:userId/sessions')
export class AdminSessionController {
  constructor(private readonly sessions: SessionService) {}

  @Get()
  @Auth(Permission.userRead)
  @Operation({
    summary: "List a user's sessions",
    description: 'Every device on which the user is signed in, for administrators.',
    response: SessionPageResponse,
    errors: [AccountNotFound],
  })
  listUserSessions(
    @CurrentUser() caller: Caller,
    @IdParam('userId') userId: string,
    @Query() query: SessionListQuery,
  ): Promise<SessionPageResponse> {
    return this.sessions.listOf(userId, query, caller);
  }

  @Delete()
  @Auth(Permission.userManage)
  @Operation({
    summary: "End all of a user's sessions",
    description:
      'Signs the user out on every device. Their access tokens are refused within five seconds.',
    status: 204,
    errors: [AccountNotFound],
  })
  deleteUserSessions(
    @CurrentUser() caller: Caller,
    @IdParam('userId') userId: string,
    @CurrentDevice() device: Device,
  ): Promise<void> {
    return this.sessions.endAllOf(userId, caller, device);
  }
}
