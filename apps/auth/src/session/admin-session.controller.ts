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
    summary: 'List where somebody is signed in',
    answer: SessionPageResponse,
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
  @Operation({ summary: 'Sign somebody out everywhere', status: 204, errors: [AccountNotFound] })
  deleteUserSessions(
    @CurrentUser() caller: Caller,
    @IdParam('userId') userId: string,
    @CurrentDevice() device: Device,
  ): Promise<void> {
    return this.sessions.endAllOf(userId, caller, device);
  }
}
