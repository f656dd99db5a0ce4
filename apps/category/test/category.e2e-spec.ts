import { newId } from '@course-plateform/common/kernel';
import {
  type FakeUpstream,
  type TestService,
  type TestUser,
  bearer,
  startTestService,
} from '@course-plateform/common/testing';
import {
  categoryGetAll,
  categoryGetMany,
  categoryGetSubtree,
} from '@course-plateform/types/category';
import {
  type CategoryCourseCounts,
  type CategoryIds,
  courseCountByCategory,
} from '@course-plateform/types/course';
import { Role } from '@course-plateform/types/platform';
import { service } from '../src/app.module';
import type { CategoryNode, CategoryResponse } from '../src/category/category.dto';
import { Category } from '../src/category/category.entity';

describe('categories', () => {
  let category: TestService;
  let admin: TestUser;
  let courses: FakeUpstream<CategoryIds, CategoryCourseCounts>;

  beforeAll(async () => {
    category = await startTestService(service);
    admin = await category.user(Role.admin);
    courses = await category.upstreams.fake(courseCountByCategory, counting(0));
  });

  afterAll(() => category.stop());

  function counting(number: number) {
    return ({ categoryIds }: CategoryIds): CategoryCourseCounts => ({
      counts: categoryIds.map((categoryId) => ({
        categoryId,
        courses: number,
        published: 0,
      })),
    });
  }

  function create(body: object, user = admin) {
    return category.http.post('/api/v1/categories').set(bearer(user)).send(body);
  }

  async function created(name: string, parentId: string | null = null): Promise<CategoryResponse> {
    return (await create({ name, parentId }).expect(201)).body as CategoryResponse;
  }

  function change(target: { id: string; version: number }, body: object) {
    return category.http
      .patch(`/api/v1/categories/${target.id}`)
      .set({ ...bearer(admin), 'If-Match': `"${target.version}"` })
      .send(body);
  }

  it.each([
    ['nothing', {}],
    ['the same values', { name: 'Unmoved', slug: 'unmoved', description: null, parentId: null }],
  ])('does not change when edited with %s', async (_what, body) => {
    const [found] = await category.stored(Category, { slug: 'unmoved' });
    const target = found ?? (await created('Unmoved'));
    const before = await category.stored(Category, { id: target.id });
    const response = await change(target, body).expect(200);
    expect(response.headers.etag).toBe('"1"');
    expect(await category.stored(Category, { id: target.id })).toEqual(before);
  });

  it('creates a category with a slug from its name, in any script', async () => {
    const latin = await create({ name: 'Développement Web & Móvil' });
    expect(latin.status).toBe(201);
    expect(latin.body).toMatchObject({
      slug: 'developpement-web-movil',
      parentId: null,
      description: null,
      version: 1,
    });
    expect((await created('تطوير الويب')).slug).toBe('تطوير-الويب');
    expect(await category.stored(Category, { id: latin.body.id })).toHaveLength(1);
  });

  it('gives names without letters different slugs', async () => {
    const [art, music] = [await created('🎨'), await created('🎵')];
    expect(art.slug).toMatch(/^category-[0-9a-f]{8}$/);
    expect(music.slug).not.toBe(art.slug);
    expect((await created(newId())).slug).toMatch(/^category-/);
    expect((await created('हिन्दी')).slug).toBe('हिन्दी');
  });

  it.each(['한국어 교실', 'Русский йод', 'がくしゅう'])(
    'finds %s by its slug in every Unicode normalization and encoding',
    async (name) => {
      const { id, slug } = await created(name);
      for (const typed of [slug.normalize('NFC'), slug.normalize('NFD')]) {
        for (const address of [typed, encodeURIComponent(typed)]) {
          const response = await fetch(`${category.url}/api/v1/categories/${address}`);
          expect(await response.json()).toMatchObject({ id });
        }
      }
    },
  );

  it('finds a slug that was stored decomposed', async () => {
    const { id } = await created('일본어');
    const slug = '일본어'.normalize('NFKD');
    await category.em().nativeUpdate(Category, { id }, { slug });
    for (const address of [slug, slug.normalize('NFC')]) {
      const response = await category.http.get(`/api/v1/categories/${encodeURIComponent(address)}`);
      expect(response.body).toMatchObject({ id });
    }
  });

  it('is not found by a slug that is too long', async () => {
    const response = await category.http.get(`/api/v1/categories/${'0'.repeat(201)}`);
    expect([response.status, response.body.code]).toEqual([404, 'category.not_found']);
  });

  it('redirects from an old slug to the current one', async () => {
    const first = await created('Ölmalerei');
    const { body: second } = await change(first, { slug: '유화' }).expect(200);
    const { body: third } = await change(second, { slug: 'oil-painting' }).expect(200);
    for (const old of [first.slug, '유화', '유화'.normalize('NFD')]) {
      const response = await category.http.get(`/api/v1/categories/${encodeURIComponent(old)}`);
      expect([response.status, response.headers['location']]).toEqual([
        301,
        '/api/v1/categories/oil-painting',
      ]);
      expect(response.body.code).toBe('category.moved');
    }
    const other = await create({ name: 'Other', slug: first.slug }).expect(201);
    const taken = await category.http.get(`/api/v1/categories/${first.slug}`);
    expect(taken.body.id).toBe(other.body.id);
    await change(third, { slug: 'oil-painting' }).expect(200);
    await change(other.body, { slug: 'ölmalerei' }).expect(422);
  });

  it('lets only admins change categories', async () => {
    for (const role of [Role.user, Role.instructor]) {
      const response = await create({ name: 'Mine' }, await category.user(role));
      expect(response.status).toBe(403);
      expect(response.body).toMatchObject({ code: 'auth.forbidden' });
    }
    expect((await category.http.post('/api/v1/categories').send({ name: 'X' })).status).toBe(401);
    expect(await category.stored(Category, { name: 'Mine' })).toEqual([]);
  });

  it('keeps slugs unique among siblings only, also for concurrent requests', async () => {
    const [left, right] = [await created('Left'), await created('Right')];
    const responses = await Promise.all(
      [1, 2].map(() => create({ name: 'Twin', parentId: left.id })),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { body: twin } = await create({ name: 'Twin', parentId: right.id }).expect(201);
    const moved = await change(twin, { parentId: left.id }).expect(409);
    expect(moved.body).toMatchObject({
      code: 'category.slug_taken',
      detail: 'Another category beside this one has the slug "twin".',
    });
    const root = await Promise.all([1, 2].map(() => create({ name: 'Root twin' })));
    expect(root.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(root.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'category.slug_taken',
    });
  });

  it('rejects an unknown parent, a cycle and a fourth level', async () => {
    const one = await created('One');
    const two = await created('Two', one.id);
    const three = await created('Three', two.id);
    const cases = [
      [await create({ name: 'Lost', parentId: newId() }), 'category.parent_not_found'],
      [await create({ name: 'Four', parentId: three.id }), 'category.too_deep'],
      [await change(one, { parentId: three.id }), 'category.cycle'],
      [await change(one, { parentId: one.id }), 'category.cycle'],
      [await change(one, { parentId: (await created('Other')).id }), 'category.too_deep'],
    ] as const;
    for (const [response, code] of cases) {
      expect(response.status).toBe(422);
      expect(response.body).toMatchObject({ code });
    }
    expect(await category.stored(Category, { id: one.id })).toMatchObject([
      { parentId: null, version: 1 },
    ]);
  });

  it.each([2, 3, 4])('creates no cycle when %d moves would close one together', async (size) => {
    const ring = await Promise.all(Array.from({ length: size }, () => created(newId())));
    const responses = await Promise.all(
      ring.map((one, index) => change(one, { parentId: ring[(index + 1) % size]?.id ?? '' })),
    );
    const refused = responses.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThan(0);
    for (const { status, body } of refused) {
      expect(status).toBe(422);
      expect(['category.cycle', 'category.too_deep']).toContain(body.code);
    }
    const stored = await Promise.all(ring.map(({ id }) => category.stored(Category, { id })));
    expect(stored.flat().filter(({ parentId }) => parentId === null)).toHaveLength(refused.length);
  });

  it('lists categories flat and as a tree, and shows changes at once', async () => {
    const parent = await created('Parent');
    const child = await created('Child', parent.id);
    const tree = async (): Promise<CategoryNode[]> =>
      (await category.http.get('/api/v1/categories?tree=true').expect(200)).body.items;
    const node = (await tree()).find(({ id }) => id === parent.id);
    expect(node?.children).toEqual([expect.objectContaining({ id: child.id, children: [] })]);
    await change(child, { name: 'Renamed' }).expect(200);
    const after = (await tree()).find(({ id }) => id === parent.id);
    expect(after?.children?.[0]).toMatchObject({ name: 'Renamed', slug: 'child', version: 2 });
    const late = await created('Late', parent.id);
    const names = async () =>
      (await tree()).find(({ id }) => id === parent.id)?.children?.map(({ name }) => name);
    expect(await names()).toEqual(['Renamed', 'Late']);
    await category.http
      .delete(`/api/v1/categories/${late.id}`)
      .set({ ...bearer(admin), 'If-Match': '"1"' })
      .expect(204);
    expect(await names()).toEqual(['Renamed']);
    const flat = await category.http.get('/api/v1/categories').expect(200);
    expect(flat.body.items.every((one: CategoryNode) => one.children === undefined)).toBe(true);
    expect(flat.headers['cache-control']).toContain('public');
  });

  it('does not redirect from a slug that is current again, and keeps the latest 20 only', async () => {
    const first = await created('Returning');
    const { body: unavailable } = await change(first, { slug: 'away' }).expect(200);
    let { body: latest } = await change(unavailable, { slug: first.slug }).expect(200);
    expect(await category.stored(Category, { id: first.id })).toMatchObject([
      { slug: 'returning', formerSlugs: ['away'] },
    ]);
    for (let n = 1; n <= 20; n += 1) {
      latest = (await change(latest, { slug: `moved-${n}` }).expect(200)).body;
    }
    const [{ formerSlugs } = { formerSlugs: [] }] = await category.stored(Category, {
      id: first.id,
    });
    expect(formerSlugs).toHaveLength(20);
    expect([formerSlugs[0], formerSlugs.at(-1)]).toEqual(['returning', 'moved-19']);
    await category.http.get('/api/v1/categories/away').expect(404);
  });

  it('prefers the oldest of several categories with the same slug', async () => {
    const [left, right] = [await created('Left of all'), await created('Right of all')];
    const older = await created('Shared name', left.id);
    const newer = await created('Shared name', right.id);
    const read = (slug: string) => category.http.get(`/api/v1/categories/${slug}`);
    await change(older, { description: 'The first.' }).expect(200);
    expect((await read('shared-name').expect(200)).body.id).toBe(older.id);
    const { body: second } = await change(newer, { slug: 'renamed-second' }).expect(200);
    const { body: first } = await change({ ...older, version: 2 }, { slug: 'renamed-first' });
    await change(second, { description: 'Moved.' }).expect(200);
    await change(first, { description: 'Moved.' }).expect(200);
    const moved = await read('shared-name').expect(301);
    expect(moved.headers['location']).toBe('/api/v1/categories/renamed-first');
  });

  it('leads from a slug to the category that took it last', async () => {
    const read = (slug: string) => category.http.get(`/api/v1/categories/${slug}`);
    const location = async (slug: string) => (await read(slug).expect(301)).headers['location'];
    const first = await created('Contested');
    await change(first, { slug: 'contested-first' }).expect(200);
    const second = await created('Contested');
    expect((await read('contested').expect(200)).body.id).toBe(second.id);
    await change(second, { slug: 'contested-second' }).expect(200);
    expect(await location('contested')).toBe('/api/v1/categories/contested-second');
    await change({ ...first, version: 2 }, { slug: 'contested' }).expect(200);
    await change({ ...first, version: 3 }, { slug: 'contested-again' }).expect(200);
    expect(await location('contested')).toBe('/api/v1/categories/contested-again');
    expect(await location('contested-first')).toBe('/api/v1/categories/contested-again');
    expect((await read(second.id).expect(200)).headers.etag).toBe('"2"');
  });

  it('reads by id and by slug, and returns 404 for anything else', async () => {
    const { id, slug } = await created('Readable');
    for (const key of [id, slug]) {
      const response = await category.http.get(`/api/v1/categories/${key}`).expect(200);
      expect(response.body.id).toBe(id);
      expect(response.headers.etag).toBe('"1"');
    }
    for (const key of [newId(), 'nothing']) {
      const response = await category.http.get(`/api/v1/categories/${key}`);
      expect(response.status).toBe(404);
      expect(response.body).toMatchObject({ code: 'category.not_found' });
    }
    const nul = await category.http.get('/api/v1/categories/%00');
    expect([nul.status, nul.body.code]).toEqual([400, 'request.malformed']);
    const capital = await category.http.get(`/api/v1/categories/${id.toUpperCase()}`);
    expect([capital.status, capital.body.id]).toEqual([200, id]);
  });

  it('requires the current version, and null removes a description', async () => {
    const made = (await create({ name: 'Versioned', description: 'Old' })).body as CategoryResponse;
    await change(made, { description: null }).expect(200);
    const stale = await change(made, { name: 'Lost update' });
    expect(stale.status).toBe(412);
    expect(await category.stored(Category, { id: made.id })).toMatchObject([
      { name: 'Versioned', description: null, version: 2 },
    ]);
  });

  describe('deleting', () => {
    function remove({ id, version }: { id: string; version: number }) {
      return category.http
        .delete(`/api/v1/categories/${id}`)
        .set({ ...bearer(admin), 'If-Match': `"${version}"` });
    }

    it('is rejected while it has courses or subcategories, with their number', async () => {
      const parent = await created('Full');
      await created('Below', parent.id);
      courses.respondWith(counting(3));
      const response = await remove(parent);
      courses.respondWith(counting(0));
      expect(response.status).toBe(409);
      expect(response.body).toMatchObject({ code: 'category.in_use', courses: 3, children: 1 });
      expect(await category.stored(Category, { id: parent.id })).toHaveLength(1);
    });

    it('removes an empty category once', async () => {
      const empty = await created('Empty');
      await remove(empty).expect(204);
      await remove(empty).expect(404);
      expect(await category.stored(Category, { id: empty.id })).toEqual([]);
    });

    it('returns 404 for a malformed id as for an unknown one', async () => {
      await remove({ id: 'no-id', version: 1 }).expect(404);
    });
  });

  it('responds to requests of other services', async () => {
    const rpc = category.rpc;
    const parent = await created('Asked');
    const child = await created('Asked child', parent.id);
    const { categories } = await rpc.request(categoryGetMany, { categoryIds: [child.id, newId()] });
    expect(categories).toEqual([
      { id: child.id, name: 'Asked child', slug: 'asked-child', parentId: parent.id },
    ]);
    const { categoryIds } = await rpc.request(categoryGetSubtree, { categoryId: parent.id });
    expect(categoryIds).toEqual([parent.id, child.id]);
    const all = (await rpc.request(categoryGetAll, {})).categories;
    expect(all.filter(({ id }) => categoryIds.includes(id))).toEqual(
      [parent, child].map(({ id, name, slug, parentId }) => {
        return { id, name, slug, parentId, courseCount: 0, ownCourseCount: 0 };
      }),
    );
    expect(await rpc.request(categoryGetSubtree, { categoryId: newId() })).toEqual({
      categoryIds: [],
    });
  });
});
