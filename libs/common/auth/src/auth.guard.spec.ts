import { Controller, type ExecutionContext, Get } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host';
import { MessagePattern } from '@nestjs/microservices';
import { exportJWK, generateKeyPair } from 'jose';
import { FixedClock, RequestContext, newId, CALLER_TOKEN } from '@course-plateform/common/kernel';
import { Permission, Role } from '@course-plateform/types/platform';
import { signAccessToken } from './access-token';
import { AuthGuard } from './auth.guard';
import { type Caller, currentCaller } from './caller';
import { EndedSessions } from './ended-sessions';
import { KeySource } from './key-source';
import { Auth, Internal, Public } from './policy';
import { RoleVersions } from './role-versions';
import { TokenVerifier } from './token-verifier';

@Controller()
class Handlers {
  @Auth() @Get() signedIn(): boolean {
    return true;
  }
  @Auth(Permission.courseCreate) @Get() create(): boolean {
    return true;
  }
  @Auth(Permission.instructorApply) @Get() apply(): boolean {
    return true;
  }
  @Auth(Permission.cartManage) @Get() cart(): boolean {
    return true;
  }
  @Public() @Get() open(): boolean {
    return true;
  }
  @Public({ ignoresToken: true }) @Get() signIn(): boolean {
    return true;
  }
  @Internal() @MessagePattern('a.b.c') internal(): boolean {
    return true;
  }
  @Get() forgotten(): boolean {
    return true;
  }
}

type Handler = keyof Handlers;
const ended = new Set<string>();

/** What was read from the list; the reading itself is tested with the auth service. */
function endedSessions(): EndedSessions {
  return { has: (sessionId: string) => ended.has(sessionId) } as EndedSessions;
}

/** The oldest version of everybody's role whose tokens are taken. */
let oldest = 0;

function roleVersions(): RoleVersions {
  return { hasOutdated: ({ roleVersion }: Caller) => roleVersion < oldest } as RoleVersions;
}

const clock = new FixedClock(new Date('2026-01-01T00:00:00Z'));

function http(handler: Handler, authorization?: string): ExecutionContext {
  const request = { headers: authorization === undefined ? {} : { authorization } };
  return new ExecutionContextHost([request, {}], Handlers, Handlers.prototype[handler]);
}

function nats(handler: Handler): ExecutionContext {
  const context = new ExecutionContextHost([{}, {}], Handlers, Handlers.prototype[handler]);
  context.setType('rpc');
  return context;
}

function graphql(handler: Handler, authorization: string): ExecutionContext {
  const root = { reply: { request: { headers: { authorization } } } };
  const context = new ExecutionContextHost(
    [{}, {}, root, {}],
    Handlers,
    Handlers.prototype[handler],
  );
  context.setType('graphql');
  return context;
}

