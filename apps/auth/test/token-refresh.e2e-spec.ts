import { DAY_MS, newId } from '@course-plateform/common/kernel';
import { eventually } from '@course-plateform/common/test-kit';
import { Role } from '@course-plateform/types/platform';
import { userRoleChanged } from '@course-plateform/types/user';
import { Account } from '../src/account/account.entity';
import type { SignInResponse } from '../src/session/session.dto';
import { Session } from '../src/session/session.entity';
import { type AuthFixture, asUser, registered, startAuth } from './auth.fixture';

describe('token refresh', () => {
  let fixture: AuthFixture;
  let john: SignInResponse;

  beforeAll(async () => {
    fixture = await startAuth();
  });

  afterAll(() => fixture.stop());

  beforeEach(async () => {
    john = await registered(fixture.auth);
  });

  function refresh(refreshToken: string) {
    return fixture.auth.http.post('/api/v1/auth/token-refreshes').send({ refreshToken });
  }

  async function refreshed(refreshToken: string): Promise<SignInResponse> {
    return (await refresh(refreshToken).expect(201)).body as SignInResponse;
  }

  function sessionsOf(user: { accessToken: string }) {
    return fixture.auth.http.get('/api/v1/auth/sessions').set(asUser(user));
  }

  it('replaces both tokens and keeps the session', async () => {
    const next = await refreshed(john.refreshToken);
    expect(next.user).toEqual(john.user);
    expect(next.refreshToken).not.toBe(john.refreshToken);
    const { body } = await sessionsOf(next).expect(200);
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({ current: true });
  });

  it('rejects an access token in place of a refresh token', async () => {
    const response = await refresh(john.accessToken).expect(401);
    expect(response.body).toMatchObject({ code: 'auth.refresh_invalid' });
    expect(response.headers['www-authenticate']).toBe('Bearer');
  });

  it('lets one of many concurrent refreshes succeed and tells the others to retry', async () => {
    const responses = await Promise.all(
      Array.from({ length: 5 }, () => refresh(john.refreshToken)),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect(responses.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'auth.refresh_race',
    });
    const winner = responses.find(({ status }) => status === 201)?.body as SignInResponse;
    await refreshed(winner.refreshToken);
  });

  it('ends the session when a replaced token is used after REFRESH_RACE_SECONDS', async () => {
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

  it('ends the session when an older token is used, even at once', async () => {
    const second = await refreshed(john.refreshToken);
    const third = await refreshed(second.refreshToken);
    expect((await refresh(john.refreshToken)).body).toMatchObject({
      code: 'auth.refresh_reused',
    });
    await refresh(third.refreshToken).expect(401);
  });

  it('tolerates the directly replaced token within REFRESH_RACE_SECONDS', async () => {
    const next = await refreshed(john.refreshToken);
    fixture.clock.advance(9_000);
    await refresh(john.refreshToken).expect(409);
    await refreshed(next.refreshToken);
  });

  it('processes a reused token anew each time it is sent with the same Idempotency-Key', async () => {
    await refreshed(john.refreshToken);
    fixture.clock.advance(10_001);
    const key = { 'Idempotency-Key': newId() };
    for (let time = 0; time < 2; time++) {
      const response = await refresh(john.refreshToken).set(key);
      expect(response.status).toBe(401);
      expect(response.headers['www-authenticate']).toBe('Bearer');
      expect(response.body).toMatchObject({ code: 'auth.refresh_reused' });
    }
  });

  it.each(['x', 'a'.repeat(43), 'eyJ.eyJ.x'])('rejects "%s"', async (token) => {
    const response = await refresh(token);
    expect(response.status).toBe(401);
    expect(response.body).toMatchObject({ code: 'auth.refresh_invalid' });
  });

  it('rejects a token that was not used for too long', async () => {
    fixture.clock.advance(31 * DAY_MS);
    await refresh(john.refreshToken).expect(401);
  });

  it('issues the current role, and never an older one', async () => {
    const { id } = john.user;
    const report = (role: Role, aggregateVersion: number) =>
      fixture.auth.events.publish(
        userRoleChanged,
        { userId: id, role },
        { aggregateId: id, aggregateVersion },
      );
    await report(Role.instructor, 3);
    await eventually('the new role', async () => {
      const [account] = await fixture.auth.stored(Account, { id });
      return account?.role === Role.instructor;
    });
    await report(Role.user, 2);
    const marker = await registered(fixture.auth);
    await fixture.auth.events.publish(
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
