import { newId } from '@course-plateform/common/kernel';
import { type TestService, type TestUser, bearer } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import { aUser, startUser } from './user.fixture';

interface Member {
  readonly firstName: string;
  readonly lastName: string;
}

describe('lists of the user service', () => {
  let user: TestService;
  let admin: TestUser;

  beforeAll(async () => {
    user = await startUser();
    admin = await aUser(user, { firstName: 'Root', lastName: 'Zed', role: Role.admin });
    const ada = await member('Ada', 'Young', Role.instructor);
    await member('Bob', 'Adams', Role.instructor);
    await member('Al', 'Adams', Role.instructor);
    const eve = await member('Eve', 'Moss', Role.instructor);
    const joe = await member('Joe', 'Moss');
    await member('Kim', 'Moss');
    await suspend(eve);
    await suspend(joe);
    await suspend(ada);
    await user.http
      .delete(`/api/v1/users/${ada.id}/suspensions/current`)
      .set(bearer(admin))
      .expect(204);
  });

  afterAll(() => user.stop());

  it('show admins users by ids, in the order of the list, without unknown ones', async () => {
    const list = async (query: object) => {
      const response = await user.http.get('/api/v1/users').query(query).set(bearer(admin));
      return response.body;
    };
    const all = await list({});
    const idOf = (name: string): string =>
      all.items.find(({ firstName }: Member) => firstName === name).id;
    const ids = ['Ada', 'Joe', 'Eve'].map(idOf).concat(newId()).join();
    const names = async (query: object): Promise<string[]> =>
      (await list(query)).items.map(({ firstName }: Member) => firstName);
    expect(await names({ ids })).toEqual(['Joe', 'Eve', 'Ada']);
    expect(await names({ ids, status: 'suspended' })).toEqual(['Joe', 'Eve']);
    expect(await names({ ids, q: 'moss' })).toEqual(['Eve', 'Joe']);
    expect(await names({ ids, q: idOf('Kim') })).toEqual([]);
    const { page } = await list({ ids, limit: 2 });
    expect(await names({ ids, limit: 2, cursor: page.next })).toEqual(['Ada']);
    expect(await list({ ids: idOf('Ada'), limit: 2, cursor: page.next })).toMatchObject({
      code: 'request.cursor_invalid',
    });
    expect(await list({ ids: 'x' })).toMatchObject({ code: 'request.query_invalid' });
  });

  function member(firstName: string, lastName: string, role = Role.user): Promise<TestUser> {
    return aUser(user, { firstName, lastName, role });
  }

  async function suspend({ id }: TestUser): Promise<void> {
    await user.http
      .post(`/api/v1/users/${id}/suspensions`)
      .set(bearer(admin))
      .send({ reason: 'Spam.' })
      .expect(201);
  }

  it.each<[string, object, string[]]>([
    ['all, newest first', {}, ['Kim', 'Joe', 'Eve', 'Al', 'Bob', 'Ada', 'Root']],
    ['of one role', { role: 'user' }, ['Kim', 'Joe']],
    ['of another role', { role: 'instructor' }, ['Eve', 'Al', 'Bob', 'Ada']],
    ['of the rarest role', { role: 'admin' }, ['Root']],
    ['suspended', { status: 'suspended' }, ['Joe', 'Eve']],
    ['active, also those who were not', { status: 'active' }, ['Kim', 'Al', 'Bob', 'Ada', 'Root']],
    ['of a role and a status', { role: 'instructor', status: 'suspended' }, ['Eve']],
    ['of a name, by name', { q: 'moss' }, ['Eve', 'Joe', 'Kim']],
    ['of a name, a role and a status', { q: 'moss', role: 'user', status: 'active' }, ['Kim']],
    ['of a name that nobody of that role has', { q: 'moss', role: 'admin' }, []],
  ])('show admins users: %s', async (_what, query, expected) => {
    const { body } = await user.http
      .get('/api/v1/users')
      .query(query)
      .set(bearer(admin))
      .expect(200);
    expect(body.items.map(({ firstName }: Member) => firstName)).toEqual(expected);
  });

  it('show everyone the active instructors by last name, then first name', async () => {
    const names = async (query: object) => {
      const { body } = await user.http.get('/api/v1/instructors').query(query).expect(200);
      expect(body.pagination).toMatchObject({ totalItems: 3 });
      return body.items.map(({ name }: { name: string }) => name);
    };
    const all = ['Al Adams', 'Bob Adams', 'Ada Young'];
    expect(await names({})).toEqual(all);
    expect(await names({ limit: 2 })).toEqual(all.slice(0, 2));
    expect(await names({ limit: 2, page: 2 })).toEqual(all.slice(2));
    expect(await names({ limit: 2, page: 3 })).toEqual([]);
  });

  describe('of applications', () => {
    const places = ['pending, old', 'approved', 'rejected', 'pending, new'];
    const ids: string[] = [];

    beforeAll(async () => {
      for (const place of places) {
        const { body } = await user.http
          .post('/api/v1/instructor-applications')
          .set(bearer(await aUser(user)))
          .send({ motivation: `I have taught for ten years: ${place}.` })
          .expect(201);
        ids.push(body.id);
      }
      await decide(1, { decision: 'approve' });
      await decide(2, { decision: 'reject', reason: 'Too vague.' });
    });

    async function decide(place: number, decision: object): Promise<void> {
      await user.http
        .post(`/api/v1/instructor-applications/${ids[place]}/decisions`)
        .set(bearer(admin))
        .send(decision)
        .expect(201);
    }

    it.each<[string, object, string[]]>([
      ['all, those that have waited longest first', {}, places],
      ['pending', { status: 'pending' }, ['pending, old', 'pending, new']],
      ['approved', { status: 'approved' }, ['approved']],
      ['rejected', { status: 'rejected' }, ['rejected']],
    ])('show those that are %s', async (_what, query, expected) => {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const response: { body: { items: { id: string }[]; page: { next: string | null } } } =
          await user.http
            .get('/api/v1/instructor-applications')
            .query({ limit: 1, ...query, ...(cursor === null ? {} : { cursor }) })
            .set(bearer(admin))
            .expect(200);
        seen.push(...response.body.items.map(({ id }) => places[ids.indexOf(id)] ?? id));
        cursor = response.body.page.next;
      } while (cursor !== null);
      expect(seen).toEqual(expected);
    });

    it('take no cursor of another state', async () => {
      const read = (query: object) =>
        user.http.get('/api/v1/instructor-applications').query(query).set(bearer(admin));
      const { body } = await read({ status: 'pending', limit: 1 }).expect(200);
      for (const query of [{}, { status: 'approved' }]) {
        const response = await read({ ...query, limit: 1, cursor: body.page.next });
        expect([response.status, response.body.code]).toEqual([400, 'request.cursor_invalid']);
      }
    });
  });
});
