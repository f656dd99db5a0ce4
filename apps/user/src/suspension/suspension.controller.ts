import { Body, Controller, Delete, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, Operation } from '@course-plateform/common/http';
import { TransitionNotAllowed } from '@course-plateform/common/kernel';
import { Permission } from '@course-plateform/types/platform';
import { LastAdmin } from '../profile/last-admin.errors';
import { ProfileNotFound } from '../profile/profile.errors';
import { SuspensionCreateDto, SuspensionResponse } from './suspension.dto';
import { OwnSuspension, SuspensionNotFound, SuspensionOver } from './suspension.errors';
import { SuspensionService } from './suspension.service';

@ApiTags('user administration')
@Controller('users/:userId/suspensions')
export class SuspensionController {
  constructor(private readonly suspensions: SuspensionService) {}

  @Post()
  @Auth(Permission.userManage)
  @Operation({
    summary: 'Suspend a user',
    description:
      'With a reason, for good or until a time. Ends all sessions; access tokens are refused within five seconds.',
    status: 201,
    location: '/api/v1/users/{userId}/suspensions/current',
    response: SuspensionResponse,
    errors: [ProfileNotFound, LastAdmin, OwnSuspension, SuspensionOver, TransitionNotAllowed],
  })
  suspendUser(
    @CurrentUser() caller: Caller,
    @IdParam('userId') userId: string,
    @Body() body: SuspensionCreateDto,
  ): Promise<SuspensionResponse> {
    return this.suspensions.suspend(caller, userId, body);
  }

  @Delete('current')
  @Auth(Permission.userManage)
  @Operation({
    summary: 'Reinstate a user',
    description: 'Ends the suspension. The user can sign in again.',
    status: 204,
    errors: [ProfileNotFound, SuspensionNotFound],
  })
  reinstateUser(@CurrentUser() caller: Caller, @IdParam('userId') userId: string): Promise<void> {
    return this.suspensions.reinstate(caller, userId);
  }
}
