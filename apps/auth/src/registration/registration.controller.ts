import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '@course-plateform/common/auth';
import { Operation, RateLimit, ThrottlesReplays } from '@course-plateform/common/http';
import { RegistrationCreateDto } from '../account/account.dto';
import { EmailTaken, PasswordRefused } from '../account/account.errors';
import { CurrentDevice, type Device } from '../device/device';
import { LoginThrottler } from '../session/login-throttle';
import { SignInResponse } from '../session/session.dto';
import { RegistrationService } from './registration.service';

@ApiTags('accounts')
@Controller('auth/registrations')
export class RegistrationController {
  constructor(private readonly registrations: RegistrationService) {}

  @Post()
  @RateLimit('sensitive')
  @ThrottlesReplays(LoginThrottler, { guessed: 'password' })
  @Public({ ignoresToken: true })
  @Operation({
    summary: 'Open an account and sign in',
    status: 201,
    answer: SignInResponse,
    errors: [EmailTaken, PasswordRefused],
  })
  register(
    @Body() body: RegistrationCreateDto,
    @CurrentDevice() device: Device,
  ): Promise<SignInResponse> {
    return this.registrations.register(body, device);
  }
}
