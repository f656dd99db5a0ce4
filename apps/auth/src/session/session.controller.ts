import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser, Public } from '@course-plateform/common/auth';
import {
  IdParam,
  Operation,
  RateLimit,
  TagDescription,
  ThrottlesReplays,
} from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { AccountSuspended } from '../account/account.errors';
import { CurrentDevice, type Device } from '../device/device';
import { LoginThrottler } from './login-throttle';
import {
  KeptSession,
  SessionCreateDto,
  SessionDeleteQuery,
  SessionListQuery,
  SessionPageResponse,
  SignInResponse,
  TokenRefreshCreateDto,
} from './session.dto';
import {
  InvalidCredentials,
  RefreshInvalid,
  RefreshRace,
  RefreshReused,
  SessionNotFound,
  TooManyAttempts,
} from './session.errors';
import { SessionService } from './session.service';
import { SignInService } from './sign-in.service';
import { TokenRefreshService } from './token-refresh.service';

@ApiTags('sessions')
@TagDescription('Signing in, renewing tokens, and the devices that are signed in')
@Controller('auth')
export class SessionController {
  constructor(
    private readonly sessions: SessionService,
    private readonly signIns: SignInService,
    private readonly refreshes: TokenRefreshService,
  ) {}

  @Post('sessions')
  @RateLimit('sensitive')
  @ThrottlesReplays(LoginThrottler, { guessed: 'password' })
  @Public({ ignoresToken: true })
  @Operation({
    summary: 'Sign in',
    description:
      'Returns an access token for some minutes and a refresh token. A wrong password and an unknown e-mail address get the same response after the same time. Repeated failures slow down further tries of that account and that client.',
    status: 201,
    location: '/api/v1/auth/sessions/current',
    response: SignInResponse,
    returns: 'The user with an access token and a refresh token',
    errors: [InvalidCredentials, TooManyAttempts, AccountSuspended],
  })
  createSession(
    @Body() body: SessionCreateDto,
    @CurrentDevice() device: Device,
  ): Promise<SignInResponse> {
    return this.signIns.signIn(body, device);
  }

  @Post('token-refreshes')
  @RateLimit('sensitive')
  @Public({ ignoresToken: true })
  @Operation({
    summary: 'Refresh your tokens',
    description:
      'Exchanges a refresh token for a new access token and a new refresh token. Each refresh token works once. If a replaced token comes back, the session ends and its owner gets a mail, because it may have been stolen; within seconds of the exchange it is only a conflict, so that two tabs do not sign each other out.',
    status: 201,
    location: '/api/v1/auth/sessions/current',
    response: SignInResponse,
    returns: 'The user with an access token and a refresh token',
    errors: [RefreshInvalid, RefreshRace, RefreshReused],
  })
  refreshTokens(
    @Body() body: TokenRefreshCreateDto,
    @CurrentDevice() device: Device,
  ): Promise<SignInResponse> {
    return this.refreshes.refresh(body.refreshToken, device);
  }

  @Get('sessions')
  @Auth(Permission.accountManage)
  @Operation({
    summary: 'List your sessions',
    description:
      'Every device on which you are signed in, with its coarse location and the time it was last seen. The session of this request is marked.',
    response: SessionPageResponse,
  })
  listSessions(
    @CurrentUser() caller: Caller,
    @Query() query: SessionListQuery,
  ): Promise<SessionPageResponse> {
    return this.sessions.list(caller, query);
  }

  @Delete('sessions')
  @Auth(Permission.accountManage)
  @Operation({
    summary: 'Sign out everywhere',
    description:
      'Ends all your sessions, or with `keep=current` all but this one. Access tokens of ended sessions are refused within five seconds.',
    status: 204,
  })
  deleteSessions(
    @CurrentUser() caller: Caller,
    @Query() { keep }: SessionDeleteQuery,
    @CurrentDevice() device: Device,
  ): Promise<void> {
    return this.sessions.endAll(caller, keep === KeptSession.current, device);
  }

  @Delete('sessions/current')
  @Auth(Permission.accountManage)
  @Operation({
    summary: 'Sign out',
    description:
      'Ends the session of this request. Its access token is refused within five seconds.',
    status: 204,
  })
  deleteCurrentSession(
    @CurrentUser() caller: Caller,
    @CurrentDevice() device: Device,
  ): Promise<void> {
    return this.sessions.endCurrent(caller, device);
  }

  @Delete('sessions/:id')
  @Auth(Permission.accountManage)
  @Operation({
    summary: 'End one of your sessions',
    description: 'Signs another device out. Its access token is refused within five seconds.',
    status: 204,
    errors: [SessionNotFound],
  })
  deleteSession(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @CurrentDevice() device: Device,
  ): Promise<void> {
    return this.sessions.end(caller, id, device);
  }
}
