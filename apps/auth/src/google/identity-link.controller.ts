import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '@course-plateform/common/auth';
import { Operation, RateLimit, ThrottlesReplays } from '@course-plateform/common/http';
import { AccountSuspended } from '../account/account.errors';
import { CurrentDevice, type Device } from '../device/device';
import { LoginThrottler } from '../session/login-throttle';
import { SignInResponse } from '../session/session.dto';
import { InvalidCredentials, TooManyAttempts } from '../session/session.errors';
import { IdentityCreateDto } from './google.dto';
import { OauthCodeOver } from './google.errors';
import { IdentityLinkService } from './identity-link.service';

@ApiTags('google')
@Controller('auth/identities')
export class IdentityLinkController {
  constructor(private readonly links: IdentityLinkService) {}

  @Post()
  @RateLimit('sensitive')
  @ThrottlesReplays(LoginThrottler, { guessed: 'password' })
  @Public({ ignoresToken: true })
  @Operation({
    summary: 'Link an identity and sign in',
    description:
      'When Google confirms an e-mail address that already has an account, signing in ends with `auth.link_required` and a link ticket. The owner of the account exchanges the ticket and its password here; from then on both ways sign in to the same account.',
    status: 201,
    location: '/api/v1/auth/sessions/current',
    response: SignInResponse,
    returns: 'The user with an access token and a refresh token',
    errors: [OauthCodeOver, InvalidCredentials, TooManyAttempts, AccountSuspended],
  })
  createIdentity(
    @Body() body: IdentityCreateDto,
    @CurrentDevice() device: Device,
  ): Promise<SignInResponse> {
    return this.links.link(body, device);
  }
}
