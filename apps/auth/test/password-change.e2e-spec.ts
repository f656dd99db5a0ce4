import { Account } from '../src/account/account.entity';
import { PasswordReset } from '../src/password-reset/password-reset.entity';
import { SecurityEvent, SecurityEventType } from '../src/security-event/security-event.entity';
import type { SignInResponse } from '../src/session/session.dto';
import {
  type AuthFixture,
  PASSWORD,
  asUser,
  fakeNames,
  registered,
  startAuth,
} from './auth.fixture';

const NEW_PASSWORD = 'Another-password-1';

describe('changing the password', () => {
  let fixture: AuthFixture;
  let john: SignInResponse;
  let other: SignInResponse;

  beforeAll(async () => {
    fixture = await startAuth({ LOGIN_FREE_ATTEMPTS: '3' });
  });

  afterAll(() => fixture.stop());

  beforeEach(async () => {
    john = await registered(fixture.auth);
    // Mails may overtake each other.
    await fixture.mailbox.receivedBy(john.user.email, 1);
    other = (await signIn(PASSWORD).expect(201)).body as SignInResponse;
  });

  function signIn(password: string) {
    return fixture.auth.http
      .post('/api/v1/auth/sessions')
      .send({ email: john.user.email, password });
  }

  function change(currentPassword: string, newPassword = NEW_PASSWORD, by = john) {
    return fixture.auth.http
      .put('/api/v1/auth/password')
      .set(asUser(by))
      .send({ currentPassword, newPassword });
  }

  function sessions(by: SignInResponse) {
    return fixture.auth.http.get('/api/v1/auth/sessions').set(asUser(by));
  }

  function noted(): Promise<SecurityEvent[]> {
    const type = SecurityEventType.passwordChange;
    return fixture.auth.stored(SecurityEvent, { accountId: john.user.id, type });
  }

  it('ends the other sessions, is audited, and is announced by mail', async () => {
    await change(PASSWORD).expect(204);
    await sessions(john).expect(200);
    await sessions(other).expect(401);
    await signIn(PASSWORD).expect(401);
    await signIn(NEW_PASSWORD).expect(201);
    expect(await noted()).toMatchObject([{ result: 'done', actorId: john.user.id }]);
    const mails = await fixture.mailbox.receivedBy(john.user.email, 2);
    expect(mails.at(-1)).toContain('Your password was changed');
    expect(mails.at(-1)).toMatch(/Time: .* Coordinated Universal Time/);
  });

  it('rejects a password that contains the user’s name, if the user service responds', async () => {
    const names = await fakeNames(fixture.auth, 'Johannes Gutenberg');
    const refused = await change(PASSWORD, 'Gutenberg-1454').expect(422);
    expect(refused.body).toMatchObject({
      code: 'auth.password_refused',
      errors: [{ pointer: '/newPassword', code: 'password.personal' }],
    });
    await signIn(PASSWORD).expect(201);
    names.disconnect();
    await change(PASSWORD, 'Gutenberg-1454').expect(204);
    await signIn('Gutenberg-1454').expect(201);
  });

  it('requires the current password, and limits guesses', async () => {
    const wrong = await change('Wrong-password-1');
    expect(wrong.status).toBe(422);
    expect(wrong.body).toMatchObject({ code: 'auth.current_password_wrong' });
    expect(await noted()).toMatchObject([{ refusedWith: 'auth.invalid_credentials' }]);
    await change('Wrong-password-2').expect(422);
    await change('Wrong-password-3').expect(422);
    const slowed = await change(PASSWORD);
    expect(slowed.status).toBe(429);
    expect(slowed.headers['retry-after']).toBeDefined();
    await sessions(other).expect(200);
  });

  it('applies the password rules', async () => {
    const refused = await change(PASSWORD, 'lowercase');
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      code: 'auth.password_refused',
      errors: [{ pointer: '/newPassword', code: 'password.too_simple' }],
    });
    await sessions(other).expect(200);
    await signIn(PASSWORD).expect(201);
  });

  it('lets one of two concurrent changes succeed', async () => {
    const responses = await Promise.all([
      change(PASSWORD, 'Racing-password-1', john),
      change(PASSWORD, 'Racing-password-2', other),
    ]);
    const statuses = responses.map(({ status }) => status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect((await noted()).filter(({ result }) => result === 'done')).toHaveLength(1);
  });

  it('invalidates open password-reset links', async () => {
    const { email } = john.user;
    await fixture.auth.http.post('/api/v1/auth/password-resets').send({ email }).expect(202);
    const token = await fixture.mailbox.tokenFor(email, 2);
    await change(PASSWORD).expect(204);
    expect(await fixture.auth.stored(PasswordReset, { accountId: john.user.id })).toMatchObject([
      { state: 'superseded' },
    ]);
    const response = await fixture.auth.http
      .post('/api/v1/auth/password-resets/confirmations')
      .send({ token, password: 'Third-password-1' });
    expect(response.status).toBe(410);
  });

  it('requires a signed-in user', async () => {
    const body = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    await fixture.auth.http.put('/api/v1/auth/password').send(body).expect(401);
    const [account] = await fixture.auth.stored(Account, { id: john.user.id });
    expect(account?.version).toBe(1);
  });
});
