import { EndedSessions } from '@course-plateform/common/auth';
import { Redis } from '@course-plateform/common/cache';
import { newId } from '@course-plateform/common/kernel';
import { createLogger } from '@course-plateform/common/observability';
import { testStores } from '@course-plateform/common/testing';
import type { SignInResponse } from '../src/session/session.dto';
import { SessionJob } from '../src/session/session.job';
import { Session } from '../src/session/session.entity';
import { type AuthFixture, PASSWORD, asUser, registered, startAuth } from './auth.fixture';

describe('sessions', () => {
  let fixture: AuthFixture;
  let john: SignInResponse;

  beforeAll(async () => {
    fixture = await startAuth();
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
    await fixture.auth.get(SessionJob).job.run();
    expect(await fixture.auth.stored(Session, { accountId: john.user.id })).toEqual([]);
    await refreshed(fresh.refreshToken);
  });
});
