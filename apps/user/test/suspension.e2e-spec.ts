import { FixedClock, HOUR_MS, MINUTE_MS, newId } from '@course-plateform/common/kernel';
import {
  type TestService,
  type TestUser,
  bearer,
  startTestService,
} from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import { userReinstated, userSuspended } from '@course-plateform/types/user';
import { service } from '../src/app.module';
import { UserProfile } from '../src/profile/profile.entity';
import { Suspension } from '../src/suspension/suspension.entity';
import { SuspensionJob } from '../src/suspension/suspension.job';
import { aUser } from './user.fixture';

describe('suspensions', () => {
  const clock = new FixedClock(new Date());
  let user: TestService;
  let admin: TestUser;
  let ada: TestUser;

  beforeAll(async () => {
    user = await startTestService(service, { clock, tokenLifetime: 86_400 });
    admin = await aUser(user, { role: Role.admin });
  });

  afterAll(() => user.stop());

  beforeEach(async () => {
    ada = await aUser(user);
  });

  function suspend(id: string, body: object = { reason: 'Spam.' }, by = admin) {
    return user.http.post(`/api/v1/users/${id}/suspensions`).set(bearer(by)).send(body);
  }

  function reinstate(id: string, by = admin) {
    return user.http.delete(`/api/v1/users/${id}/suspensions/current`).set(bearer(by));
  }

  async function names(status: string): Promise<string[]> {
    const { body } = await user.http
      .get('/api/v1/users')
      .query({ status, limit: 100 })
      .set(bearer(admin))
      .expect(200);
    return (body.items as { id: string }[]).map(({ id }) => id);
  }

  it('lock a user out until an admin lifts them, and stay in the history', async () => {
    const response = await suspend(ada.id).expect(201);
    expect(response.body).toMatchObject({
      userId: ada.id,
      reason: 'Spam.',
      suspendedBy: admin.id,
      until: null,
    });
    const mine = ({ payload }: { payload: { userId: string } }) => payload.userId === ada.id;
    expect(await user.events.next(userSuspended, mine)).toMatchObject({
      aggregateVersion: 2,
      payload: { userId: ada.id, until: null },
    });
    expect(await names('suspended')).toContain(ada.id);
    await user.http.get(`/api/v1/users/${ada.id}`).expect(404);
    expect((await suspend(ada.id)).body).toMatchObject({ code: 'state.transition_not_allowed' });
    await reinstate(ada.id).expect(204);
    expect(await user.events.next(userReinstated, mine)).toMatchObject({ aggregateVersion: 3 });
    expect((await reinstate(ada.id)).body).toMatchObject({ code: 'suspension.not_found' });
    expect(await names('suspended')).not.toContain(ada.id);
    await user.http.get(`/api/v1/users/${ada.id}`).expect(200);
    await suspend(ada.id).expect(201);
    const rows = await user.stored(Suspension, { userId: ada.id });
    expect(rows.map(({ endedBy }) => endedBy).sort()).toEqual([admin.id, null].sort());
  });

  it('are shown to admins with their reason while they last', async () => {
    const until = new Date(clock.now().getTime() + HOUR_MS).toISOString();
    const { body: suspension } = await suspend(ada.id, { reason: 'Spam.', until }).expect(201);
    const about = async (query: object): Promise<unknown> => {
      const response = await user.http.get('/api/v1/users').query(query).set(bearer(admin));
      const items = response.body.items as { id: string; suspension: unknown }[];
      return items.find(({ id }) => id === ada.id)?.suspension;
    };
    expect(suspension).toMatchObject({ reason: 'Spam.', until, suspendedBy: admin.id });
    expect(await about({ q: ada.id })).toEqual(suspension);
    expect(await about({ status: 'suspended' })).toEqual(suspension);
    const edited = await user.http
      .patch(`/api/v1/users/${ada.id}`)
      .set({ ...bearer(admin), 'If-Match': '"2"' })
      .send({ bio: 'x' });
    expect(edited.body).toMatchObject({ status: 'suspended', suspension });
    const mine = await user.http.get('/api/v1/users/me').set(bearer(ada));
    expect(mine.text).not.toContain('Spam.');
    await reinstate(ada.id).expect(204);
    expect(await about({ q: ada.id })).toBeNull();
  });

  it('hide an instructor from the public pages', async () => {
    const { body } = await user.http
      .put(`/api/v1/users/${ada.id}/role`)
      .set(bearer(admin))
      .send({ role: 'instructor', reason: 'Teaches.' })
      .expect(200);
    const page = () => user.http.get(`/api/v1/instructors/${body.slug as string}`);
    const listed = async () => (await user.http.get('/api/v1/instructors')).body.items as unknown[];
    await page().expect(200);
    expect(await listed()).toHaveLength(1);
    await suspend(ada.id).expect(201);
    await page().expect(404);
    expect(await listed()).toHaveLength(0);
  });

  it('end by themselves at their end date, and not before', async () => {
    const until = new Date(clock.now().getTime() + MINUTE_MS).toISOString();
    await suspend(ada.id, { reason: 'Cool down.', until }).expect(201);
    await user.get(SuspensionJob).job.run();
    expect(await user.stored(UserProfile, { id: ada.id })).toMatchObject([{ status: 'suspended' }]);
    clock.advance(MINUTE_MS);
    await user.get(SuspensionJob).job.run();
    expect(await user.stored(UserProfile, { id: ada.id })).toMatchObject([{ status: 'active' }]);
    expect(await user.stored(Suspension, { userId: ada.id })).toMatchObject([
      { endedBy: null, endedAt: clock.now() },
    ]);
  });

  it('are rejected for oneself, in the past, for unknown users and from others', async () => {
    expect((await suspend(admin.id)).body).toMatchObject({ code: 'suspension.own_account' });
    const until = new Date(clock.now().getTime() - 1).toISOString();
    expect((await suspend(ada.id, { reason: 'x', until })).status).toBe(422);
    await suspend(ada.id, {}).expect(422);
    await suspend(newId()).expect(404);
    await suspend(ada.id, undefined, ada).expect(403);
    await reinstate(ada.id, ada).expect(403);
    expect(await user.stored(Suspension, { userId: ada.id })).toEqual([]);
  });

  it('keep one admin, also when two suspend each other', async () => {
    const other = await aUser(user, { role: Role.admin });
    const responses = await Promise.all([suspend(other.id), suspend(admin.id, undefined, other)]);
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 409]);
    const active = await user.stored(UserProfile, { role: Role.admin, status: 'active' as never });
    expect(active).toHaveLength(1);
  });
});
