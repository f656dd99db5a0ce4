import { once } from 'node:events';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { OAuth2Server } from 'oauth2-mock-server';
import { MINUTE_MS } from '@course-plateform/common/kernel';
import { Account } from '../src/account/account.entity';
import { OauthTicket } from '../src/google/oauth-ticket.entity';
import { OauthTransaction } from '../src/google/oauth-transaction.entity';
import { Identity } from '../src/identity/identity.entity';
import { SecurityEvent } from '../src/security-event/security-event.entity';
import type { SignInResponse } from '../src/session/session.dto';
import { type AuthFixture, PASSWORD, asUser, registered, startAuth } from './auth.fixture';

const CLIENT = { GOOGLE_CLIENT_ID: 'platform', GOOGLE_CLIENT_SECRET: 'secret' };
const PAGE = 'http://127.0.0.1:3000/signed-in';
const APP = 'http://app.test/back';

/** Who signs in at the provider, and how it cheats. */
interface User {
  sub: string;
  email: string;
  email_verified: boolean;
  given_name?: string;
  family_name?: string;
  name?: string;
}

interface Way {
  readonly state: string;
  readonly code: string;
  readonly cookie: string;
}

/** Listens in the place of the provider and keeps silent. @returns how to end it */
async function silent(port: number): Promise<() => Promise<void>> {
  const server = createServer(() => undefined);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
}

