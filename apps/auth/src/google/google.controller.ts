import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '@course-plateform/common/auth';
import { Operation, RateLimit } from '@course-plateform/common/http';
import { AuthServiceSettings } from '../env';
import { AccountSuspended } from '../account/account.errors';
import { CurrentDevice, type Device } from '../device/device';
import { SignInResponse } from '../session/session.dto';
import { InvalidCredentials } from '../session/session.errors';
import { OauthCallbackQuery, OauthExchangeCreateDto, OauthStartQuery } from './google.dto';
import {
  GoogleEmailUnverified,
  GoogleUnavailable,
  LinkRequired,
  OauthCodeOver,
  OauthRedirectRefused,
  OauthStateInvalid,
} from './google.errors';
import { GoogleSignInService } from './google-sign-in.service';
import { OauthFlowService, FLOW_TTL_MS } from './oauth-flow.service';

@ApiTags('google')
@Controller('auth/oauth')
export class GoogleController {
  private readonly secure: boolean;
  private readonly cookie: string;

  constructor(
    private readonly ways: OauthFlowService,
    private readonly signIns: GoogleSignInService,
    { googleCallbackUrl }: AuthServiceSettings,
  ) {
    this.secure = googleCallbackUrl.startsWith('https:');
    // The prefix makes browsers insist on the attributes below; they take it over HTTPS only.
    this.cookie = this.secure ? '__Host-oauth' : 'oauth';
  }

  @Get('google')
  @RateLimit('sensitive')
  @Public({ ignoresToken: true })
  @Operation({
    summary: 'Start signing in with Google',
    description:
      'Redirects the browser to Google. Afterward the browser comes back to the page in `redirect`, which must be of one of the front ends that the operator has allowed.',
    status: 302,
    errors: [OauthRedirectRefused, GoogleUnavailable],
  })
  async startGoogle(
    @Query() { redirect }: OauthStartQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { location, browserSecret } = await this.ways.begin(redirect);
    this.setCookie(reply, browserSecret, FLOW_TTL_MS / 1000);
    void reply.status(302).header('location', location).send();
  }

  @Get('google/callback')
  @RateLimit('sensitive')
  @Public({ ignoresToken: true })
  @Operation({
    summary: 'Finish signing in with Google',
    description:
      "Google redirects the browser here. It goes on to the front end's page, whose fragment holds a code that works once and for a minute, or an `error` with the code of a failure.",
    status: 302,
    errors: [OauthStateInvalid],
  })
  async endGoogle(
    @Query() query: OauthCallbackQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const location = await this.ways.end(query, this.readCookie(request));
    this.setCookie(reply, '', 0);
    void reply.status(302).header('location', location).send();
  }

  @Post('exchanges')
  @RateLimit('sensitive')
  @Public({ ignoresToken: true })
  @Operation({
    summary: 'Exchange a sign-in code for tokens',
    description:
      "Takes the code from the fragment of the front end's page and returns tokens, as signing in with a password does.",
    status: 201,
    location: '/api/v1/auth/sessions/current',
    response: SignInResponse,
    returns: 'The user with an access token and a refresh token',
    errors: [
      OauthCodeOver,
      GoogleEmailUnverified,
      LinkRequired,
      AccountSuspended,
      InvalidCredentials,
    ],
  })
  exchangeCode(
    @Body() { code }: OauthExchangeCreateDto,
    @CurrentDevice() device: Device,
  ): Promise<SignInResponse> {
    return this.signIns.exchange(code, device);
  }

  private setCookie(reply: FastifyReply, value: string, maxAge: number): void {
    const { cookie: name, secure } = this;
    const attributes = { path: '/', maxAge, httpOnly: true, sameSite: 'lax', secure } as const;
    void reply.header('set-cookie', stringifySetCookie({ name, value, ...attributes }));
  }

  private readCookie({ headers }: FastifyRequest): string {
    return parseCookie(headers.cookie ?? '')[this.cookie] ?? '';
  }
}
