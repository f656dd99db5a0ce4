import { EndedSessions } from '@course-plateform/common/auth';
import { Redis } from '@course-plateform/common/cache';
import { newId } from '@course-plateform/common/kernel';
import { createLogger } from '@course-plateform/common/observability';
import { eventually, testStores } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import { userRoleChanged } from '@course-plateform/types/user';
import { Account } from '../src/account/account.entity';
import type { SignInResponse } from '../src/session/session.dto';
import { Session } from '../src/session/session.entity';
import { SessionCleaner } from '../src/session/session.cleaner';
import { type AuthFixture, PASSWORD, asUser, registered, startAuth } from './auth.fixture';

describe('sessions', () => {
  let fixture: AuthFixture;
  let john: SignInResponse;

  beforeAll(async () => {
    fixture = await startAuth({
      LOGIN_FREE_ATTEMPTS: '3',
      LOGIN_FREE_ATTEMPTS_PER_ADDRESS: '1000',
    });
  });

  afterAll(() => fixture.stop());

  beforeEach(async () => {
    john = await registered(fixture.auth);
  });

  function signIn(email: string, password = PASSWORD) {
    return fixture.auth.http
      .post('/api/v1/auth/sessions')
      .set('User-Agent', 'Test/1.0')
      .send({ email, password });
  }

  function refresh(refreshToken: string) {
    return fixture.auth.http.post('/api/v1/auth/token-refreshes').send({ refreshToken });
  }

  async function refreshed(refreshToken: string): Promise<SignInResponse> {
    return (await refresh(refreshToken).expect(201)).body as SignInResponse;
  }

  function sessionsOf(user: { accessToken: string }) {
    return fixture.auth.http.get('/api/v1/auth/sessions').set(asUser(user));
  }

  describe('signing in', () => {
    it('gives tokens, whatever the case of the address', async () => {
      const answer = await signIn(john.user.email.toUpperCase()).expect(201);
      expect(answer.body).toMatchObject({ user: john.user, expiresIn: 900 });
    });

    it('answers a wrong password and an unknown address alike', async () => {
      const wrong = await signIn(john.user.email, 'Wrong-password1');
      const unknown = await signIn(`nobody.${newId()}@example.com`);
      expect(wrong.status).toBe(401);
      expect(unknown.status).toBe(401);
      const plain = ({ body }: typeof wrong) => ({ ...body, traceId: undefined });
      expect(plain(wrong)).toEqual(plain(unknown));
      expect(wrong.body).toMatchObject({ code: 'auth.invalid_credentials' });
    });

    it.each([
      ['an account', () => john.user.email],
      ['an address nobody has', () => `nobody.${newId()}@example.com`],
    ])('slows down guessing at %s, and forgives after a while', async (_, emailOf) => {
      const email = emailOf();
      const guesses = await Promise.all(
        Array.from({ length: 6 }, () => signIn(email, 'Wrong-password1')),
      );
      expect(guesses.map(({ status }) => status).sort()).toEqual([401, 401, 401, 429, 429, 429]);
      const blocked = await signIn(email);
      expect(blocked.status).toBe(429);
      expect(blocked.body).toMatchObject({ code: 'auth.too_many_attempts' });
      expect(Number(blocked.headers['retry-after'])).toBe(2);
      fixture.clock.advance(2000);
      await signIn(email, 'Wrong-password1').expect(401);
      const longer = await signIn(email);
      expect(Number(longer.headers['retry-after'])).toBe(4);
      fixture.clock.advance(901_000);
      await signIn(email, 'Wrong-password1').expect(401);
    });

    it('does not remember "too many attempts" under an Idempotency-Key', async () => {
      for (let guess = 0; guess < 3; guess++) {
        await signIn(john.user.email, 'Wrong-password1').expect(401);
      }
      const key = { 'Idempotency-Key': newId() };
      await signIn(john.user.email).set(key).expect(429);
      fixture.clock.advance(2000);
      await signIn(john.user.email).set(key).expect(201);
    });

    it('forgets failures with a success', async () => {
      for (let round = 0; round < 3; round++) {
        await signIn(john.user.email, 'Wrong-password1').expect(401);
        await signIn(john.user.email).expect(201);
      }
    });
  });

  describe('refreshing', () => {
    it('replaces both tokens and keeps the session', async () => {
      const next = await refreshed(john.refreshToken);
      expect(next.user).toEqual(john.user);
      expect(next.refreshToken).not.toBe(john.refreshToken);
      const { body } = await sessionsOf(next).expect(200);
      expect(body.items).toHaveLength(1);
      expect(body.items[0]).toMatchObject({ current: true });
    });

    it('lets one of many parallel exchanges through and tells the others to wait', async () => {
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => refresh(john.refreshToken)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
      expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
        code: 'auth.refresh_race',
      });
      const winner = answers.find(({ status }) => status === 201)?.body as SignInResponse;
      await refreshed(winner.refreshToken);
    });

    it('ends the session when a replaced token comes after the window', async () => {
      const next = await refreshed(john.refreshToken);
      fixture.clock.advance(10_001);
      const reused = await refresh(john.refreshToken);
      expect(reused.status).toBe(401);
      expect(reused.body).toMatchObject({ code: 'auth.refresh_reused' });
      const after = await refresh(next.refreshToken);
      expect(after.status).toBe(401);
      expect(after.body).toMatchObject({ code: 'auth.refresh_invalid' });
      expect(await fixture.auth.stored(Session, { accountId: john.user.id })).toMatchObject([
        { endedBy: 'token_reused' },
      ]);
    });

    it('ends the session when an older ancestor comes, even at once', async () => {
      const second = await refreshed(john.refreshToken);
      const third = await refreshed(second.refreshToken);
      expect((await refresh(john.refreshToken)).body).toMatchObject({
        code: 'auth.refresh_reused',
      });
      await refresh(third.refreshToken).expect(401);
    });

    it('forgives the direct parent within the window', async () => {
      const next = await refreshed(john.refreshToken);
      fixture.clock.advance(9_000);
      await refresh(john.refreshToken).expect(409);
      await refreshed(next.refreshToken);
    });

    it('gives the same tokens again for the same Idempotency-Key, and stores none of them', async () => {
      const key = { 'Idempotency-Key': newId() };
      const first = await refresh(john.refreshToken).set(key).expect(201);
      const second = await refresh(john.refreshToken).set(key).expect(201);
      expect(second.headers['idempotency-replayed']).toBe('true');
      expect(second.body).toEqual(first.body);
      const rows = await fixture.auth
        .em()
        .getConnection()
        .execute('select * from idempotency_record');
      const kept = JSON.stringify(rows);
      expect(kept).not.toContain(String(first.body.refreshToken));
      expect(kept).not.toContain(String(first.body.accessToken));
    });

    it('does not take the end of a session for the answer of a key', async () => {
      await refreshed(john.refreshToken);
      fixture.clock.advance(10_001);
      const key = { 'Idempotency-Key': newId() };
      for (let time = 0; time < 2; time++) {
        const answer = await refresh(john.refreshToken).set(key);
        expect(answer.status).toBe(401);
        expect(answer.body).toMatchObject({ code: 'auth.refresh_reused' });
      }
    });

    it.each(['x', 'a'.repeat(43), 'eyJ.eyJ.x'])('refuses "%s"', async (token) => {
      const answer = await refresh(token);
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({ code: 'auth.refresh_invalid' });
    });

    it('refuses a token that was not used for too long', async () => {
      fixture.clock.advance(31 * 86_400_000);
      await refresh(john.refreshToken).expect(401);
    });

    it('carries a role that changed meanwhile, and never an older one', async () => {
      const { id } = john.user;
      const tell = (role: Role, aggregateVersion: number) =>
        fixture.auth.events.tell(
          userRoleChanged,
          { userId: id, role },
          { aggregateId: id, aggregateVersion },
        );
      await tell(Role.instructor, 3);
      await eventually('the new role', async () => {
        const [account] = await fixture.auth.stored(Account, { id });
        return account?.role === Role.instructor;
      });
      await tell(Role.user, 2);
      const marker = await registered(fixture.auth);
      await fixture.auth.events.tell(
        userRoleChanged,
        { userId: marker.user.id, role: Role.admin },
        { aggregateId: marker.user.id, aggregateVersion: 2 },
      );
      await eventually('the event after the late one', async () => {
        const [account] = await fixture.auth.stored(Account, { id: marker.user.id });
        return account?.role === Role.admin;
      });
      const next = await refreshed(john.refreshToken);
      expect(next.user.role).toBe('instructor');
    });
  });

  describe('signing out', () => {
    it('ends this session and no other', async () => {
      const other = (await signIn(john.user.email).expect(201)).body as SignInResponse;
      const remove = () =>
        fixture.auth.http.delete('/api/v1/auth/sessions/current').set(asUser(other));
      await remove().expect(204);
      await remove().expect(401);
      await refresh(other.refreshToken).expect(401);
      await refreshed(john.refreshToken);
    });

    it('makes the access tokens of the session useless, in every process', async () => {
      const [session] = await fixture.auth.stored(Session, { accountId: john.user.id });
      const logger = createLogger({ service: 'other', level: 'silent' });
      const redis = new Redis({ redisUrl: testStores().redisUrl, prefix: 'other' }, logger);
      redis.onModuleInit();
      await eventually('Redis', () => redis.client.isReady);
      const elsewhere = new EndedSessions(redis, logger);
      await elsewhere.read();
      expect(elsewhere.has(session?.id ?? '')).toBe(false);
      await fixture.auth.http.delete('/api/v1/auth/sessions/current').set(asUser(john)).expect(204);
      await elsewhere.read();
      expect(elsewhere.has(session?.id ?? '')).toBe(true);
      await redis.onApplicationShutdown();
      const answer = await sessionsOf(john);
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({ code: 'auth.token_expired' });
    });

    it('ends another session of one’s own', async () => {
      await signIn(john.user.email).expect(201);
      const { body } = await sessionsOf(john).expect(200);
      expect(body.pagination.totalItems).toBe(2);
      const other = (body.items as { id: string; current: boolean; device: string }[]).find(
        ({ current }) => !current,
      );
      expect(other).toMatchObject({ device: 'Test/1.0', ip: '127.0.0.0/24' });
      const remove = () =>
        fixture.auth.http.delete(`/api/v1/auth/sessions/${other?.id}`).set(asUser(john));
      await remove().expect(204);
      await remove().expect(404);
      expect((await sessionsOf(john)).body.pagination.totalItems).toBe(1);
    });

    it("answers for a stranger's session as for an absent one", async () => {
      const stranger = await registered(fixture.auth);
      const [session] = await fixture.auth.stored(Session, { accountId: john.user.id });
      for (const id of [session?.id, newId(), 'no-id']) {
        const answer = await fixture.auth.http
          .delete(`/api/v1/auth/sessions/${id}`)
          .set(asUser(stranger));
        expect(answer.status).toBe(404);
        expect(answer.body).toMatchObject({ code: 'auth.session_not_found' });
      }
      await refreshed(john.refreshToken);
    });

    it('needs an access token', async () => {
      const answer = await fixture.auth.http.get('/api/v1/auth/sessions');
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
      expect(answer.body).toMatchObject({ code: 'auth.token_missing' });
    });

    it('expires with the access token', async () => {
      fixture.clock.advance(900_000);
      const answer = await sessionsOf(john);
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({ code: 'auth.token_expired' });
    });
  });

  it('deletes what is long over, and nothing else', async () => {
    fixture.clock.advance(61 * 86_400_000);
    const fresh = await registered(fixture.auth);
    await fixture.auth.get(SessionCleaner).clean();
    expect(await fixture.auth.stored(Session, { accountId: john.user.id })).toEqual([]);
    await refreshed(fresh.refreshToken);
  });
});
