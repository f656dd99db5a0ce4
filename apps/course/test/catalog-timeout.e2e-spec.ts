import { newId } from '@course-plateform/common/kernel';
import { collectionOf } from '@course-plateform/common/persistence';
import { CatalogEntry } from '../src/catalog/catalog-entry.entity';
import { CourseFixture } from './course.fixture';

describe('a search that exceeds its time limit', () => {
  let fixture: CourseFixture;
  let courseId: string;

  beforeAll(async () => {
    fixture = await CourseFixture.start({ CATALOG_SEARCH_TIMEOUT_MS: '1' });
    const published = await fixture.published({ title: 'Common words' });
    courseId = published.id;
    // More than a database reads in a millisecond.
    const entries = collectionOf(fixture.course.em(), CatalogEntry);
    const row = await entries.findOne({ _id: courseId as never });
    const copies = Array.from({ length: 5000 }, () => ({ ...row, _id: newId(), slug: newId() }));
    await entries.insertMany(copies as never[]);
  });

  afterAll(() => fixture.stop());

  it('is aborted with advice, and the error is not cached', async () => {
    for (let times = 0; times < 2; times++) {
      const response = await fixture.get('/courses?minRating=0&language=en,es').expect(503);
      expect(response.body).toMatchObject({
        code: 'catalog.search_timeout',
        status: 503,
        detail: 'Searching the catalog took longer than allowed.',
      });
      expect(response.headers['retry-after']).toBe('30');
      expect(response.headers['cache-control']).toBe('no-store');
    }
  });

  it('has the same code in GraphQL', async () => {
    const query = '{ courses(filter: { minRating: 0, language: ["en", "es"] }) { items { id } } }';
    const { body } = await fixture.course.http.post('/course/graphql').send({ query });
    expect(body).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'catalog.search_timeout', status: 503 } }],
    });
  });

  it('does not affect reads by id or slug', async () => {
    await fixture.get(`/courses/${courseId}`).expect(200);
  });
});
