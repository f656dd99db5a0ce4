import { EndedSessions } from '@course-plateform/common/auth';
import { Redis } from '@course-plateform/common/cache';
import { DAY_MS, newId } from '@course-plateform/common/kernel';
import { createLogger } from '@course-plateform/common/observability';
import { ReadModels } from '@course-plateform/common/events';
import { testStores } from '@course-plateform/common/test-kit';
import type { SignInResponse } from '../src/session/session.dto';
import { SessionJob } from '../src/session/session.job';
import { Session, SessionEnd } from '../src/session/session.entity';
import { type AuthFixture, PASSWORD, anAdmin, asUser, registered, startAuth } from './auth.fixture';

const SESSIONS_MAX = 8;

describe('sessions', () => {
  let fixture: AuthFixture;
  let john: SignInResponse;

  beforeAll(async () => {
    fixture = await startAuth({ SESSIONS_MAX: String(SESSIONS_MAX) });
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

  it('evicts the least recently used session beyond SESSIONS_MAX', async () => {
    const tokens: SignInResponse[] = [john];
    for (let count = 1; count < SESSIONS_MAX; count += 1) {
      tokens.push((await signIn(john.user.email).expect(201)).body as SignInResponse);
    }
    const open = { accountId: john.user.id, endedAt: null };
    expect(await fixture.auth.stored(Session, open)).toHaveLength(SESSIONS_MAX);
    const second = tokens[1] as SignInResponse;
    fixture.clock.advance(1000);
    const first = await refreshed(john.refreshToken);
    const last = (await signIn(john.user.email).expect(201)).body as SignInResponse;
    expect(await fixture.auth.stored(Session, open)).toHaveLength(SESSIONS_MAX);
    expect(
      await fixture.auth.stored(Session, {
        accountId: john.user.id,
        endedBy: SessionEnd.crowdedOut,
      }),
    ).toHaveLength(1);
    await sessionsOf(second).expect(401);
    await refresh(second.refreshToken).expect(401);
    for (const stays of [first, last]) await sessionsOf(stays).expect(200);
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

    it('invalidates the session’s access tokens in every process', async () => {
      const [session] = await fixture.auth.stored(Session, { accountId: john.user.id });
      const logger = createLogger({ service: 'other', level: 'silent' });
      const redis = new Redis(
        { redisUrl: testStores().redisUrl, redisTimeoutMs: 10_000, prefix: 'other' },
        logger,
      );
      await redis.onModuleInit();
      const elsewhere = new EndedSessions(redis, logger);
      await elsewhere.read();
      expect(elsewhere.has(session?.id ?? '')).toBe(false);
      await fixture.auth.http.delete('/api/v1/auth/sessions/current').set(asUser(john)).expect(204);
      await elsewhere.read();
      expect(elsewhere.has(session?.id ?? '')).toBe(true);
      await redis.onApplicationShutdown();
      const response = await sessionsOf(john);
      expect(response.status).toBe(401);
      expect(response.body).toMatchObject({ code: 'auth.token_expired' });
    });

    it('ends another session of the same user', async () => {
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

    it('ends all other sessions, or all sessions', async () => {
      const others = await Promise.all([1, 2].map(() => signIn(john.user.email).expect(201)));
      const stranger = await registered(fixture.auth);
      const remove = (query: object) =>
        fixture.auth.http.delete('/api/v1/auth/sessions').query(query).set(asUser(john));
      await remove({ keep: 'nobody' }).expect(400);
      await remove({ keep: 'current' }).expect(204);
      for (const { body } of others) {
        await sessionsOf(body as SignInResponse).expect(401);
        await refresh((body as SignInResponse).refreshToken).expect(401);
      }
      expect((await sessionsOf(john).expect(200)).body.pagination.totalItems).toBe(1);
      await remove({}).expect(204);
      await sessionsOf(john).expect(401);
      await refresh(john.refreshToken).expect(401);
      await sessionsOf(stranger).expect(200);
    });

    it('lets only admins end sessions of other users', async () => {
      const admin = await anAdmin(fixture.auth);
      const of = (userId: string) => `/api/v1/auth/admin/users/${userId}/sessions`;
      const list = (userId: string, headers: Record<string, string>) =>
        fixture.auth.http.get(of(userId)).set(headers);
      const remove = (userId: string, headers: Record<string, string>) =>
        fixture.auth.http.delete(of(userId)).set(headers);
      await list(john.user.id, asUser(john)).expect(403);
      await remove(john.user.id, asUser(john)).expect(403);
      await list(newId(), asUser(admin)).expect(404);
      await remove(newId(), asUser(admin)).expect(404);
      const { body } = await list(john.user.id, asUser(admin)).expect(200);
      expect(body.items).toMatchObject([{ ip: '127.0.0.0/24', current: false }]);
      await remove(john.user.id, asUser(admin)).expect(204);
      await sessionsOf(john).expect(401);
      expect((await list(john.user.id, asUser(admin)).expect(200)).body.items).toEqual([]);
    });

    it('publishes ended sessions again when their list was lost', async () => {
      const [session] = await fixture.auth.stored(Session, { accountId: john.user.id });
      await fixture.auth.http.delete('/api/v1/auth/sessions/current').set(asUser(john)).expect(204);
      const { client } = fixture.auth.get(Redis);
      await client.del('auth:ended-sessions');
      await fixture.auth.get(ReadModels).reset('sessions');
      expect(await client.zScore('auth:ended-sessions', session?.id ?? '')).not.toBeNull();
    });

    it('responds to a session of another user as to a missing one', async () => {
      const stranger = await registered(fixture.auth);
      const [session] = await fixture.auth.stored(Session, { accountId: john.user.id });
      for (const id of [session?.id, newId(), 'no-id']) {
        const response = await fixture.auth.http
          .delete(`/api/v1/auth/sessions/${id}`)
          .set(asUser(stranger));
        expect(response.status).toBe(404);
        expect(response.body).toMatchObject({ code: 'auth.session_not_found' });
      }
      await refreshed(john.refreshToken);
    });

    it('requires an access token', async () => {
      const response = await fixture.auth.http.get('/api/v1/auth/sessions');
      expect(response.status).toBe(401);
      expect(response.headers['www-authenticate']).toBe('Bearer');
      expect(response.body).toMatchObject({ code: 'auth.token_missing' });
    });

    it('rejects an expired access token', async () => {
      fixture.clock.advance(900_000);
      const response = await sessionsOf(john);
      expect(response.status).toBe(401);
      expect(response.body).toMatchObject({ code: 'auth.token_expired' });
    });
  });

  it('deletes sessions that ended long ago, and no others', async () => {
    fixture.clock.advance(61 * DAY_MS);
    const fresh = await registered(fixture.auth);
    await fixture.auth.get(SessionJob).job.run();
    expect(await fixture.auth.stored(Session, { accountId: john.user.id })).toEqual([]);
    await refreshed(fresh.refreshToken);
  });
});
