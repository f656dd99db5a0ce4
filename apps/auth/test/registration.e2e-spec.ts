import { HttpKeySource, TokenVerifier } from '@course-plateform/common/auth';
import { newId } from '@course-plateform/common/kernel';
import { userRegistered } from '@course-plateform/types/auth';
import { userProfileCreate } from '@course-plateform/types/user';
import { Account } from '../src/account/account.entity';
import { RefreshToken } from '../src/session/refresh-token.entity';
import { Session } from '../src/session/session.entity';
import { type AuthFixture, PASSWORD, aRegistration, asUser, startAuth } from './auth.fixture';

describe('registration', () => {
  let fixture: AuthFixture;

  beforeAll(async () => {
    fixture = await startAuth({ COMMON_PASSWORDS: 'Qwerty123!,Summer2026!' });
  });

  afterAll(() => fixture.stop());

  function register(body: object, headers: Record<string, string> = {}) {
    return fixture.auth.http.post('/api/v1/auth/registrations').set(headers).send(body);
  }

  it('creates the account, signs the user in, creates the profile and publishes an event', async () => {
    const body = aRegistration({ phone: '+1234567890' });
    const response = await register(body, { 'Accept-Language': 'fr' }).expect(201);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.body).toEqual({
      user: { id: expect.any(String), email: body.email, role: 'user' },
      accessToken: expect.any(String),
      refreshToken: expect.stringMatching(/^[\w-]{43}$/),
      expiresIn: 900,
    });
    const { id } = response.body.user as { id: string };
    expect(fixture.profiles.requests.at(-1)?.request).toEqual({
      userId: id,
      firstName: 'John',
      lastName: 'Doe',
      phone: '+1234567890',
      locale: 'fr',
      role: 'user',
    });
    const event = await fixture.auth.events.next(userRegistered, (one) => one.aggregateId === id);
    expect(event.payload).toEqual({ userId: id, role: 'user' });
    await fixture.auth.http
      .get('/api/v1/auth/sessions')
      .set(asUser(response.body as { accessToken: string }))
      .expect(200);
  });

  it('issues tokens that any service can verify with the published keys', async () => {
    const response = await register(aRegistration()).expect(201);
    const verifier = new TokenVerifier(
      {
        jwksUrl: '',
        issuer: 'course-plateform',
        audience: 'course-plateform-api',
      },
      new HttpKeySource(`${fixture.auth.url}/.well-known/jwks.json`),
      fixture.clock,
    );
    const caller = await verifier.verify(String(response.body.accessToken));
    expect(caller).toMatchObject({ userId: response.body.user.id, role: 'user' });
    expect(caller.permissions.has('cart:manage' as never)).toBe(true);
    expect(caller.permissions.has('course:create' as never)).toBe(false);
  });

  it('stores neither the password nor the refresh token', async () => {
    const response = await register(aRegistration()).expect(201);
    const { id } = response.body.user as { id: string };
    const [account] = await fixture.auth.stored(Account, { id });
    expect(account?.passwordHash).toMatch(/^\$2[aby]\$04\$/);
    const [session] = await fixture.auth.stored(Session, { accountId: id });
    const stored = await fixture.auth.stored(RefreshToken, { sessionId: session?.id ?? '' });
    expect(JSON.stringify([account, session, stored])).not.toContain(response.body.refreshToken);
    expect(JSON.stringify(account)).not.toContain(PASSWORD);
  });

  it('creates one account per address, case-insensitively, also for concurrent requests', async () => {
    const id = newId();
    const spellings = ['john', 'JOHN', 'John', 'joHN'].map((name) => `${name}.${id}@Example.com`);
    const responses = await Promise.all(
      spellings.map((email) => register(aRegistration({ email }))),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const refused = responses.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ code: 'auth.email_taken' });
    const emailKey = `john.${id}@example.com`;
    expect(await fixture.auth.stored(Account, { emailKey })).toHaveLength(1);
  });

  it('creates no account while the user service is unavailable', async () => {
    fixture.profiles.disconnect();
    const body = aRegistration();
    const response = await register(body);
    expect(response.status).toBe(503);
    expect(response.headers['retry-after']).toBeDefined();
    expect(response.body).toMatchObject({ code: 'upstream.unavailable' });
    expect(await fixture.auth.stored(Account, { email: body.email })).toEqual([]);
    await fixture.auth.upstreams.fake(userProfileCreate, ({ userId, role }) => ({ userId, role }));
    await register(body).expect(201);
  });

  it.each([
    ['too simple', 'password', 'password.too_simple'],
    ['too simple', 'password1', 'password.too_simple'],
    ['the name', 'Lovelace1815!', 'password.personal'],
    ['the e-mail address', 'Ada.lovelace-1', 'password.personal'],
    ['common', 'qwerty123!', 'password.common'],
  ])('rejects a password that is %s: %s', async (_, password, code) => {
    const body = aRegistration({
      lastName: 'Lovelace',
      email: 'ada.lovelace@example.com',
      password,
    });
    const response = await register(body);
    expect(response.status).toBe(422);
    expect(response.body).toMatchObject({ code: 'auth.password_refused' });
    expect(response.body.errors).toContainEqual(
      expect.objectContaining({ pointer: '/password', code }),
    );
  });

  it.each(['Password123', 'a long sentence', 'пароль-Пароль1', ' Spaces 1 '])(
    'accepts the password "%s" unchanged',
    async (password) => {
      const body = aRegistration({ password });
      await register(body).expect(201);
      const { email } = body;
      const signIn = (typed: string) =>
        fixture.auth.http.post('/api/v1/auth/sessions').send({ email, password: typed });
      await signIn(password).expect(201);
      await signIn(`${password}x`).expect(401);
    },
  );

  it('compares all characters of a long password', async () => {
    const password = 'x'.repeat(127);
    const body = aRegistration({ password: `${password}a` });
    await register(body).expect(201);
    const response = await fixture.auth.http
      .post('/api/v1/auth/sessions')
      .send({ email: body.email, password: `${password}b` });
    expect(response.status).toBe(401);
  });

  it.each([
    ['email', { email: 'no address' }, 'field.is_email'],
    ['password', { password: 'Short1!' }, 'field.is_length'],
    ['password', { password: `Aa1${'x'.repeat(126)}` }, 'field.is_length'],
    ['firstName', { firstName: '  ' }, 'field.is_length'],
    ['phone', { phone: '12' }, 'field.is_phone_number'],
    ['role', { role: 'admin' }, 'field.unknown'],
    ['id', { id: newId() }, 'field.unknown'],
  ])('points at an invalid %s', async (field, change, code) => {
    const response = await register(aRegistration(change));
    expect(response.status).toBe(422);
    expect(response.body.errors).toContainEqual(
      expect.objectContaining({ pointer: `/${field}`, code }),
    );
  });

  it('ignores an old access token', async () => {
    await register(aRegistration(), { Authorization: 'Bearer old.old.old' }).expect(201);
  });
});
