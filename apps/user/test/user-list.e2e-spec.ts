import { newId } from '@course-plateform/common/kernel';
import { type TestService, type TestUser, bearer } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import { UserProfile } from '../src/profile/profile.entity';
import type { UserPageResponse } from '../src/user/user.dto';
import { aUser, startUser } from './user.fixture';

describe('the list of users for admins', () => {
  let user: TestService;
  let admin: TestUser;
  let ada: TestUser;

  beforeAll(async () => {
    user = await startUser();
    admin = await aUser(user, { firstName: 'Root', lastName: 'Admin', role: Role.admin });
    ada = await aUser(user, { phone: '+1234567890' });
    await aUser(user, { firstName: 'Zoë', lastName: 'Ångström' });
    await aUser(user, { firstName: '明', lastName: '李' });
    await aUser(user, { firstName: '100%', lastName: 'Love_ly' });
    await aUser(user, { firstName: 'Adam', lastName: 'Smith', role: Role.instructor });
  });

  afterAll(() => user.stop());

  function list(query: object = {}, by = admin) {
    return user.http.get('/api/v1/users').query(query).set(bearer(by));
  }

  async function names(query: object): Promise<string[]> {
    const { body } = await list(query).expect(200);
    return (body as UserPageResponse).items.map((one) => `${one.firstName} ${one.lastName}`);
  }

  it('is sorted newest first', async () => {
    expect(await names({})).toEqual([
      'Adam Smith',
      '100% Love_ly',
      '明 李',
      'Zoë Ångström',
      'Ada Lovelace',
      'Root Admin',
    ]);
    const { body } = await list({ q: 'lovelace' }).expect(200);
    expect(body.items).toMatchObject([
      { id: ada.id, phone: '+1234567890', role: 'user', status: 'active', version: 1 },
    ]);
  });

  it.each([
    ['ada', ['Ada Lovelace', 'Adam Smith']],
    ['LOVE', ['100% Love_ly', 'Ada Lovelace']],
    ['love ada', ['Ada Lovelace']],
    ['angstrom', ['Zoë Ångström']],
    ['ZOË', ['Zoë Ångström']],
    ['明 李', ['明 李']],
    ['明', ['明 李']],
    ['李', ['明 李']],
    ['velace', []],
    ['0%', []],
    ['love_ly', ['100% Love_ly']],
    ['lov\\', ['100% Love_ly', 'Ada Lovelace']],
    ['%', []],
    ['r', ['Root Admin']],
  ])('is searched by %s', async (query, found) => {
    expect(await names({ q: query })).toEqual(found);
  });

  it('is filtered by id, role and status', async () => {
    expect(await names({ q: ada.id })).toEqual(['Ada Lovelace']);
    expect(await names({ q: ada.id.toUpperCase() })).toEqual(['Ada Lovelace']);
    expect(await names({ q: newId() })).toEqual([]);
    expect(await names({ role: 'admin' })).toEqual(['Root Admin']);
    expect(await names({ role: 'instructor', status: 'active' })).toEqual(['Adam Smith']);
    expect(await names({ status: 'suspended' })).toEqual([]);
    expect(await names({ q: 'ada', role: 'instructor' })).toEqual(['Adam Smith']);
  });

  it.each([{}, { q: 'a'.repeat(2) }])('is read by cursor with %j', async (query) => {
    const all = await names(query);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const response = await list({ ...query, limit: 1, ...(cursor === null ? {} : { cursor }) });
      const page = response.body as UserPageResponse;
      seen.push(...page.items.map((one) => `${one.firstName} ${one.lastName}`));
      cursor = page.page.next;
    } while (cursor !== null);
    expect(seen).toEqual(all);
  });

  it('rejects other callers and unknown filters', async () => {
    await list({}, ada).expect(403);
    await user.http.get('/api/v1/users').expect(401);
    await list({ role: 'root' }).expect(400);
    await list({ email: 'x' }).expect(400);
    await list({ q: '' }).expect(400);
    await list({ q: 'x'.repeat(101) }).expect(400);
    const { body } = await list({ limit: 1 });
    await list({ limit: 1, cursor: body.page.next, role: 'user' }).expect(400);
  });

  describe('edits of a user', () => {
    function edit(body: object, version = '"1"', by = admin) {
      return user.http
        .patch(`/api/v1/users/${ada.id}`)
        .set({ ...bearer(by), 'If-Match': version })
        .send(body);
    }

    it('require an admin and the current version', async () => {
      await edit({ bio: 'x' }, '"1"', ada).expect(403);
      await edit({ bio: 'x' }, '"9"').expect(412);
      await edit({ role: 'admin' }).expect(422);
      await edit({ status: 'suspended' }).expect(422);
      await user.http.patch(`/api/v1/users/${ada.id}`).set(bearer(admin)).send({}).expect(428);
      const absent = await user.http
        .patch(`/api/v1/users/${newId()}`)
        .set({ ...bearer(admin), 'If-Match': '"1"' })
        .send({});
      expect(absent.status).toBe(404);
      expect(await user.stored(UserProfile, { id: ada.id })).toMatchObject([{ version: 1 }]);
      const response = await edit({ lastName: 'King', phone: null }).expect(200);
      expect(response.body).toMatchObject({
        id: ada.id,
        lastName: 'King',
        phone: null,
        version: 2,
      });
      expect(await names({ q: 'king' })).toEqual(['Ada King']);
    });
  });
});
