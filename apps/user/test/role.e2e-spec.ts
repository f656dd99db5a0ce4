import { newId } from '@course-plateform/common/kernel';
import { type TestService, type TestUser, bearer } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import { userRoleChanged } from '@course-plateform/types/user';
import { UserProfile } from '../src/profile/profile.entity';
import { RoleChange } from '../src/profile/role-change.entity';
import { aUser, startUser } from './user.fixture';

describe('roles', () => {
  let user: TestService;
  let admin: TestUser;
  let ada: TestUser;

  beforeAll(async () => {
    user = await startUser();
    admin = await aUser(user, { role: Role.admin });
  });

  afterAll(() => user.stop());

  beforeEach(async () => {
    ada = await aUser(user);
  });

  function give(id: string, role: string, by = admin) {
    return user.http
      .put(`/api/v1/users/${id}/role`)
      .set(bearer(by))
      .send({ role, reason: 'Needed.' });
  }

  it('are changed by admins with a reason, and published', async () => {
    const response = await give(ada.id, 'instructor').expect(200);
    expect(response.body).toMatchObject({
      role: 'instructor',
      slug: expect.any(String),
      version: 2,
    });
    const event = await user.events.next(
      userRoleChanged,
      ({ payload }) => payload.userId === ada.id,
    );
    expect(event).toMatchObject({ aggregateVersion: 2, payload: { role: 'instructor' } });
    expect(await user.stored(RoleChange, { userId: ada.id })).toMatchObject([
      { fromRole: 'user', toRole: 'instructor', reason: 'Needed.', changedBy: admin.id },
    ]);
  });

  it('do not change when they are set again', async () => {
    await give(ada.id, 'user').expect(200);
    expect(await user.stored(RoleChange, { userId: ada.id })).toEqual([]);
    expect(await user.stored(UserProfile, { id: ada.id })).toMatchObject([{ version: 1 }]);
  });

  it('cannot be set by others, for unknown users, without a reason or to unknown values', async () => {
    await give(ada.id, 'admin', ada).expect(403);
    await give(newId(), 'admin').expect(404);
    await give(ada.id, 'root').expect(422);
    await user.http.put(`/api/v1/users/${ada.id}/role`).set(bearer(admin)).send({}).expect(422);
    expect(await user.stored(UserProfile, { id: ada.id })).toMatchObject([{ role: 'user' }]);
  });

  it('can be taken from any admin while there is another', async () => {
    const [first, second, third] = (
      await Promise.all([1, 2, 3].map(() => aUser(user, { role: Role.admin })))
    ).sort((one, other) => one.id.localeCompare(other.id));
    if (!first || !second || !third) throw new Error('There are three');
    await give(admin.id, 'user', third).expect(200);
    await give(third.id, 'user', first).expect(200);
    await give(first.id, 'user', second).expect(200);
    admin = second;
    const left = await user.stored(UserProfile, { role: Role.admin });
    expect(left.map(({ id }) => id)).toEqual([second.id]);
  });

  it('keep the last admin, also when two remove each other', async () => {
    const last = await give(admin.id, 'user');
    expect(last.status).toBe(409);
    expect(last.body).toMatchObject({ code: 'user.last_admin' });
    for (let round = 0; round < 5; round++) {
      const [admins] = [await user.stored(UserProfile, { role: Role.admin })];
      const other = await aUser(user, { role: Role.admin });
      const known = await user.user(Role.admin, admins[0]?.id);
      const responses = await Promise.all([
        give(known.id, 'user', other),
        give(other.id, 'user', known),
      ]);
      expect(responses.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(await user.stored(UserProfile, { role: Role.admin })).toHaveLength(1);
    }
  });
});
