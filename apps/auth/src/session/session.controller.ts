import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser, Public } from '@course-plateform/common/auth';
import { IdParam, Operation, RateLimit, ThrottlesReplays } from '@course-plateform/common/http';
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
    status: 201,
    answer: SignInResponse,
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
    summary: 'Exchange a refresh token for new tokens',
    description:
      'Each refresh token is good once. Using a replaced one again ends the session, because somebody else may have it.',
    status: 201,
    answer: SignInResponse,
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
  @Operation({ summary: 'List where you are signed in', answer: SessionPageResponse })
  listSessions(
    @CurrentUser() caller: Caller,
    @Query() query: SessionListQuery,
  ): Promise<SessionPageResponse> {
    return this.sessions.list(caller, query);
  }

  @Delete('sessions')
  @Auth(Permission.accountManage)
  @Operation({ summary: 'Sign out everywhere, or everywhere else', status: 204 })
  deleteSessions(
    @CurrentUser() caller: Caller,
    @Query() { keep }: SessionDeleteQuery,
    @CurrentDevice() device: Device,
  ): Promise<void> {
    return this.sessions.endAll(caller, keep === KeptSession.current, device);
  }

  @Delete('sessions/current')
  @Auth(Permission.accountManage)
  @Operation({ summary: 'Sign out', status: 204 })
  deleteCurrentSession(
    @CurrentUser() caller: Caller,
    @CurrentDevice() device: Device,
  ): Promise<void> {
    return this.sessions.endCurrent(caller, device);
  }

  @Delete('sessions/:id')
  @Auth(Permission.accountManage)
  @Operation({ summary: 'Sign out another device', status: 204, errors: [SessionNotFound] })
  deleteSession(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @CurrentDevice() device: Device,
  ): Promise<void> {
    return this.sessions.end(caller, id, device);
  }
}
