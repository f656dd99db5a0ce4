import { newId } from '@course-plateform/common/kernel';
import { type TestService, type TestUser, bearer } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import { UserProfile } from '../src/profile/profile.entity';
import { aUser, startUser } from './user.fixture';

const PUBLIC_FIELDS = [
  'avatarUrl',
  'bio',
  'headline',
  'id',
  'isInstructor',
  'links',
  'memberSince',
  'name',
  'slug',
];

describe('public profiles', () => {
  let user: TestService;
  let ada: TestUser;

  beforeAll(async () => {
    user = await startUser();
    ada = await aUser(user);
  });

  afterAll(() => user.stop());

  describe('of one user', () => {
    it('contain public fields only', async () => {
      const response = await user.http.get(`/api/v1/users/${ada.id}`).expect(200);
      expect(response.body).toEqual({
        id: ada.id,
        name: 'Ada Lovelace',
        slug: null,
        headline: null,
        avatarUrl: null,
        isInstructor: false,
        bio: null,
        links: [],
        memberSince: expect.any(String),
      });
    });

    it.each([newId(), 'no-id'])('returns 404 for %s', async (id) => {
      const response = await user.http.get(`/api/v1/users/${id}`);
      expect(response.status).toBe(404);
      expect(response.body).toMatchObject({ code: 'profile.not_found' });
    });
  });

  describe('of several users', () => {
    const list = (query: string) => user.http.get(`/api/v1/profiles?${query}`);

    it('are short, in the order of the ids, without hidden and unknown users', async () => {
      const [bea, cem] = [
        await aUser(user, { firstName: 'Bea' }),
        await aUser(user, { firstName: 'Cem' }),
      ];
      const em = user.em();
      (await em.findOneOrFail(UserProfile, { id: cem.id })).suspend(new Date());
      await em.flush();
      const { body } = await list(`ids=${[bea.id, cem.id, newId(), ada.id].join()}`).expect(200);
      const rest = { slug: null, headline: null, avatarUrl: null, isInstructor: false };
      expect(body).toEqual({
        items: [
          { id: bea.id, name: 'Bea Lovelace', ...rest },
          { id: ada.id, name: 'Ada Lovelace', ...rest },
        ],
      });
      const repeated = await list(`ids=${ada.id}&ids=${bea.id.toUpperCase()}`).expect(200);
      expect(repeated.body.items).toEqual(body.items.toReversed());
    });

    it.each([
      ['no ids', ''],
      ['an empty list', 'ids='],
      ['what is no id', 'ids=me'],
      ['the same id twice', `ids=${Array(2).fill(newId()).join()}`],
      ['too many ids', `ids=${Array.from({ length: 101 }, () => newId()).join()}`],
    ])('require ids: not %s', async (_what, query) => {
      const { body } = await list(query).expect(400);
      expect(body).toMatchObject({
        code: 'request.query_invalid',
        errors: expect.arrayContaining([expect.objectContaining({ pointer: 'ids' })]),
      });
    });
  });

  describe('of instructors', () => {
    it('are listed by name in pages, and found by slug', async () => {
      const names = ['Curie', 'Babbage', 'Ángström'];
      for (const lastName of names) {
        const learner = await aUser(user, { lastName });
        const em = user.em();
        const profile = await em.findOneOrFail(UserProfile, { id: learner.id });
        profile.changeRole(Role.instructor, new Date());
        await em.flush();
      }
      const first = await user.http.get('/api/v1/instructors').query({ limit: 2 }).expect(200);
      expect(first.body.pagination).toEqual({ totalItems: 3, currentPage: 1, totalPages: 2 });
      const second = await user.http.get('/api/v1/instructors').query({ limit: 2, page: 2 });
      const found = [...first.body.items, ...second.body.items] as { name: string; slug: string }[];
      expect(found.map(({ name }) => name).sort()).toEqual(
        names.map((name) => `Ada ${name}`).sort(),
      );
      const angstrom = found.find(({ name }) => name === 'Ada Ángström');
      expect(angstrom?.slug).toMatch(/^ada-angstrom-[0-9a-f]{12}$/);
      const page = await user.http.get(`/api/v1/instructors/${angstrom?.slug}`).expect(200);
      expect(page.body).toMatchObject({ name: 'Ada Ángström', isInstructor: true });
    });

    it('contain nothing private, and have unique slugs for the same name', async () => {
      const admin = await aUser(user, { role: Role.admin });
      const namesakes = await Promise.all(
        [1, 2, 3].map(() => aUser(user, { lastName: 'Byron', phone: '+442083661177' })),
      );
      const made = await Promise.all(
        namesakes.map(({ id }) =>
          user.http
            .put(`/api/v1/users/${id}/role`)
            .set(bearer(admin))
            .send({ role: 'instructor', reason: 'Teaches.' }),
        ),
      );
      const slugs = made.map(({ body }) => body.slug as string);
      expect(new Set(slugs).size).toBe(3);
      const list = await user.http.get('/api/v1/instructors').query({ limit: 100 }).expect(200);
      const page = await user.http.get(`/api/v1/instructors/${slugs[0]}`).expect(200);
      expect(list.body.items).toContainEqual(page.body);
      for (const shown of [page.body, ...list.body.items] as object[]) {
        expect(Object.keys(shown).sort()).toEqual(PUBLIC_FIELDS);
      }
      await user.http
        .delete(`/api/v1/users/${namesakes[0]?.id}`)
        .set({ ...bearer(admin), 'If-Match': '"2"' })
        .expect(204);
      await user.http.get(`/api/v1/instructors/${slugs[0]}`).expect(404);
      const left = await user.http.get('/api/v1/instructors').query({ limit: 100 });
      expect(left.body.items).toHaveLength(list.body.items.length - 1);
    });

    it.each([
      ['nobody', 404],
      ['%F0%9F%98%80', 404],
      ['x'.repeat(150), 404],
      ['%00', 400],
    ])('respond to a slug that ends in %s with %i', async (slug, status) => {
      const response = await user.http.get(`/api/v1/instructors/${slug}`);
      expect(response.status).toBe(status);
    });
  });

  it('lists every permission with the roles that have it', async () => {
    const response = await user.http.get('/api/v1/permissions').expect(200);
    expect(response.body.items).toContainEqual({
      permission: 'course:create',
      roles: ['instructor', 'admin'],
    });
    expect(response.body.items).toContainEqual({ permission: 'user:manage', roles: ['admin'] });
  });
});
