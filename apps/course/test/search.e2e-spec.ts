import { newId } from '@course-plateform/common/kernel';
import { ReadModels } from '@course-plateform/common/events';
import { collectionOf } from '@course-plateform/common/persistence';
import { TcpProxy, eventually } from '@course-plateform/common/test-kit';
import { categoryGetAll } from '@course-plateform/types/category';
import { CatalogEntry, EntryChange } from '../src/catalog/catalog-entry.entity';
import { CourseFixture } from './course.fixture';
import { type SearchDatabaseFixture, createSearchDatabase } from './search-database.fixture';

describe('searching courses', () => {
  let fixture: CourseFixture;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    fixture = await CourseFixture.startWithSearch({ CATALOG_CACHE_MS: '0' });
    await fixture.course.upstreams.fake(categoryGetAll, () => ({ categories: [] }));
    const courses = [
      { title: 'Language C' },
      { title: 'Language C++' },
      { title: 'Language C#' },
      { title: 'ASP.NET' },
      { title: '.NET' },
      { title: 'Node.js' },
      { title: 'IT for all' },
      { title: 'Kubernetes in Practice', level: 'expert' },
      { title: 'Practice of Painting', language: 'es', level: 'beginner' },
    ];
    for (const course of courses) {
      ids.set(course.title, (await fixture.published(course)).id);
    }
    await fixture.searched();
  });

  afterAll(() => fixture.stop());

  async function search(query: Record<string, string>) {
    const { status, body } = await fixture.course.http.get('/api/v1/courses').query(query);
    expect([status, body.code]).toEqual([200, undefined]);
    return body;
  }

  async function titles(q: string, more: Record<string, string> = {}): Promise<string[]> {
    return (await search({ q, ...more })).items.map(({ title }: { title: string }) => title);
  }

  it.each(['Language C', 'Language C++', 'Language C#', '.net', 'ASP.NET', 'it for all'])(
    'finds the title %s first',
    async (q) => {
      const [first = ''] = await titles(q);
      expect(first.toLowerCase()).toBe(q.toLowerCase());
    },
  );

  it('keeps the signs of a word apart', async () => {
    expect(await titles('c++')).toEqual(['Language C++']);
    expect(await titles('c#')).toEqual(['Language C#']);
    expect(await titles('node')).toEqual(['Node.js']);
    expect(await titles('it')).toContain('IT for all');
  });

  it.each([
    ['a prefix', 'kuber', 'Kubernetes in Practice'],
    ['a typo', 'kubernets', 'Kubernetes in Practice'],
    ['two typos', 'kubrnets', 'Kubernetes in Practice'],
    ['words in quotes', '"practice of painting"', 'Practice of Painting'],
    ['a title of a lesson', 'kubernetes how the web works', 'Kubernetes in Practice'],
    ['the instructor', 'painting hopper', 'Practice of Painting'],
  ])('finds by %s', async (_, q, title) => {
    expect(await titles(q)).toEqual([title]);
  });

  it('finds nothing by quoted words in another order', async () => {
    expect(await titles('"painting of practice"')).toEqual([]);
  });

  it('corrects an unknown word, and marks what it found', async () => {
    const { correction, items } = await search({ q: 'kubernets' });
    expect(correction).toBe('kubernetes');
    expect(items[0].highlight.title).toBe('<mark>Kubernetes</mark> in Practice');
    expect((await search({ q: 'kubernetes' })).correction).toBeNull();
  });

  it('narrows and counts by several values; a facet does not narrow itself', async () => {
    expect(await titles('practice', { level: 'expert,beginner' })).toHaveLength(2);
    expect(await titles('practice', { level: 'expert,beginner', language: 'es' })).toEqual([
      'Practice of Painting',
    ]);
    const { facets } = await search({ q: 'practice', level: 'expert', facets: 'true' });
    expect(facets).toMatchObject({
      level: [
        { value: 'beginner', count: 1 },
        { value: 'expert', count: 1 },
      ],
      language: [{ value: 'en', count: 1 }],
      isExact: true,
    });
  });

  it.each([
    ['newest', 'Practice of Painting', 'Kubernetes in Practice'],
    ['oldest', 'Kubernetes in Practice', 'Practice of Painting'],
    ['-rating', 'Practice of Painting', 'Kubernetes in Practice'],
    ['rating', 'Kubernetes in Practice', 'Practice of Painting'],
    ['popular', 'Practice of Painting', 'Kubernetes in Practice'],
    ['-popular', 'Kubernetes in Practice', 'Practice of Painting'],
    ['price', 'Kubernetes in Practice', 'Practice of Painting'],
    ['-price', 'Practice of Painting', 'Kubernetes in Practice'],
  ])('puts what it finds in the order %s', async (sort, ...ordered) => {
    expect(await titles('practice', { sort })).toEqual(ordered);
  });

  it('counts facets of lists without words', async () => {
    const { facets, pagination } = await search({ facets: 'true' });
    const languages: { count: number }[] = facets.language;
    expect(languages.reduce((sum, { count }) => sum + count, 0)).toBe(pagination.totalItems);
  });

  it('has the same filters and facets in GraphQL', async () => {
    const query = `{ courses(filter: { q: "practise", level: [EXPERT] }, facets: true) {
      items { title } correction facets { level { value count } } } }`;
    const { body } = await fixture.course.http.post('/course/graphql').send({ query });
    expect(body.data.courses).toMatchObject({
      items: [{ title: 'Kubernetes in Practice' }],
      correction: 'practice',
    });
    expect(body.data.courses.facets.level).toHaveLength(2);
  });

  it.each([
    ['a list', '$level: [CourseLevel!]', '{ q: "practice", level: $level }', { level: ['EXPERT'] }],
    [
      'one value',
      '$level: [CourseLevel!]',
      '{ q: "practice", level: $level }',
      { level: 'EXPERT' },
    ],
    [
      'a filter',
      '$filter: CoursesFilter',
      '$filter',
      { filter: { q: 'practice', level: 'EXPERT' } },
    ],
  ])('takes %s as a variable of GraphQL', async (_, declared, filter, variables) => {
    const query = `query (${declared}) { courses(filter: ${filter}) { items { title } } }`;
    const { body } = await fixture.course.http
      .post('/course/graphql')
      .send({ query, variables })
      .expect(200);
    expect(body.data.courses.items).toEqual([{ title: 'Kubernetes in Practice' }]);
  });

  it('takes no variable of GraphQL that is declared as one value for a list', async () => {
    const query =
      'query ($level: CourseLevel) { courses(filter: { level: $level }) { items { title } } }';
    const { body } = await fixture.course.http
      .post('/course/graphql')
      .send({ query, variables: { level: 'EXPERT' } });
    expect(body.errors[0].message).toContain('$level');
  });

  it('suggests titles and instructors by the beginnings of their words', async () => {
    const suggested = async (q: string) =>
      (await fixture.get(`/courses/suggestions?q=${q}`).expect(200)).body.suggestions;
    expect(await suggested('kub')).toEqual([
      { kind: 'course', text: 'Kubernetes in Practice', id: ids.get('Kubernetes in Practice') },
    ]);
    expect(await suggested('hopp')).toEqual([
      { kind: 'instructor', text: 'Grace Hopper', id: fixture.instructor.id },
    ]);
    expect(await suggested('paintng')).toMatchObject([{ text: 'Practice of Painting' }]);
  });

  it('shows a hidden course in no result, facet or suggestion', async () => {
    const { id } = await fixture.published({ title: 'Vanishing act', language: 'fr' });
    await fixture.searched();
    expect(await titles('vanishing')).toEqual(['Vanishing act']);
    await fixture.post(`/courses/${id}/unpublications`).expect(201);
    await fixture.searched();
    expect(await titles('vanishing')).toEqual([]);
    expect((await search({ facets: 'true' })).facets.language).not.toContainEqual(
      expect.objectContaining({ value: 'fr' }),
    );
    const { body } = await fixture.get('/courses/suggestions?q=vanish').expect(200);
    expect(body).toEqual({ suggestions: [] });
  });

  it('rebuilds while writes go on, and loses none', async () => {
    const rebuilt = fixture.course.get(ReadModels).reset('search');
    const { id } = await fixture.published({ title: 'Meanwhile published' });
    await rebuilt;
    await fixture.searched();
    expect(await titles('meanwhile')).toEqual(['Meanwhile published']);
    expect(await titles('kubernetes')).toEqual(['Kubernetes in Practice']);
    await fixture.post(`/courses/${id}/unpublications`).expect(201);
    await eventually('its end', async () => (await titles('meanwhile')).length === 0);
  });

  it('does not let a late write replace a newer one', async () => {
    const entries = collectionOf(fixture.course.em(), CatalogEntry);
    const id = ids.get('IT for all') ?? newId();
    // As after a crash that left the mark, and a run that has read what was before.
    await entries.updateOne(
      { _id: id as never },
      { $set: { title: 'Outdated', searchRevision: 0, searchPending: EntryChange.shown } },
    );
    await fixture.searched();
    expect(await titles('outdated')).toEqual([]);
  });
});

