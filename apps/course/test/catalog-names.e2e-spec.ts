import { newId } from '@course-plateform/common/kernel';
import type { FakeUpstream } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import {
  type CategoryGetAll,
  type CategoryGetMany,
  type CategoryList,
  type CategorySummaries,
  categoryGetAll,
  categoryReplaced,
} from '@course-plateform/types/category';
import { courseCountByCategory } from '@course-plateform/types/course';
import { CourseFixture } from './course.fixture';

const NAMES: Readonly<Record<string, string>> = { en: 'Web Development', es: 'Desarrollo web' };

describe('names of categories in the catalog', () => {
  let fixture: CourseFixture;
  let categoryId: string;
  let courseId: string;

  beforeAll(async () => {
    fixture = await CourseFixture.start({ CATALOG_NAMES_CACHE_MS: '60000' });
    fixture.categories.respondWith(inLanguage);
  });

  afterAll(() => fixture.stop());

  beforeEach(async () => {
    categoryId = newId();
    ({ id: courseId } = await fixture.published({ categoryId }));
    await fixture.published({ categoryId });
  });

  /** As the category service responds: by the language of the request it is called for. */
  function inLanguage({ categoryIds }: CategoryGetMany): CategorySummaries {
    const language = fixture.categories.requests.at(-1)?.headers['accept-language'] ?? '';
    const name = NAMES[language] ?? 'Without a language';
    return { categories: categoryIds.map((id) => ({ id, name, slug: 'web', parentId: null })) };
  }

  const list = (language: string) =>
    fixture.get(`/courses?categoryId=${categoryId}`).set('Accept-Language', language);

  const page = (language: string) =>
    fixture.get(`/courses/${courseId}`).set('Accept-Language', language);

  async function graphql(language: string): Promise<string[]> {
    const { body } = await fixture.course.http
      .post('/course/graphql')
      .set('Accept-Language', language)
      .send({
        query: `{ courses(filter: { categoryId: "${categoryId}" }) { items { category { name } } } }`,
      });
    return body.data.courses.items.map(({ category }: Named) => category.name);
  }

  interface Named {
    readonly category: { readonly name: string };
  }

  it('are in the language of the caller, requested once for each', async () => {
    const before = fixture.categories.requests.length;
    for (const language of ['es-MX', 'en', 'es', 'en']) {
      const name = NAMES[language.slice(0, 2)] ?? '';
      const listed = await list(language).expect(200);
      expect(listed.body.items.map(({ category }: Named) => category.name)).toEqual([name, name]);
      const shown = await page(language).expect(200);
      expect(shown.body.category.name).toBe(name);
      expect(shown.headers['content-language']).toBe(language.slice(0, 2));
      expect(await graphql(language)).toEqual([name, name]);
    }
    expect(fixture.categories.requests.length - before).toBe(2);
  });

  it('have an entity tag for each language', async () => {
    const tags = [(await page('en')).headers['etag'], (await page('es')).headers['etag']];
    expect(new Set(tags).size).toBe(2);
    await page('es').set('If-None-Match', String(tags[0])).expect(200);
    await page('es').set('If-None-Match', String(tags[1])).expect(304);
  });

  it('are those of the category that replaces another one', async () => {
    const successor = { id: newId(), name: 'Successor', slug: 'successor', parentId: null };
    fixture.categories.respondWith(({ categoryIds }) => ({
      categories: [successor],
      replacements: categoryIds.map((id) => ({ categoryId: id, replacedBy: successor.id })),
    }));
    const listed = await list('fr').expect(200);
    fixture.categories.respondWith(inLanguage);
    expect(listed.body.items.map(({ category }: { category: object }) => category)).toEqual([
      successor,
      successor,
    ]);
  });

  it('are requested again once the category is replaced', async () => {
    expect((await page('en').expect(200)).body.category).toMatchObject({ id: categoryId });
    const successor = { id: newId(), name: 'Successor', slug: 'successor', parentId: null };
    fixture.categories.respondWith(() => ({
      categories: [successor],
      replacements: [{ categoryId, replacedBy: successor.id }],
    }));
    const event = { categoryId, replacedBy: successor.id };
    const about = { aggregateId: categoryId, aggregateVersion: 1 };
    await fixture.course.events.publish(categoryReplaced, event, about);
    await eventually('the successor', async () => {
      return (await page('en').expect(200)).body.category.id === successor.id;
    });
    fixture.categories.respondWith(inLanguage);
  });

  it('are in the tree over GraphQL, in the language of the caller', async () => {
    const root = { id: newId(), slug: 'web', parentId: null, courseCount: 3, ownCourseCount: 1 };
    const child = { ...root, id: newId(), parentId: root.id, courseCount: 2, ownCourseCount: 2 };
    const all: FakeUpstream<CategoryGetAll, CategoryList> = await fixture.course.upstreams.fake(
      categoryGetAll,
      () => {
        const name = NAMES[all.requests.at(-1)?.headers['accept-language'] ?? ''] ?? '';
        return { categories: [root, child].map((one) => ({ ...one, name })) };
      },
    );
    const send = (fields: string) =>
      fixture.course.http
        .post('/course/graphql')
        .set('Accept-Language', 'es')
        .send({ query: `{ categories { ${fields} } }` });
    const { body } = await send('id name slug parentId courseCount ownCourseCount');
    const name = NAMES['es'];
    expect(body).toEqual({ data: { categories: [root, child].map((one) => ({ ...one, name })) } });
    expect(all.requests).toHaveLength(1);
    all.disconnect();
    const without = await send('id');
    expect(without.body.errors).toMatchObject([{ extensions: { code: 'upstream.unavailable' } }]);
  });

  it('are counted by the draft and by what the catalog shows', async () => {
    const other = newId();
    const { body } = await fixture.get(`/courses/${courseId}/draft`, fixture.admin);
    await fixture
      .change('patch', `/courses/${courseId}/draft`, body.version, { categoryId: other })
      .expect(200);
    const categoryIds = [categoryId, other, newId()];
    const { counts } = await fixture.course.rpc.request(courseCountByCategory, { categoryIds });
    expect(counts).toEqual([
      { categoryId, courses: 2, published: 2 },
      { categoryId: other, courses: 1, published: 0 },
      { categoryId: categoryIds[2], courses: 0, published: 0 },
    ]);
  });
});
