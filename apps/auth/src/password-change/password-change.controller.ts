import { Body, Controller, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { Operation, RateLimit, TagDescription } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { PasswordRefused } from '../account/account.errors';
import { CurrentDevice, type Device } from '../device/device';
import { TooManyAttempts } from '../session/session.errors';
import { PasswordUpdateDto } from './password-change.dto';
import { CurrentPasswordWrong } from './password-change.errors';
import { PasswordChangeService } from './password-change.service';

@ApiTags('passwords')
@TagDescription('Changing a password, and resetting a forgotten one')
@Controller('auth/password')
export class PasswordChangeController {
  constructor(private readonly changes: PasswordChangeService) {}

  @Put()
  @RateLimit('sensitive')
  @Auth(Permission.accountManage)
  @Operation({
    summary: 'Change your password',
    description:
      'Needs the current password. Ends all your other sessions and mails you that the password has changed.',
    status: 204,
    errors: [CurrentPasswordWrong, PasswordRefused, TooManyAttempts],
  })
  changePassword(
    @CurrentUser() caller: Caller,
    @Body() body: PasswordUpdateDto,
    @CurrentDevice() device: Device,
  ): Promise<void> {
    return this.changes.change(caller, body, device);
  }
}
