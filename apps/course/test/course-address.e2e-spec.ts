import { newId } from '@course-plateform/common/kernel';
import { CatalogEntry } from '../src/catalog/catalog-entry.entity';
import { Course, RESERVED_SLUGS } from '../src/course/course.entity';
import { CourseFixture } from './course.fixture';

describe('course slugs', () => {
  let fixture: CourseFixture;

  beforeAll(async () => {
    fixture = await CourseFixture.start({ RATE_LIMIT_READ: '1000' });
  });

  afterAll(() => fixture.stop());

  const open = (address: string) => fixture.get(`/courses/${encodeURIComponent(address)}`);

  async function draftOf(id: string): Promise<{ slug: string; version: number }> {
    return (await fixture.get(`/courses/${id}/draft`, fixture.instructor)).body;
  }

  /** Gives a course another slug and publishes it. */
  async function move(id: string, slug: string): Promise<void> {
    const { version } = await draftOf(id);
    const changed = await fixture.change('patch', `/courses/${id}/draft`, version, { slug });
    expect([changed.status, changed.body.slug]).toEqual([200, slug]);
    expect((await fixture.post(`/courses/${id}/publications`)).status).toBe(201);
  }

  it.each([
    ['한국어 배우기', '한국어-배우기'],
    ['हिन्दी सीखें', 'हिन्दी-सीखें'],
    ['プログラミング', 'プログラミング'],
    ['Русский йод', 'русский-йод'],
    ['Crème brûlée', 'creme-brulee'],
    ['𠮷'.repeat(60), '𠮷'.repeat(60)],
    ['가'.repeat(120), '가'.repeat(60)],
  ])('match in every Unicode normalization and encoding: %s', async (title, slug) => {
    const { id, slug: made } = await fixture.published({ title });
    expect(made).toBe(slug);
    for (const typed of [slug.normalize('NFC'), slug.normalize('NFD')]) {
      for (const address of [typed, encodeURIComponent(typed)]) {
        const response = await fetch(`${fixture.course.url}/api/v1/courses/${address}`);
        expect(await response.json()).toMatchObject({ id, slug });
      }
    }
  });

  it.each([
    ['Mine', /^course-mine$/],
    ['🎨🎨🎨', /^course-[0-9a-f]{8}$/],
    ['??!', /^course-[0-9a-f]{8}$/],
    [newId(), /^course-[0-9a-f-]{36}$/],
  ])('are generated for the title %s', async (title, slug) => {
    const course = await fixture.published({ title });
    expect(course.slug).toMatch(slug);
    expect((await open(course.slug)).body).toMatchObject({ id: course.id });
  });

  it('never collide with a route', async () => {
    const { body } = await fixture.course.http.get('/openapi.json');
    const segments = Object.keys(body.paths)
      .map((path) => /^\/api\/v1\/courses\/([^/{]+)$/.exec(path)?.[1])
      .filter((segment) => segment !== undefined);
    expect(segments.length).toBeGreaterThan(0);
    expect(RESERVED_SLUGS).toEqual(expect.arrayContaining(segments));
  });

  it('still match when they were stored decomposed by an earlier version', async () => {
    const { id } = await fixture.published({ title: 'Of before' });
    const slug = '예전'.normalize('NFKD');
    await fixture.course.em().nativeUpdate(CatalogEntry, { id }, { slug, formerSlugs: null });
    await fixture.course.em().nativeUpdate(Course, { id }, { slug, addresses: null });
    for (const address of [slug, slug.normalize('NFC')]) {
      expect((await open(address)).body).toMatchObject({ id });
    }
    await move(id, '예전-강의');
    expect((await open('예전')).headers['location']).toContain(encodeURIComponent('예전-강의'));
  });

  it('do not change the draft when they are sent unchanged, also without stored addresses', async () => {
    const { id, slug } = await fixture.draft({ title: 'The same again' });
    await fixture.course.em().nativeUpdate(Course, { id }, { addresses: null });
    const { version } = await draftOf(id);
    const response = await fixture.change('patch', `/courses/${id}/draft`, version, { slug });
    expect([response.status, response.body.version]).toEqual([200, version]);
    expect(await draftOf(id)).toMatchObject({ slug, version });
  });

  it('stay reserved, also without stored addresses', async () => {
    const { id, slug } = await fixture.draft({ title: 'Kept from others' });
    await fixture.course.em().nativeUpdate(Course, { id }, { addresses: null });
    const same = await fixture.post('/courses', { title: 'Kept from others' });
    expect([same.status, same.body.slug]).toEqual([201, expect.stringMatching(`^${slug}-.+`)]);
    const chosen = await fixture.post('/courses', { title: 'Chosen', slug });
    expect([chosen.status, chosen.body.code]).toEqual([409, 'course.slug_taken']);
  });

  it('can be chosen by the instructor once', async () => {
    const create = (slug: string) => fixture.post('/courses', { title: 'Chosen', slug });
    const chosen = await create('my-own-words');
    expect([chosen.status, chosen.body.slug]).toEqual([201, 'my-own-words']);
    const again = await create('my-own-words');
    expect([again.status, again.body.code]).toEqual([409, 'course.slug_taken']);
    expect(again.body.detail).toContain('"my-own-words"');
    for (const slug of ['Mine', 'mine', 'suggestions', 'two words', 'x-', '', newId(), 'é']) {
      const refused = await create(slug);
      expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, '/slug']);
    }
    const other = await fixture.draft();
    const { version } = await draftOf(other.id);
    const taken = await fixture.change('patch', `/courses/${other.id}/draft`, version, {
      slug: 'my-own-words',
    });
    expect([taken.status, taken.body.code]).toEqual([409, 'course.slug_taken']);
    expect(taken.body.detail).toContain('"my-own-words"');
    expect(await draftOf(other.id)).toMatchObject({ slug: other.slug, version });
  });

  it('redirect from every published slug to the current one', async () => {
    const { id, slug: first } = await fixture.published({ title: 'Moving about' });
    await move(id, '옮긴-강의');
    await move(id, 'settled');
    for (const old of [first, '옮긴-강의', '옮긴-강의'.normalize('NFD')]) {
      const response = await open(old);
      expect([response.status, response.body.code, response.headers['location']]).toEqual([
        301,
        'course.moved',
        '/api/v1/courses/settled',
      ]);
      const query = `{ course(slug: "${old}") { slug } }`;
      const { body } = await fixture.course.http.post('/course/graphql').send({ query });
      expect(body.data.course).toEqual({ slug: 'settled' });
    }
    const rival = await fixture.post('/courses', { title: 'Rival', slug: first });
    expect(rival.body.code).toBe('course.slug_taken');
    expect((await fixture.post('/courses', { title: 'Moving about' })).body.slug).toMatch(
      /^moving-about-[0-9a-f]{8}$/,
    );
    await move(id, first);
    expect((await open(first)).body).toMatchObject({ id, slug: first });
    expect((await open('settled')).headers['location']).toBe(`/api/v1/courses/${first}`);
  });

  it('change with the next publication, and are free again before the first', async () => {
    const published = await fixture.published({ title: 'Still here' });
    const { version } = await draftOf(published.id);
    await fixture.change('patch', `/courses/${published.id}/draft`, version, { slug: 'not-yet' });
    expect((await open('still-here')).body).toMatchObject({ id: published.id });
    expect((await open('not-yet')).status).toBe(404);
    const draft = await fixture.draft({ title: 'Undecided', slug: 'undecided' });
    const { version: seen } = await draftOf(draft.id);
    await fixture.change('patch', `/courses/${draft.id}/draft`, seen, { slug: 'decided' });
    expect((await fixture.post('/courses', { title: 'X-Y-Z', slug: 'undecided' })).status).toBe(
      201,
    );
  });

  it('reveal nothing about an unpublished course, not even old ones', async () => {
    const { id, slug } = await fixture.published({ title: 'Gone soon' });
    await move(id, 'gone-now');
    await fixture.post(`/courses/${id}/unpublications`);
    expect((await open(slug)).status).toBe(404);
    expect((await fixture.get(`/courses/${slug}`, fixture.instructor)).status).toBe(301);
  });
});
