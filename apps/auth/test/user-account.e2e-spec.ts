import { decodeJwt } from 'jose';
import { RoleVersions } from '@course-plateform/common/auth';
import { Redis } from '@course-plateform/common/cache';
import { MINUTE_MS, newId } from '@course-plateform/common/kernel';
import { ReadModels } from '@course-plateform/common/events';
import { createLogger } from '@course-plateform/common/observability';
import { eventually, testStores } from '@course-plateform/common/test-kit';
import { Role } from '@course-plateform/types/platform';
import { accountGetContact } from '@course-plateform/types/auth';
import {
  userErased,
  userPreferencesChanged,
  userReinstated,
  userRoleChanged,
  userSuspended,
} from '@course-plateform/types/user';
import { Account } from '../src/account/account.entity';
import { SecurityEvent } from '../src/security-event/security-event.entity';
import type { SignInResponse } from '../src/session/session.dto';
import { Session } from '../src/session/session.entity';
import { type AuthFixture, PASSWORD, asUser, registered, startAuth } from './auth.fixture';

describe('changes of users by the user service', () => {
  let fixture: AuthFixture;
  let john: SignInResponse;

  beforeAll(async () => {
    fixture = await startAuth();
  });

  afterAll(() => fixture.stop());

  beforeEach(async () => {
    john = await registered(fixture.auth);
  });

  function sessionsOf(user: { accessToken: string }) {
    return fixture.auth.http.get('/api/v1/auth/sessions').set(asUser(user));
  }

  async function refreshed(user: SignInResponse): Promise<SignInResponse> {
    const { body } = await fixture.auth.http
      .post('/api/v1/auth/token-refreshes')
      .send({ refreshToken: user.refreshToken })
      .expect(201);
    return body as SignInResponse;
  }

  function notes(type: string) {
    return fixture.auth.stored(SecurityEvent, { accountId: john.user.id, type: type as never });
  }

  async function publishRole(role: Role, aggregateVersion: number): Promise<void> {
    const userId = john.user.id;
    await fixture.auth.events.publish(
      userRoleChanged,
      { userId, role },
      { aggregateId: userId, aggregateVersion },
    );
  }

  it('sends mails in the user’s language, whatever the language of the request', async () => {
    const { id: userId, email } = john.user;
    const report = (locale: string, aggregateVersion: number): Promise<string> => {
      const about = { aggregateId: userId, aggregateVersion };
      return fixture.auth.events.publish(
        userPreferencesChanged,
        { userId, locale, timezone: 'UTC' },
        about,
      );
    };
    await report('fr', 5);
    await report('es', 4);
    await report('ar', 6);
    await report('fr', 7);
    await eventually('the language', async () => {
      const [account] = await fixture.auth.stored(Account, { id: userId });
      return account?.localeVersion === 7;
    });
    await fixture.auth.http
      .post('/api/v1/auth/password-resets')
      .set('Accept-Language', 'es')
      .send({ email })
      .expect(202);
    const mails = await fixture.mailbox.receivedBy(email, 2);
    expect(mails.filter((mail) => mail.includes('lang="fr"'))).toHaveLength(1);
    expect(mails.filter((mail) => mail.includes('lang="es"'))).toEqual([]);
  });

  it('gives other services the contact of a user, until the user is erased', async () => {
    const { id: userId, email } = john.user;
    const contactOf = (user: string) =>
      fixture.auth.rpc.request(accountGetContact, { userId: user });
    expect(await contactOf(userId)).toEqual({
      contact: { email, isVerified: false, locale: 'en', timezone: 'UTC' },
    });
    const token = await fixture.mailbox.tokenFor(email);
    await fixture.auth.http
      .post('/api/v1/auth/email-verifications/confirmations')
      .send({ token })
      .expect(204);
    expect(await contactOf(userId)).toMatchObject({ contact: { isVerified: true } });
    const about = { aggregateId: userId, aggregateVersion: 9 };
    await fixture.auth.events.publish(userErased, { userId }, about);
    await eventually('the erasure', async () => (await contactOf(userId)).contact === null);
    expect(await contactOf(newId())).toEqual({ contact: null });
  });

  it('invalidates older tokens in every process after a role change, and issues the new role', async () => {
    const logger = createLogger({ service: 'other', level: 'silent' });
    const redis = new Redis(
      { redisUrl: testStores().redisUrl, redisTimeoutMs: 10_000, prefix: 'other' },
      logger,
    );
    await redis.onModuleInit();
    const elsewhere = new RoleVersions(redis, logger);
    const userId = john.user.id;
    await sessionsOf(john).expect(200);
    await publishRole(Role.instructor, 4);
    await eventually('the refusal', async () => (await sessionsOf(john)).status === 401);
    expect((await sessionsOf(john)).body).toMatchObject({ code: 'auth.token_expired' });
    await elsewhere.read();
    expect(elsewhere.hasOutdated({ userId, roleVersion: 3 })).toBe(true);
    expect(elsewhere.hasOutdated({ userId, roleVersion: 4 })).toBe(false);
    expect(elsewhere.hasOutdated({ userId: newId(), roleVersion: 0 })).toBe(false);
    await redis.onApplicationShutdown();
    const next = await refreshed(john);
    expect(decodeJwt(next.accessToken)).toMatchObject({ role: 'instructor', rv: 4 });
    await sessionsOf(next).expect(200);
    expect(await notes('role_changed')).toHaveLength(1);
  });

  it('ignores an older role that arrives late', async () => {
    await publishRole(Role.admin, 5);
    await eventually('the role', async () => (await notes('role_changed')).length === 1);
    const next = await refreshed(john);
    await publishRole(Role.instructor, 4);
    await publishRole(Role.user, 6);
    await eventually('the later role', async () => (await notes('role_changed')).length === 2);
    expect(await fixture.auth.stored(Account, { id: john.user.id })).toMatchObject([
      { role: 'user', roleVersion: 6 },
    ]);
    await sessionsOf(next).expect(401);
  });

  it('publishes changed roles again when their list was lost', async () => {
    const { client } = fixture.auth.get(Redis);
    const score = () => client.zScore('auth:role-versions', `${john.user.id} 2`);
    await publishRole(Role.instructor, 2);
    // Written after the commit, so what is stored is no sign of it.
    await eventually('the entry', async () => (await score()) !== null);
    await client.del('auth:role-versions');
    await fixture.auth.get(ReadModels).reset('roles');
    expect(await score()).not.toBeNull();
  });

  describe('suspending a user', () => {
    function signIn(password = PASSWORD) {
      const { email } = john.user;
      return fixture.auth.http.post('/api/v1/auth/sessions').send({ email, password });
    }

    async function suspend(aggregateVersion: number, until: Date | null = null): Promise<void> {
      const userId = john.user.id;
      await fixture.auth.events.publish(
        userSuspended,
        { userId, until: until?.toISOString() ?? null },
        { aggregateId: userId, aggregateVersion },
      );
      await eventually('the suspension', async () => (await notes('suspended')).length === 1);
    }

    async function reinstate(aggregateVersion: number): Promise<void> {
      const userId = john.user.id;
      await fixture.auth.events.publish(
        userReinstated,
        { userId },
        { aggregateId: userId, aggregateVersion },
      );
      await eventually('the end of it', async () => (await notes('reinstated')).length === 1);
    }

    it('ends all sessions, and rejects a sign-in with the right password', async () => {
      await suspend(2);
      await sessionsOf(john).expect(401);
      await fixture.auth.http
        .post('/api/v1/auth/token-refreshes')
        .send({ refreshToken: john.refreshToken })
        .expect(401);
      expect(await fixture.auth.stored(Session, { accountId: john.user.id })).toMatchObject([
        { endedBy: 'suspended' },
      ]);
      const refused = await signIn();
      expect(refused.status).toBe(403);
      expect(refused.body).toMatchObject({ code: 'auth.account_suspended' });
      expect((await signIn('Wrong-Password-1')).body).toMatchObject({
        code: 'auth.invalid_credentials',
      });
      expect((await notes('sign_in')).map(({ refusedWith }) => refusedWith)).toEqual(
        expect.arrayContaining(['auth.account_suspended', 'auth.invalid_credentials']),
      );
      expect(await fixture.auth.stored(Session, { accountId: john.user.id })).toHaveLength(1);
    });

    it('ends when an admin lifts it, whatever events arrive late', async () => {
      await suspend(2);
      await reinstate(3);
      await signIn().expect(201);
      await fixture.auth.events.publish(
        userSuspended,
        { userId: john.user.id, until: null },
        { aggregateId: john.user.id, aggregateVersion: 2 },
      );
      await publishRole(Role.instructor, 4);
      await eventually('the later event', async () => (await notes('role_changed')).length === 1);
      await signIn().expect(201);
    });

    it('ends by itself at its end date', async () => {
      await suspend(2, new Date(fixture.clock.now().getTime() + MINUTE_MS));
      await signIn().expect(403);
      fixture.clock.advance(MINUTE_MS);
      await signIn().expect(201);
    });
  });
});
