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
    summary: 'Shut somebody out',
    description: 'Ends all sessions, with effect on access tokens within five seconds.',
    status: 201,
    answer: SuspensionResponse,
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
    summary: 'Let somebody in again',
    status: 204,
    errors: [ProfileNotFound, SuspensionNotFound],
  })
  reinstateUser(@CurrentUser() caller: Caller, @IdParam('userId') userId: string): Promise<void> {
    return this.suspensions.reinstate(caller, userId);
  }
}
