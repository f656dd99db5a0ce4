import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser, Public } from '@course-plateform/common/auth';
import { Operation, RateLimit } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { CurrentDevice, type Device } from '../device/device';
import { EmailConfirmationCreateDto } from './email-verification.dto';
import { VerificationOver } from './email-verification.errors';
import { EmailVerificationService } from './email-verification.service';

@ApiTags('accounts')
@Controller('auth/email-verifications')
export class EmailVerificationController {
  constructor(private readonly verifications: EmailVerificationService) {}

  @Post()
  @RateLimit('sensitive')
  @Auth(Permission.accountManage)
  @Operation({
    summary: 'Request an e-mail verification link',
    description:
      'Mails a link that confirms your e-mail address and works once. The response is always 202; at most one mail is sent a minute, and none when the address is confirmed.',
    status: 202,
  })
  requestEmailVerification(@CurrentUser() caller: Caller): Promise<void> {
    return this.verifications.request(caller);
  }

  @Post('confirmations')
  @RateLimit('sensitive')
  @Public({ ignoresToken: true })
  @Operation({
    summary: 'Confirm an e-mail address',
    description:
      'Takes the secret from the mailed link. A secret that is expired or used is gone (410); request a new mail then.',
    status: 204,
    errors: [VerificationOver],
  })
  confirmEmail(
    @Body() body: EmailConfirmationCreateDto,
    @CurrentDevice() device: Device,
  ): Promise<void> {
    return this.verifications.confirm(body.token, device);
  }
}
