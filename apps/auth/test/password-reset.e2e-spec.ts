import { MINUTE_MS, newId } from '@course-plateform/common/kernel';
import { MailSender, OutgoingMail } from '@course-plateform/common/mail';
import { Account } from '../src/account/account.entity';
import { PasswordReset } from '../src/password-reset/password-reset.entity';
import { PasswordResetJob } from '../src/password-reset/password-reset.job';
import { SecurityEvent, SecurityEventType } from '../src/security-event/security-event.entity';
import { Session } from '../src/session/session.entity';
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

describe('password resets', () => {
  let fixture: AuthFixture;
  let john: SignInResponse;
  let email: string;

  beforeAll(async () => {
    fixture = await startAuth({ PASSWORD_RESET_URL: 'https://shop.test/reset?token={token}' });
  });

  afterAll(() => fixture.stop());

  beforeEach(async () => {
    john = await registered(fixture.auth);
    email = john.user.email;
    // Mails may overtake each other.
    await fixture.mailbox.receivedBy(email, 1);
  });

  function request(address: string, headers: Record<string, string> = {}) {
    return fixture.auth.http
      .post('/api/v1/auth/password-resets')
      .set(headers)
      .send({ email: address });
  }

  function confirm(token: string, password = NEW_PASSWORD) {
    return fixture.auth.http
      .post('/api/v1/auth/password-resets/confirmations')
      .send({ token, password });
  }

  function signIn(password: string) {
    return fixture.auth.http.post('/api/v1/auth/sessions').send({ email, password });
  }

  /** The secret of the newest mail. @param count how many mails there must be by now, that of the registration too */
  async function aToken(count = 2): Promise<string> {
    await request(email).expect(202);
    return fixture.mailbox.tokenFor(email, count);
  }

  async function states(): Promise<string[]> {
    const resets = await fixture.auth.stored(PasswordReset, { accountId: john.user.id });
    return resets.sort((a, b) => a.id.localeCompare(b.id)).map(({ state }) => state);
  }

  async function noted(type: SecurityEventType): Promise<SecurityEvent[]> {
    return fixture.auth.stored(SecurityEvent, { accountId: john.user.id, type });
  }

  it('sets a new password with the mailed link, and ends all sessions', async () => {
    const token = await aToken();
    expect(await fixture.auth.stored(Session, { accountId: john.user.id })).toMatchObject([
      { endedAt: null },
    ]);
    await confirm(token).expect(204);
    expect(await fixture.auth.stored(Session, { accountId: john.user.id })).toMatchObject([
      { endedBy: 'password_changed' },
    ]);
    await fixture.auth.http.get('/api/v1/auth/sessions').set(asUser(john)).expect(401);
    await signIn(PASSWORD).expect(401);
    await signIn(NEW_PASSWORD).expect(201);
    expect(await states()).toEqual(['used']);
    expect(await noted(SecurityEventType.passwordResetRequested)).toHaveLength(1);
    expect(await noted(SecurityEventType.passwordReset)).toHaveLength(1);
    const mails = await fixture.mailbox.receivedBy(email, 3);
    expect(mails.at(-1)).toContain('Your password was changed');
    const [account] = await fixture.auth.stored(Account, { id: john.user.id });
    expect(account?.emailVerifiedAt).not.toBeNull();
  });

  it('lets the user sign in at once, however many guesses came before', async () => {
    for (let guess = 0; guess < 20; guess += 1) await signIn('Wrong-password-1');
    await signIn(PASSWORD).expect(429);
    await confirm(await aToken()).expect(204);
    await signIn(NEW_PASSWORD).expect(201);
  });

  it('rejects a password that contains the user’s name, and the link stays valid', async () => {
    const names = await fakeNames(fixture.auth, 'Johannes Gutenberg');
    const token = await aToken();
    const refused = await confirm(token, 'Gutenberg-1454').expect(422);
    expect(refused.body).toMatchObject({
      errors: [{ pointer: '/password', code: 'password.personal' }],
    });
    names.disconnect();
    await confirm(token, 'Gutenberg-1454').expect(204);
  });

  it('does not store the secret', async () => {
    const token = await aToken();
    const stored = [
      await fixture.auth.stored(PasswordReset),
      await fixture.auth.stored(OutgoingMail),
      await fixture.auth.stored(SecurityEvent),
    ];
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it('links to the configured page, whatever Host header the request has', async () => {
    await request(email, {
      Host: 'evil.test',
      'X-Forwarded-Host': 'evil.test',
      Origin: 'https://evil.test',
    }).expect(202);
    const mails = await fixture.mailbox.receivedBy(email, 2);
    expect(mails.at(-1)).toContain('https://shop.test/reset?token=');
    expect(mails.at(-1)).not.toContain('evil.test');
  });

  it('writes the mail in the user’s language, whoever requests it', async () => {
    await fixture.auth.em().nativeUpdate(Account, { id: john.user.id }, { locale: 'fr' });
    await request(email, { 'Accept-Language': 'es' }).expect(202);
    const mails = await fixture.mailbox.receivedBy(email, 2);
    expect(mails.at(-1)).toContain('Choisissez un nouveau mot de passe');
  });

  it('responds to an unknown address with the same response and the same work, and sends nothing', async () => {
    const noOne = `nobody.${newId()}@example.com`;
    const known = await request(email).expect(202);
    const unknown = await request(noOne).expect(202);
    expect(unknown.text).toBe(known.text);
    const [reset] = await fixture.auth.stored(PasswordReset, { accountId: null });
    expect(reset?.state).toBe('requested');
    await fixture.mailbox.receivedBy(email, 2);
    await fixture.auth.get(MailSender).sendDue();
    expect(fixture.mailbox.to(noOne)).toEqual([]);
    const mails = await fixture.auth.stored(OutgoingMail, { template: 'password-reset' });
    expect(mails.filter(({ state }) => state === 'unaddressed')).toMatchObject([{ content: null }]);
  });

  it('accepts a secret once', async () => {
    const token = await aToken();
    await confirm(token).expect(204);
    const again = await confirm(token, 'Yet-another-1');
    expect(again.status).toBe(410);
    expect(again.body).toMatchObject({ code: 'auth.password_reset_over' });
    await signIn(NEW_PASSWORD).expect(201);
  });

  it('lets one of several concurrent confirmations succeed', async () => {
    const token = await aToken();
    const passwords = [1, 2, 3, 4].map((one) => `Racing-${one}`);
    const responses = await Promise.all(passwords.map((password) => confirm(token, password)));
    expect(responses.map(({ status }) => status).sort()).toEqual([204, 410, 410, 410]);
    const winner = passwords[responses.findIndex(({ status }) => status === 204)] ?? '';
    await signIn(winner).expect(201);
    expect(await noted(SecurityEventType.passwordReset)).toHaveLength(1);
    expect(await fixture.mailbox.receivedBy(email, 3)).toHaveLength(3);
  });

  it('rejects an expired secret, which the job records', async () => {
    const token = await aToken();
    fixture.clock.advance(15 * MINUTE_MS);
    await confirm(token).expect(410);
    await signIn(PASSWORD).expect(201);
    await fixture.auth.get(PasswordResetJob).job.run();
    expect(await states()).toEqual(['expired']);
  });

  it('accepts only the newest secret, and sends one mail a minute', async () => {
    const first = await aToken();
    await request(email.toUpperCase()).expect(202);
    expect(await states()).toEqual(['requested']);
    fixture.clock.advance(MINUTE_MS);
    const second = await aToken(3);
    expect(await states()).toEqual(['superseded', 'requested']);
    await confirm(first).expect(410);
    await confirm(second).expect(204);
  });

  it('sends one mail for concurrent requests', async () => {
    const responses = await Promise.all([1, 2, 3, 4].map(() => request(email)));
    expect(responses.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    expect(await states()).toEqual(['requested']);
    await fixture.auth.get(MailSender).sendDue();
    expect(await fixture.mailbox.receivedBy(email, 2)).toHaveLength(2);
  });

  it('keeps the secret valid when the password is rejected', async () => {
    const token = await aToken();
    const short = await confirm(token, 'Short1!');
    expect(short.status).toBe(422);
    const refused = await confirm(token, 'lowercase');
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      code: 'auth.password_refused',
      errors: [{ pointer: '/password', code: 'password.too_simple' }],
    });
    const personal = await confirm(token, `${email.split('@', 1)[0] ?? ''}-A1`);
    expect(personal.body).toMatchObject({ errors: [{ code: 'password.personal' }] });
    await confirm(token).expect(204);
  });

  it('works for a suspended account, and does not end the suspension', async () => {
    await fixture.auth.em().nativeUpdate(Account, { id: john.user.id }, { suspended: true });
    await confirm(await aToken()).expect(204);
    const response = await signIn(NEW_PASSWORD);
    expect(response.status).toBe(403);
    expect(response.body).toMatchObject({ code: 'auth.account_suspended' });
  });

  it('rejects an unknown secret', async () => {
    await confirm('made-up').expect(410);
  });
});