describe('without a search database', () => {
  let fixture: CourseFixture;

  beforeAll(async () => {
    fixture = await CourseFixture.start();
    await fixture.published();
  });

  afterAll(() => fixture.stop());

  it.each(['/courses?q=web', '/courses?facets=true', '/courses/suggestions?q=web'])(
    'responds to %s with 503',
    async (path) => {
      await fixture.course.upstreams.fake(categoryGetAll, () => ({ categories: [] }));
      const { body, headers } = await fixture.get(path).expect(503);
      expect(body.code).toBe('catalog.search_unavailable');
      expect(headers['retry-after']).toBe('5');
    },
  );

  it('lists courses without words, and is healthy', async () => {
    expect((await fixture.get('/courses').expect(200)).body.items).toHaveLength(1);
    expect(await healthOf(fixture)).toEqual([200, 'off']);
  });
});

describe('while the search database is unavailable', () => {
  let search: SearchDatabaseFixture;
  let proxy: TcpProxy;
  let fixture: CourseFixture;

  beforeAll(async () => {
    search = await createSearchDatabase();
    proxy = new TcpProxy(new URL(search.url));
    await proxy.mend();
    fixture = await CourseFixture.start({ COURSE_SEARCH_URL: proxy.url, CATALOG_CACHE_MS: '0' });
  });

  afterAll(async () => {
    await fixture.stop();
    await proxy.cut();
    await search.drop();
  });

  it('fails only searches, and follows the catalog once it is back', async () => {
    await fixture.published({ title: 'Patience' });
    await fixture.searched();
    await proxy.cut();
    const { id } = await fixture.published({ title: 'Perseverance' });
    expect((await fixture.get('/courses?q=patience').expect(503)).body.code).toBe(
      'catalog.search_unavailable',
    );
    expect((await fixture.get('/courses').expect(200)).body.items).toHaveLength(2);
    const [entry] = await fixture.course.stored(CatalogEntry, { id });
    expect(entry?.searchPending).toBe(EntryChange.shown);
    expect(await healthOf(fixture)).toEqual([200, 'down']);
    await proxy.mend();
    await fixture.searched();
    const { body } = await fixture.get('/courses?q=perseverance').expect(200);
    expect(body.items).toHaveLength(1);
  });
});

/** The status of the service, and the state of its search database. */
async function healthOf({ course }: CourseFixture): Promise<[number, string | undefined]> {
  const response = await fetch(`${course.url}/health/ready`);
  const { optional } = (await response.json()) as { optional: Record<string, string> };
  return [response.status, optional['search']];
}
