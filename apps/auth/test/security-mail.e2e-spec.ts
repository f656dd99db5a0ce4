import { hash } from '@node-rs/bcrypt';
import { HOUR_MS, MINUTE_MS } from '@course-plateform/common/kernel';
import { formatDateTime } from '@course-plateform/common/i18n';
import { MailSender } from '@course-plateform/common/mail';
import { eventually } from '@course-plateform/common/test-kit';
import { userPreferencesChanged } from '@course-plateform/types/user';
import { Account } from '../src/account/account.entity';
import { PasswordHasher } from '../src/account/password-hasher';
import { AuthServiceSettings } from '../src/env';
import type { SignInResponse } from '../src/session/session.dto';
import { type AuthFixture, PASSWORD, registered, startAuth } from './auth.fixture';

describe('a sign-in', () => {
  let fixture: AuthFixture;
  let john: SignInResponse;
  let email: string;

  beforeAll(async () => {
    fixture = await startAuth({ TRUSTED_PROXIES: '127.0.0.1', BCRYPT_COST: '5' });
  });

  afterAll(() => fixture.stop());

  beforeEach(async () => {
    john = await registered(fixture.auth);
    email = john.user.email;
    await fixture.mailbox.receivedBy(email, 1);
  });

  function signIn(from: { agent: string; ip: string }, headers: Record<string, string> = {}) {
    return fixture.auth.http
      .post('/api/v1/auth/sessions')
      .set({ 'User-Agent': from.agent, 'X-Forwarded-For': from.ip, ...headers })
      .send({ email, password: PASSWORD });
  }

  it('from a new program or network is announced once', async () => {
    await signIn({ agent: 'Fox https://evil.test/x', ip: '203.0.113.9' }).expect(201);
    const [, reported] = await fixture.mailbox.receivedBy(email, 2);
    expect(reported).toContain('New sign-in to your account');
    expect(reported).toContain('203.0.113.0/24');
    expect(reported).not.toMatch(/203\.0\.113\.9|evil\.test/);
    await signIn({ agent: 'Fox https://evil.test/x', ip: '203.0.113.77' }).expect(201);
    await signIn({ agent: 'Fox https://evil.test/x', ip: '198.51.100.1' }).expect(201);
    await fixture.mailbox.receivedBy(email, 3);
    await fixture.auth.em().nativeUpdate(Account, { id: john.user.id }, { locale: 'es' });
    await signIn({ agent: 'Cat', ip: '198.51.100.1' }, { 'Accept-Language': 'fr' }).expect(201);
    const mails = await fixture.mailbox.receivedBy(email, 4);
    expect(mails.at(-1)).toContain('Alguien acaba de iniciar');
    await fixture.auth.get(MailSender).sendDue();
    expect(fixture.mailbox.to(email)).toHaveLength(4);
  });

  it.each([
    { locale: 'es', timezone: 'Asia/Tokyo', reads: /\d{1,2}:\d\d hora estándar de Japón/ },
    { locale: 'en', timezone: 'America/New_York', reads: /M Eastern (Standard|Daylight) Time/ },
    { locale: 'fr', timezone: 'Mars/Base', reads: /\d\d:\d\d temps universel coordonné/ },
  ] as const)(
    'is announced with its time in $timezone and in the language $locale',
    async (reader) => {
      const { locale, timezone, reads } = reader;
      await signIn({ agent: 'Fox', ip: '203.0.113.9' }).expect(201);
      const [, before] = await fixture.mailbox.receivedBy(email, 2);
      expect(timesIn(before, { locale: 'en', timezone: 'UTC' })).toBe(2);
      expect(before).toMatch(/[AP]M Coordinated Universal Time/);
      const userId = john.user.id;
      const about = { aggregateId: userId, aggregateVersion: 2 };
      const preferences = { userId, locale, timezone };
      await fixture.auth.events.publish(userPreferencesChanged, preferences, about);
      await eventually('the account to follow', async () => {
        const [account] = await fixture.auth.stored(Account, { id: userId });
        return account?.localeVersion === 2;
      });
      fixture.clock.advance(HOUR_MS);
      await signIn({ agent: 'Cat', ip: '203.0.113.9' }).expect(201);
      const [, , reported] = await fixture.mailbox.receivedBy(email, 3);
      expect(timesIn(reported, { locale, timezone })).toBe(2);
      expect(reported).toMatch(reads);
    },
  );

  /** How often a mail says the time it is, in its text and its HTML together. */
  function timesIn(mail = '', reader: Parameters<typeof formatDateTime>[1]): number {
    return mail.split(formatDateTime(fixture.clock.now(), reader)).length - 1;
  }

  it('with a replaced refresh token is announced', async () => {
    const refresh = () =>
      fixture.auth.http
        .post('/api/v1/auth/token-refreshes')
        .send({ refreshToken: john.refreshToken });
    await refresh().expect(201);
    fixture.clock.advance(MINUTE_MS);
    await refresh().expect(401);
    await refresh().expect(401);
    const mails = await fixture.mailbox.receivedBy(email, 2);
    expect(mails.at(-1)).toContain('We ended one of your sessions');
    expect(timesIn(mails.at(-1), { locale: 'en', timezone: 'UTC' })).toBe(2);
    await fixture.auth.get(MailSender).sendDue();
    expect(fixture.mailbox.to(email)).toHaveLength(2);
  });

  it('rehashes a password whose hash is too cheap', async () => {
    const hasher = new PasswordHasher(AuthServiceSettings.load({ BCRYPT_COST: '4' }));
    const passwordHash = await hasher.hash(PASSWORD);
    const { id } = john.user;
    await fixture.auth.em().nativeUpdate(Account, { id }, { passwordHash });
    const wrong = { email, password: 'Wrong-password-1' };
    await fixture.auth.http.post('/api/v1/auth/sessions').send(wrong).expect(401);
    expect(await fixture.auth.stored(Account, { id })).toMatchObject([{ passwordHash }]);
    await signIn({ agent: 'Fox', ip: '203.0.113.9' }).expect(201);
    const [account] = await fixture.auth.stored(Account, { id });
    expect(account?.passwordHash).toMatch(/^\$2[aby]\$05\$/);
    await signIn({ agent: 'Fox', ip: '203.0.113.9' }).expect(201);
    const [again] = await fixture.auth.stored(Account, { id });
    expect(again?.passwordHash).toBe(account?.passwordHash);
  });

  it('keeps a hash that is more expensive than configured', async () => {
    const { id } = john.user;
    const dear = await hash('x', { cost: 6 });
    expect(fixture.auth.get(PasswordHasher).isTooCheap(dear)).toBe(false);
    const [before] = await fixture.auth.stored(Account, { id });
    await signIn({ agent: 'Fox', ip: '203.0.113.9' }).expect(201);
    expect(await fixture.auth.stored(Account, { id })).toMatchObject([
      { passwordHash: before?.passwordHash },
    ]);
  });
});
