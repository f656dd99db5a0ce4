import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '@course-plateform/common/auth';
import {
  Operation,
  RateLimit,
  TagDescription,
  ThrottlesReplays,
} from '@course-plateform/common/http';
import { RegistrationCreateDto } from '../account/account.dto';
import { EmailTaken, PasswordRefused } from '../account/account.errors';
import { CurrentDevice, type Device } from '../device/device';
import { LoginThrottler } from '../session/login-throttle';
import { SignInResponse } from '../session/session.dto';
import { RegistrationService } from './registration.service';

@ApiTags('accounts')
@TagDescription('Registration and confirmation of the e-mail address')
@Controller('auth/registrations')
export class RegistrationController {
  constructor(private readonly registrations: RegistrationService) {}

  @Post()
  @RateLimit('sensitive')
  @ThrottlesReplays(LoginThrottler, { guessed: 'password' })
  @Public({ ignoresToken: true })
  @Operation({
    summary: 'Register an account',
    description:
      'Creates an account with the learner role, creates its profile, signs the new user in and mails a link that confirms the e-mail address. E-mail addresses are unique whatever their case. The password needs 8 to 128 characters of three kinds, or 15 or more of any kind, must not contain the name or the e-mail address and must not be a common one.',
    status: 201,
    location: '/api/v1/users/me',
    response: SignInResponse,
    returns: 'The user with an access token and a refresh token',
    errors: [EmailTaken, PasswordRefused],
  })
  register(
    @Body() body: RegistrationCreateDto,
    @CurrentDevice() device: Device,
  ): Promise<SignInResponse> {
    return this.registrations.register(body, device);
  }
}
