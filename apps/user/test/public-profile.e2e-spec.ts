import { newId } from '@course-plateform/common/kernel';
import { type TestService, type TestUser, bearer } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import { UserProfile } from '../src/profile/profile.entity';
import { aPerson, startUser } from './user.fixture';

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

describe('what anybody may read', () => {
  let user: TestService;
  let ada: TestUser;

  beforeAll(async () => {
    user = await startUser();
    ada = await aPerson(user);
  });

  afterAll(() => user.stop());

  describe('of others', () => {
    it('shows what anybody may know, and nothing else', async () => {
      const answer = await user.http.get(`/api/v1/users/${ada.id}`).expect(200);
      expect(answer.body).toEqual({
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

    it.each([newId(), 'no-id'])('answers 404 for %s', async (id) => {
      const answer = await user.http.get(`/api/v1/users/${id}`);
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({ code: 'profile.not_found' });
    });
  });

  describe('of instructors', () => {
    it('lists them by name, page by page, and finds them by their address', async () => {
      const names = ['Curie', 'Babbage', 'Ángström'];
      for (const lastName of names) {
        const person = await aPerson(user, { lastName });
        const em = user.em();
        const profile = await em.findOneOrFail(UserProfile, { id: person.id });
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

    it('shows nothing that is private, and gives namesakes addresses of their own', async () => {
      const admin = await aPerson(user, { role: Role.admin });
      const namesakes = await Promise.all(
        [1, 2, 3].map(() => aPerson(user, { lastName: 'Byron', phone: '+442083661177' })),
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
    ])('answers an address that ends in %s with %i', async (slug, status) => {
      const answer = await user.http.get(`/api/v1/instructors/${slug}`);
      expect(answer.status).toBe(status);
    });
  });

  it('lists every permission with the roles that hold it', async () => {
    const answer = await user.http.get('/api/v1/permissions').expect(200);
    expect(answer.body.items).toContainEqual({
      permission: 'course:create',
      roles: ['instructor', 'admin'],
    });
    expect(answer.body.items).toContainEqual({ permission: 'user:manage', roles: ['admin'] });
  });
});