describe('AuthGuard', () => {
  let guard: AuthGuard;
  let token: string;

  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'EdDSA' };
    const source: KeySource = { load: () => Promise.resolve({ keys: [jwk] }) };
    const settings = { jwksUrl: '', issuer: 'us', audience: 'api' };
    guard = new AuthGuard(
      new TokenVerifier(settings, source, clock),
      endedSessions(),
      roleVersions(),
    );
    token = await signAccessToken(
      {
        userId: newId(),
        sessionId: newId(),
        role: Role.user,
        permissions: [Permission.cartManage],
        roleVersion: 3,
      },
      {
        ...settings,
        privateKey,
        keyId: 'one',
        issuedAt: clock.now(),
        lifetime: 900,
      },
    );
  });

  /** What the guard says, and whom it has found. */
  async function judge(context: ExecutionContext, fromNats?: string) {
    const values = new RequestContext();
    if (fromNats !== undefined) values.set(CALLER_TOKEN, fromNats);
    return RequestContext.run(values, async () => {
      const admitted = await guard.canActivate(context);
      const caller: Caller | undefined = currentCaller();
      return { admitted, caller, handedOn: RequestContext.get(CALLER_TOKEN) };
    });
  }

  it('lets a signed-in caller through and sets the caller', async () => {
    const { admitted, caller, handedOn } = await judge(http('signedIn', `Bearer ${token}`));
    expect(admitted).toBe(true);
    expect(caller?.role).toBe(Role.user);
    expect(handedOn).toBe(token);
  });

  it('decides synchronously for a verified token', async () => {
    await judge(http('signedIn', `bearer ${token}`));
    const response = RequestContext.run(new RequestContext(), () =>
      guard.canActivate(http('signedIn', `Bearer ${token}`)),
    );
    expect(response).toBe(true);
  });

  it.each([
    ['no token', undefined, 'auth.token_missing'],
    ['another scheme', 'Basic YTpi', 'auth.token_invalid'],
    ['an empty token', 'Bearer ', 'auth.token_invalid'],
    ['a wrong token', 'Bearer a.b.c', 'auth.token_invalid'],
  ])('rejects %s', async (_, header, code) => {
    await expect(judge(http('signedIn', header))).rejects.toMatchObject({ code, status: 401 });
  });

  it('lets a caller with the permission through', async () => {
    expect(await judge(http('cart', `Bearer ${token}`))).toMatchObject({ admitted: true });
  });

  it('rejects a caller without the permission', async () => {
    await expect(judge(http('create', `Bearer ${token}`))).rejects.toMatchObject({
      code: 'auth.forbidden',
      status: 403,
    });
  });

  it('asks a caller to confirm the address when only that withholds the permission', async () => {
    await expect(judge(http('apply', `Bearer ${token}`))).rejects.toMatchObject({
      code: 'auth.email_unverified',
      status: 403,
    });
  });

  it('lets anonymous callers through to public handlers, and knows a signed-in one', async () => {
    expect(await judge(http('open'))).toMatchObject({ admitted: true, caller: undefined });
    const { caller } = await judge(http('open', `Bearer ${token}`));
    expect(caller?.token).toBe(token);
  });

  it('rejects an invalid token on a public handler, unless it ignores tokens', async () => {
    await expect(judge(http('open', 'Bearer x'))).rejects.toMatchObject({ status: 401 });
    expect(await judge(http('signIn', 'Bearer x'))).toMatchObject({ admitted: true });
  });

  it('accepts the token passed on over NATS', async () => {
    const { caller } = await judge(nats('signedIn'), token);
    expect(caller?.token).toBe(token);
    await expect(judge(nats('signedIn'))).rejects.toMatchObject({ code: 'auth.token_missing' });
  });

  it('allows internal handlers over NATS only', async () => {
    expect(await judge(nats('internal'))).toMatchObject({ admitted: true });
    expect(await judge(http('internal'))).toMatchObject({ admitted: false });
  });

  it('finds the token of a GraphQL operation', async () => {
    const { caller } = await judge(graphql('signedIn', `Bearer ${token}`));
    expect(caller?.token).toBe(token);
  });

  it('rejects a token of an ended session', async () => {
    const { caller } = await judge(http('signedIn', `Bearer ${token}`));
    ended.add(caller?.sessionId ?? '');
    for (const handler of ['signedIn', 'open'] as const) {
      await expect(judge(http(handler, `Bearer ${token}`))).rejects.toMatchObject({
        code: 'auth.token_expired',
      });
    }
    ended.clear();
  });

  it('rejects a token from before a role change', async () => {
    oldest = 3;
    expect((await judge(http('signedIn', `Bearer ${token}`))).admitted).toBe(true);
    oldest = 4;
    for (const handler of ['signedIn', 'open'] as const) {
      await expect(judge(http(handler, `Bearer ${token}`))).rejects.toMatchObject({
        code: 'auth.token_expired',
      });
    }
    oldest = 0;
  });

  it('rejects every caller of a handler without a policy', async () => {
    await expect(judge(http('forgotten', `Bearer ${token}`))).rejects.toThrow('has no policy');
  });
});
