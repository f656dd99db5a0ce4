import { newId } from '@course-plateform/common/kernel';
import { collectionOf } from '@course-plateform/common/persistence';
import { CatalogEntry } from '../src/catalog/catalog-entry.entity';
import { CourseFixture } from './course.fixture';

describe('a search that takes too long', () => {
  let fixture: CourseFixture;
  let courseId: string;

  beforeAll(async () => {
    fixture = await CourseFixture.start({ CATALOG_SEARCH_TIMEOUT_MS: '1' });
    const published = await fixture.published({ title: 'Common words' });
    courseId = published.id;
    // More than a database reads in a millisecond.
    const entries = collectionOf(fixture.course.em(), CatalogEntry);
    const row = await entries.findOne({ _id: courseId as never });
    const copies = Array.from({ length: 20_000 }, () => ({ ...row, _id: newId(), slug: newId() }));
    await entries.insertMany(copies as never[]);
  });

  afterAll(() => fixture.stop());

  it('is given up, says what to do, and is not kept as an answer', async () => {
    for (let times = 0; times < 2; times++) {
      const answer = await fixture.get('/courses?q=common').expect(503);
      expect(answer.body).toMatchObject({
        code: 'catalog.search_timeout',
        status: 503,
        detail: 'Searching the catalog took longer than allowed.',
      });
      expect(answer.headers['retry-after']).toBe('30');
      expect(answer.headers['cache-control']).toBe('no-store');
    }
  });

  it('has the same code in GraphQL', async () => {
    const query = '{ courses(filter: { q: "common" }) { items { id } } }';
    const { body } = await fixture.course.http.post('/course/graphql').send({ query });
    expect(body).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'catalog.search_timeout', status: 503 } }],
    });
  });

  it('leaves what is found by its name alone', async () => {
    await fixture.get(`/courses/${courseId}`).expect(200);
  });
});
