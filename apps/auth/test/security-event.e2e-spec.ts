import { newId } from '@course-plateform/common/kernel';
import { sqlOf } from '@course-plateform/common/persistence';
import { signInGetRecent } from '@course-plateform/types/auth';
import { SecurityEvent, SecurityEventType } from '../src/security-event/security-event.entity';
import type { SignInResponse } from '../src/session/session.dto';
import { type AuthFixture, PASSWORD, anAdmin, asUser, registered, startAuth } from './auth.fixture';

describe('security events', () => {
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

  function eventsOf(user: { accessToken: string }, query: object = {}) {
    return fixture.auth.http.get('/api/v1/auth/security-events').query(query).set(asUser(user));
  }

  it('list what happened to the user’s account, newest first', async () => {
    await signIn(john.user.email, 'Wrong-Password-1').expect(401);
    const { body: session } = await signIn(john.user.email).expect(201);
    const { body } = await eventsOf(session as SignInResponse).expect(200);
    const from = { device: 'Test/1.0', ip: '127.0.0.0/24' };
    expect(body.items).toMatchObject([
      { type: 'sign_in', result: 'done', refusedWith: null, ...from },
      { type: 'sign_in', result: 'refused', refusedWith: 'auth.invalid_credentials', ...from },
      { type: 'registered', result: 'done' },
    ]);
    expect(body.items[0]).not.toHaveProperty('userId');
  });

  it('are evidence of the last sign-ins that succeeded, with coarse places', async () => {
    await signIn(john.user.email, 'Wrong-Password-1').expect(401);
    await signIn(john.user.email).expect(201);
    const { rpc } = fixture.auth;
    expect(await rpc.request(signInGetRecent, { userId: john.user.id })).toEqual({
      signIns: [{ at: expect.any(String), userAgent: 'Test/1.0', network: '127.0.0.0/24' }],
    });
    expect(await rpc.request(signInGetRecent, { userId: newId() })).toEqual({ signIns: [] });
  });

  it('continue from a cursor, but not for another user', async () => {
    for (const _ of [1, 2]) await signIn(john.user.email).expect(201);
    const stranger = await registered(fixture.auth);
    const { body: first } = await eventsOf(john, { limit: 2 }).expect(200);
    const cursor = first.page.next as string;
    const { body: rest } = await eventsOf(john, { limit: 2, cursor }).expect(200);
    const reported = [...first.items, ...rest.items].map(({ type }: { type: string }) => type);
    expect(reported).toEqual(['sign_in', 'sign_in', 'registered']);
    await eventsOf(stranger, { cursor }).expect(400);
    expect((await eventsOf(stranger).expect(200)).body.items).toHaveLength(1);
  });

  it('list all accounts for admins only, filtered by user and type', async () => {
    const admin = asUser(await anAdmin(fixture.auth));
    const audit = (query: object, headers: Record<string, string> = { ...admin }) =>
      fixture.auth.http.get('/api/v1/auth/audit-events').query(query).set(headers);
    await signIn('nobody@example.com').expect(401);
    await audit({}, asUser(john)).expect(403);
    await audit({ type: 'nonsense' }).expect(400);
    const { body: mine } = await audit({ userId: john.user.id }).expect(200);
    expect(mine.items).toMatchObject([{ type: 'registered', userId: john.user.id }]);
    const { body: refused } = await audit({ type: 'sign_in', limit: 1 }).expect(200);
    expect(refused.items).toMatchObject([{ result: 'refused', userId: null, actorId: null }]);
  });

  it('record who ended whose sessions', async () => {
    const admin = await anAdmin(fixture.auth);
    await fixture.auth.http
      .delete(`/api/v1/auth/admin/users/${john.user.id}/sessions`)
      .set(asUser(admin))
      .expect(204);
    const events = {
      type: SecurityEventType.signOut,
      accountId: john.user.id,
      actorId: admin.user.id,
    };
    expect(await fixture.auth.stored(SecurityEvent, events)).toHaveLength(1);
  });

  it('can be neither changed nor deleted', async () => {
    const em = fixture.auth.em();
    const refusal = /only added/;
    await expect(em.nativeUpdate(SecurityEvent, {}, { ip: null })).rejects.toThrow(refusal);
    await expect(em.nativeDelete(SecurityEvent, {})).rejects.toThrow(refusal);
    await expect(sqlOf(em).execute('truncate security_event')).rejects.toThrow(refusal);
  });
});
