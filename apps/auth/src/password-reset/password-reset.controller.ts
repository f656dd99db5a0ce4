import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '@course-plateform/common/auth';
import { Operation, RateLimit } from '@course-plateform/common/http';
import { PasswordRefused } from '../account/account.errors';
import { CurrentDevice, type Device } from '../device/device';
import { PasswordResetConfirmationService } from './password-reset-confirmation.service';
import { PasswordResetConfirmationCreateDto, PasswordResetCreateDto } from './password-reset.dto';
import { PasswordResetOver } from './password-reset.errors';
import { PasswordResetService } from './password-reset.service';

@ApiTags('passwords')
@Controller('auth/password-resets')
export class PasswordResetController {
  constructor(
    private readonly resets: PasswordResetService,
    private readonly confirmations: PasswordResetConfirmationService,
  ) {}

  @Post()
  @RateLimit('sensitive')
  @Public({ ignoresToken: true })
  @Operation({
    summary: 'Request a password reset link',
    description:
      'Mails a link with which a new password can be chosen. The response is always 202, whether an account has this address or not; at most one mail is sent a minute. Only the newest link works, once and for some minutes.',
    status: 202,
  })
  requestPasswordReset(
    @Body() body: PasswordResetCreateDto,
    @CurrentDevice() device: Device,
  ): Promise<void> {
    return this.resets.request(body.email, device);
  }

  @Post('confirmations')
  @RateLimit('sensitive')
  @Public({ ignoresToken: true })
  @Operation({
    summary: 'Reset a password',
    description:
      'Takes the secret from the mailed link and the new password, and ends all sessions of the account. A password that is refused does not use the secret up.',
    status: 204,
    errors: [PasswordResetOver, PasswordRefused],
  })
  confirmPasswordReset(
    @Body() body: PasswordResetConfirmationCreateDto,
    @CurrentDevice() device: Device,
  ): Promise<void> {
    return this.confirmations.confirm(body, device);
  }
}
