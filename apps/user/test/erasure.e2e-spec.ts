import { newId } from '@course-plateform/common/kernel';
import {
  type TestService,
  type TestUser,
  bearer,
  tablesWith,
} from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { userRegistered } from '@course-plateform/types/auth';
import { Role } from '@course-plateform/types/platform';
import {
  userErased,
  userProfileGetMany,
  userReinstated,
  userRoleChanged,
  userSuspended,
} from '@course-plateform/types/user';
import { sqlOf } from '@course-plateform/common/persistence';
import { InstructorApplication } from '../src/application/application.entity';
import { PendingProfile } from '../src/profile/pending-profile.entity';
import { UserProfile } from '../src/profile/profile.entity';
import { Suspension } from '../src/suspension/suspension.entity';
import { aUser, startUser } from './user.fixture';

describe('erasing users', () => {
  let user: TestService;
  let admin: TestUser;
  let zelda: TestUser;
  /** In no row but hers. */
  let name: string;
  let phone: string;

  beforeAll(async () => {
    user = await startUser();
    admin = await aUser(user, { role: Role.admin });
  });

  afterAll(() => user.stop());

  beforeEach(async () => {
    const digits = String(Date.now()).slice(-4) + String(Math.random()).slice(-6);
    name = `Zuckermann${digits}`;
    phone = `+491511${digits.slice(-7)}`;
    zelda = await aUser(user, { firstName: 'Zelda', lastName: name, phone });
  });

  const send = (method: 'post' | 'put' | 'patch' | 'get' | 'delete', path: string, by = admin) =>
    user.http[method](`/api/v1/${path}`).set(bearer(by));
  const erase = (id: string, by = admin, version = 1) =>
    send('delete', `users/${id}`, by).set('If-Match', `"${version}"`);
  const reported = (id: string) =>
    user.events.of(userErased).filter(({ payload }) => payload.userId === id);
  const where = (text: string) =>
    tablesWith((sql, parameters) => {
      const em = sqlOf(user.em());
      return em.execute(sql, parameters);
    }, text);

  async function describeZelda(): Promise<void> {
    const me = await send('get', 'users/me', zelda).expect(200);
    await send('patch', 'users/me', zelda)
      .set('If-Match', me.headers.etag as string)
      .send({
        bio: `${name}, born in Ulm.`,
        headline: `${name} teaches`,
        links: [{ label: name, url: `https://${name}.example` }],
      })
      .expect(200);
    const application = await send('post', 'instructor-applications', zelda)
      .send({ motivation: `I, Zelda ${name}, have taught for ten years.` })
      .expect(201);
    await send('post', `instructor-applications/${application.body.id as string}/decisions`)
      .send({ decision: 'approve', reason: `Welcome, Frau ${name}.` })
      .expect(201);
    await send('put', `users/${zelda.id}/role`)
      .send({ role: 'admin', reason: `${name} helps out.` })
      .expect(200);
    await send('post', `users/${zelda.id}/suspensions`)
      .send({ reason: `${name} sends spam.` })
      .expect(201);
  }

  it('removes all personal data and publishes one event', async () => {
    await describeZelda();
    const [seen] = await user.stored(UserProfile, { id: zelda.id });
    expect(await where(name)).toEqual([
      'instructor_application',
      'role_change',
      'suspension',
      'user_profile',
    ]);
    expect(await where(phone)).toEqual(['user_profile']);
    const other = await user.stored(UserProfile, { id: admin.id });
    await erase(zelda.id, admin, seen?.version).expect(204);
    expect(await where(name)).toEqual([]);
    expect(await where(phone)).toEqual([]);
    const event = await user.events.next(userErased, ({ payload }) => payload.userId === zelda.id);
    const [profile] = await user.stored(UserProfile, { id: zelda.id });
    expect(profile).toMatchObject({
      ...{ status: 'erased', role: 'user', slug: null, bio: null, links: [], phone: null },
      version: event.aggregateVersion,
    });
    expect(await user.stored(Suspension, { userId: zelda.id })).toMatchObject([
      { endedBy: admin.id, reason: '' },
    ]);
    expect(await user.stored(UserProfile, { id: admin.id })).toEqual(other);
    await erase(zelda.id, admin, seen?.version).expect(204);
    expect(await user.stored(UserProfile, { id: zelda.id })).toEqual([profile]);
    expect(reported(zelda.id)).toHaveLength(1);
  });

  it('hides the user, or shows a former learner where content remains', async () => {
    await erase(zelda.id).expect(204);
    await user.http.get(`/api/v1/users/${zelda.id}`).expect(404);
    const found = await send('get', 'users').query({ q: name }).expect(200);
    expect(found.body.items).toEqual([]);
    const erased = await send('get', 'users').query({ status: 'erased' }).expect(200);
    expect(erased.body.items).toContainEqual(
      expect.objectContaining({ id: zelda.id, firstName: 'Former', lastName: 'learner' }),
    );
    const { profiles } = await user.rpc.request(userProfileGetMany, { userIds: [zelda.id] });
    expect(profiles).toEqual([
      expect.objectContaining({ name: 'Former learner', avatarUrl: null, isInstructor: false }),
    ]);
  });

  it('makes every later change of the user fail', async () => {
    await send('post', `users/${zelda.id}/suspensions`).send({ reason: 'Spam.' }).expect(201);
    await erase(zelda.id, admin, 2).expect(204);
    const before = await user.stored(UserProfile, { id: zelda.id });
    const role = { role: 'admin', reason: 'Back.' };
    await send('put', `users/${zelda.id}/role`).send(role).expect(404);
    await send('post', `users/${zelda.id}/suspensions`).send({ reason: 'Spam.' }).expect(404);
    await send('delete', `users/${zelda.id}/suspensions/current`).expect(404);
    const edit = { firstName: 'Zelda' };
    await send('patch', `users/${zelda.id}`).set('If-Match', '"2"').send(edit).expect(404);
    // A token may outlive its owner by two seconds.
    await send('get', 'users/me', zelda).expect(404);
    await send('patch', 'users/me', zelda).set('If-Match', '"2"').send(edit).expect(404);
    const motivation = 'I have taught mathematics for ten years.';
    await send('post', 'instructor-applications', zelda).send({ motivation }).expect(404);
    expect(await user.stored(UserProfile, { id: zelda.id })).toEqual(before);
    expect(await user.stored(InstructorApplication, { userId: zelda.id })).toEqual([]);
    const about = [userRoleChanged, userReinstated].flatMap((one) => user.events.of(one));
    expect(about.filter(({ aggregateId }) => aggregateId === zelda.id)).toEqual([]);
    expect(
      user.events.of(userSuspended).filter(({ aggregateId }) => aggregateId === zelda.id),
    ).toHaveLength(1);
  });

  it('requires an admin and an existing user', async () => {
    await erase(admin.id, zelda).expect(403);
    await user.http.delete(`/api/v1/users/${zelda.id}`).expect(401);
    expect((await erase(newId()).expect(404)).body).toMatchObject({ code: 'profile.not_found' });
    expect(await user.stored(UserProfile, { id: zelda.id })).toMatchObject([{ status: 'active' }]);
  });

  it('requires the current version', async () => {
    const before = await user.stored(UserProfile, { id: zelda.id });
    await send('delete', `users/${zelda.id}`).expect(428);
    await erase(zelda.id, admin, 2).expect(412);
    expect(await user.stored(UserProfile, { id: zelda.id })).toEqual(before);
    expect(reported(zelda.id)).toEqual([]);
  });

  it('keeps the last admin, also when two erase each other', async () => {
    const last = await erase(admin.id).expect(409);
    expect(last.body).toMatchObject({ code: 'user.last_admin' });
    const other = await aUser(user, { role: Role.admin });
    const responses = await Promise.all([erase(other.id), erase(admin.id, other)]);
    expect(responses.map(({ status }) => status).sort()).toEqual([204, 409]);
    const [left] = await user.stored(UserProfile, { role: Role.admin });
    admin = await user.user(Role.admin, left?.id);
  });

  it('happens once, also for concurrent requests', async () => {
    const responses = await Promise.all(Array.from({ length: 5 }, () => erase(zelda.id)));
    expect(responses.map(({ status }) => status)).toEqual([204, 204, 204, 204, 204]);
    await user.events.next(userErased, ({ payload }) => payload.userId === zelda.id);
    expect(await user.stored(UserProfile, { id: zelda.id })).toMatchObject([{ version: 2 }]);
    expect(reported(zelda.id)).toHaveLength(1);
  });

  it('is published again when the registration arrives later', async () => {
    expect(await user.stored(PendingProfile, { userId: zelda.id })).toHaveLength(1);
    await erase(zelda.id).expect(204);
    const payload = { userId: zelda.id, role: Role.user };
    await user.events.publish(userRegistered, payload, { aggregateId: zelda.id });
    await eventually('the second telling', () => reported(zelda.id).length === 2);
    expect(reported(zelda.id).map(({ aggregateVersion }) => aggregateVersion)).toEqual([2, 2]);
    expect(await where(name)).toEqual([]);
    expect(await user.stored(UserProfile, { id: zelda.id })).toMatchObject([{ status: 'erased' }]);
  });
});