describe('sign-in with Google', () => {
  const provider = new OAuth2Server();
  let fixture: AuthFixture;
  let user: User;
  let claims: Record<string, unknown>;
  let users = 0;

  beforeAll(async () => {
    // Not its own `generate`, which does not know objects of Node's in the realm of a test.
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    await provider.issuer.keys.add({ ...(await exportJWK(privateKey)), alg: 'RS256', kid: 'one' });
    await provider.start(0, '127.0.0.1');
    const url = provider.issuer.url ?? '';
    provider.service.on('beforeTokenSigning', (token: { payload: object }) => {
      Object.assign(token.payload, user, { aud: 'platform' }, claims);
    });
    provider.service.on('beforeUserinfo', (response: { body: object }) => {
      response.body = { ...user };
    });
    fixture = await startAuth({
      ...CLIENT,
      GOOGLE_ISSUER: url,
      GOOGLE_AUTHORIZATION_URL: `${url}/authorize`,
      GOOGLE_TOKEN_URL: `${url}/token`,
      GOOGLE_USERINFO_URL: `${url}/userinfo`,
      GOOGLE_JWKS_URL: `${url}/jwks`,
      OAUTH_REDIRECTS: APP,
    });
  });

  afterAll(async () => {
    await fixture.stop();
    await provider.stop();
  });

  beforeEach(() => {
    users += 1;
    const email = `ada.${users}@example.com`;
    claims = {};
    user = {
      sub: `google-${users}`,
      email,
      email_verified: true,
      given_name: 'Ada',
      family_name: 'L',
    };
  });

  function begin(redirect?: string) {
    return fixture.auth.http.get('/api/v1/auth/oauth/google').query(redirect ? { redirect } : {});
  }

  /** To the provider and to the brink of the way back. */
  async function consent(redirect?: string): Promise<Way> {
    const { headers } = await begin(redirect).expect(302);
    const atProvider = await fetch(headers['location'] ?? '', { redirect: 'manual' });
    const back = new URL(atProvider.headers.get('location') ?? '');
    const cookie = (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
    const read = (name: string) => back.searchParams.get(name) ?? '';
    return { state: read('state'), code: read('code'), cookie };
  }

  function comeBack({ cookie, ...query }: Partial<Way> & { error?: string }) {
    return fixture.auth.http
      .get('/api/v1/auth/oauth/google/callback')
      .query(query)
      .set('Cookie', cookie ?? '');
  }

  /** The fragment that the page receives. */
  async function arrived(way: Partial<Way> & { error?: string }): Promise<URLSearchParams> {
    const { headers } = await comeBack(way).expect(302);
    return new URLSearchParams(new URL(headers['location'] ?? '').hash.slice(1));
  }

  async function codeFor(): Promise<string> {
    return (await arrived(await consent())).get('code') ?? '';
  }

  function exchange(code: string) {
    return fixture.auth.http.post('/api/v1/auth/oauth/exchanges').send({ code });
  }

  async function signedIn(): Promise<SignInResponse> {
    return (await exchange(await codeFor()).expect(201)).body as SignInResponse;
  }

  function identitiesOf(user: { accessToken: string }) {
    return fixture.auth.http.get('/api/v1/auth/identities').set(asUser(user));
  }

  it('redirects the browser with state, PKCE and nonce, and stores none of its secrets', async () => {
    const { headers } = await begin().expect(302);
    const { searchParams } = new URL(headers['location'] ?? '');
    const { state = '', nonce, ...rest } = Object.fromEntries(searchParams);
    expect(rest).toMatchObject({
      client_id: 'platform',
      response_type: 'code',
      scope: 'openid email profile',
      code_challenge_method: 'S256',
      redirect_uri: 'http://127.0.0.1:3000/api/v1/auth/oauth/google/callback',
    });
    expect(nonce).toHaveLength(43);
    expect(headers['set-cookie']?.[0]).toMatch(
      /^oauth=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(JSON.stringify(await fixture.auth.stored(OauthTransaction))).not.toContain(state);
  });

  it('creates an account with a profile for a new user, and signs the user in the next time', async () => {
    const first = await signedIn();
    expect(first.user).toMatchObject({ email: user.email, role: 'user' });
    expect(fixture.profiles.requests.at(-1)?.request).toMatchObject({
      firstName: 'Ada',
      lastName: 'L',
    });
    const [account] = await fixture.auth.stored(Account, { id: first.user.id });
    expect(account).toMatchObject({ passwordHash: null, emailVerifiedAt: expect.any(Date) });
    // The address at the provider may change: the subject counts.
    user = { ...user, email: `other.${user.email}` };
    expect((await signedIn()).user).toEqual(first.user);
    const events = await fixture.auth.stored(SecurityEvent, { accountId: first.user.id });
    expect(events.map(({ type }) => type).sort()).toEqual([
      'identity_linked',
      'registered',
      'sign_in',
    ]);
    expect((await identitiesOf(first).expect(200)).body.items).toMatchObject([
      { issuer: provider.issuer.url, email: first.user.email },
    ]);
  });

  it('redirects browsers to allowed pages only', async () => {
    const { headers } = await comeBack(await consent(APP)).expect(302);
    expect(headers['location']).toMatch(/^http:\/\/app\.test\/back#code=[\w-]{43}$/);
    for (const page of [
      `${APP}/`,
      `${APP}?x=1`,
      'http://evil.test',
      '//evil.test',
      `${PAGE}.evil.test`,
    ]) {
      const refused = await begin(page).expect(400);
      expect(refused.body).toMatchObject({ code: 'auth.oauth_redirect_refused' });
    }
  });

  it('accepts a callback once, with its state, in the browser that started the flow', async () => {
    const way = await consent();
    const other = await consent();
    for (const wrong of [
      { ...way, cookie: '' },
      { ...way, cookie: other.cookie },
      { ...way, state: other.state },
      { code: way.code, cookie: way.cookie },
    ]) {
      const refused = await comeBack(wrong).expect(400);
      expect(refused.body).toMatchObject({ code: 'auth.oauth_state_invalid' });
    }
    expect((await arrived(way)).get('code')).toHaveLength(43);
    await comeBack(way).expect(400);
    const late = await consent();
    fixture.clock.advance(600_000);
    await comeBack(late).expect(400);
  });

  it('exchanges a code for tokens once and within a minute, also when it is sent twice at once', async () => {
    const code = await codeFor();
    const responses = await Promise.all([exchange(code), exchange(code)]);
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 410]);
    expect((await exchange(code).expect(410)).body).toMatchObject({ code: 'auth.oauth_code_over' });
    expect(await fixture.auth.stored(Identity, { subject: user.sub })).toHaveLength(1);
    const late = await codeFor();
    expect(JSON.stringify(await fixture.auth.stored(OauthTicket))).not.toContain(late);
    fixture.clock.advance(MINUTE_MS);
    await exchange(late).expect(410);
  });

  it.each([
    ['denied consent', () => ({}), true],
    ['another nonce', () => ({ nonce: 'another' }), false],
    ['another audience', () => ({ aud: 'somebody-else' }), false],
    ['another issuer', () => ({ iss: 'https://evil.test' }), false],
    ['an expired id_token', () => ({ exp: 1000 }), false],
    ['an id_token of another user', () => ({ sub: 'somebody-else' }), false],
  ])('rejects %s and stores no account', async (_, cheat, denied) => {
    claims = cheat();
    const way = await consent();
    const { code: _code, ...withoutCode } = way;
    const reported = await arrived(denied ? { ...withoutCode, error: 'access_denied' } : way);
    expect(Object.fromEntries(reported)).toEqual({ error: 'auth.oauth_refused' });
    expect(await fixture.auth.stored(Identity, { subject: user.sub })).toEqual([]);
  });

  it('rejects an address that Google has not confirmed', async () => {
    user.email_verified = false;
    const refused = await exchange(await codeFor()).expect(403);
    expect(refused.body).toMatchObject({ code: 'auth.google_email_unverified' });
    expect(await fixture.auth.stored(Account, { email: user.email })).toEqual([]);
  });

  it('links to the account with the same address after its password was given once', async () => {
    const john = await registered(fixture.auth, user.email);
    const required = await exchange(await codeFor()).expect(409);
    expect(required.body).toMatchObject({ code: 'auth.link_required' });
    const { linkTicket } = required.body as { linkTicket: string };
    const link = (password: string) =>
      fixture.auth.http.post('/api/v1/auth/identities').send({ linkTicket, password });
    await link('Wrong-password1').expect(401);
    expect(await fixture.auth.stored(Identity, { subject: user.sub })).toEqual([]);
    expect((await link(PASSWORD).expect(201)).body).toMatchObject({ user: john.user });
    await link(PASSWORD).expect(410);
    expect((await signedIn()).user).toEqual(john.user);
  });

  it('unlinks an identity, except the last way to sign in and those of other users', async () => {
    const ada = await signedIn();
    const [identity] = (await identitiesOf(ada).expect(200)).body.items as { id: string }[];
    const unlink = (user: { accessToken: string }) =>
      fixture.auth.http.delete(`/api/v1/auth/identities/${identity?.id}`).set(asUser(user));
    expect((await unlink(ada).expect(409)).body).toMatchObject({ code: 'identity.last_method' });
    await unlink(await registered(fixture.auth)).expect(404);
    await fixture.auth
      .em()
      .nativeUpdate(Account, { id: ada.user.id }, { passwordHash: 'set since' });
    await unlink(ada).expect(204);
    expect((await identitiesOf(ada).expect(200)).body).toEqual({ items: [] });
  });

  it.each([
    ['half a character in a name', { given_name: 'Ada\ud800' }],
    ['a NUL in a name', { family_name: 'L\u0000' }],
    ['a name that turns the text', { family_name: 'L\u202e' }],
    ['half a character in the address', { email: '\ud800@example.com' }],
  ])('rejects %s as it would from a client, and stores nothing', async (_, change) => {
    user = { ...user, ...change };
    const before = await fixture.auth.stored(OauthTicket);
    expect((await arrived(await consent())).get('error')).toBe('auth.oauth_profile_invalid');
    expect(await fixture.auth.stored(OauthTicket)).toEqual(before);
  });

  it('falls back to another name for an invisible one, and cuts no character in half', async () => {
    const long = `${'x'.repeat(99)}👩`;
    user = { ...user, given_name: '\u3164', family_name: long };
    await signedIn();
    expect(fixture.profiles.requests.at(-1)?.request).toMatchObject({
      firstName: `ada.${users}`,
      lastName: 'x'.repeat(99),
    });
  });

  it.each([
    ['the whole name, where it is all that Google tells', { name: 'Ada Lovelace' }, 'Ada Lovelace'],
    ['the address, where Google tells no name', {}, undefined],
  ])('names a user by %s', async (_, reported, firstName) => {
    const { sub, email, email_verified } = user;
    user = { sub, email, email_verified, ...reported };
    await signedIn();
    expect(fixture.profiles.requests.at(-1)?.request).toMatchObject({
      firstName: firstName ?? `ada.${users}`,
      lastName: '–',
    });
  });

  it('rejects every password for an account without one', async () => {
    await signedIn();
    const refused = await fixture.auth.http
      .post('/api/v1/auth/sessions')
      .send({ email: user.email, password: PASSWORD })
      .expect(401);
    expect(refused.body).toMatchObject({ code: 'auth.invalid_credentials' });
  });

  it.each([
    ['is unavailable', () => Promise.resolve(undefined)],
    ['takes requests and never responds', silent],
  ])('reports a provider that %s, and stores nothing', async (_, instead) => {
    const way = await consent();
    const before = await fixture.auth.stored(OauthTicket);
    const { port } = provider.address();
    await provider.stop();
    const stop = await instead(port);
    expect((await arrived(way)).get('error')).toBe('auth.google_unavailable');
    expect(await fixture.auth.stored(OauthTicket)).toEqual(before);
    expect(await fixture.auth.stored(Account, { email: user.email })).toEqual([]);
    await stop?.();
    await provider.start(port, '127.0.0.1');
    // The way back was used up; beginning again works at once.
    expect((await arrived(await consent())).get('code')).toHaveLength(43);
  });
});

describe('sign-in with Google without configuration', () => {
  it('is refused while everything else works', async () => {
    const fixture = await startAuth();
    const refused = await fixture.auth.http.get('/api/v1/auth/oauth/google').expect(503);
    expect(refused.body).toMatchObject({ code: 'auth.google_unavailable' });
    await registered(fixture.auth);
    await fixture.stop();
  });
});
