import { eventually } from '@course-plateform/common/test-kit';
import { ratingChanged } from '@course-plateform/types/review';
import type { CourseStructuredData } from '../src/catalog/structured-data.dto';
import { LessonFixture } from './lesson.fixture';
import { photo } from './media.fixture';

const HOSTILE = 'Web</script><script>alert(1)</script>';

describe('structured data on the page of a course', () => {
  let fixture: LessonFixture;

  beforeAll(async () => {
    fixture = await LessonFixture.start({
      CATALOG_CACHE_MS: '0',
      PUBLIC_URL: 'https://learn.example',
      COURSE_PAGE_URL: 'https://learn.example/courses/{slug}',
      COURSE_PROVIDER_NAME: 'Learn',
    });
  });

  afterAll(() => fixture.courses.stop());

  const page = async (id: string) => (await fixture.courses.get(`/courses/${id}`).expect(200)).body;

  /** The text that GraphQL has for a script element. */
  async function scriptText(id: string): Promise<string | null> {
    const { body } = await fixture.courses.course.http
      .post('/course/graphql')
      .send({ query: `{ course(id: "${id}") { structuredData } }` });
    expect(body.errors).toBeUndefined();
    return body.data.course.structuredData as string | null;
  }

  it('has what search engines require, with absolute addresses, over REST and GraphQL alike', async () => {
    const image = await fixture.files.processedUpload('image', await photo(800, 450));
    const { id } = await fixture.courses.published({ coverId: image.id });
    const { structuredData, slug } = await page(id);
    expect(structuredData).toEqual({
      '@context': 'https://schema.org',
      '@type': 'Course',
      name: 'Complete Web Development',
      description: 'Everything from the first tag to the last server.',
      url: `https://learn.example/courses/${slug}`,
      inLanguage: 'en',
      image: [`https://learn.example/api/v1/media/${image.id}/images/w800.jpeg`],
      provider: { '@type': 'Organization', name: 'Learn' },
      offers: [{ '@type': 'Offer', category: 'Paid', price: 19.99, priceCurrency: 'USD' }],
      hasCourseInstance: [
        {
          ...{ '@type': 'CourseInstance', courseMode: 'Online', courseWorkload: 'PT5M' },
          instructor: [{ '@type': 'Person', name: 'Grace Hopper' }],
        },
      ],
    });
    expect(JSON.parse((await scriptText(id)) ?? '')).toEqual(structuredData);
  });

  it('has a rating as soon as there are reviews', async () => {
    const { id } = await fixture.courses.published();
    const rating = { courseId: id, average: 4.5, count: 2 };
    await fixture.courses.course.events.publish(ratingChanged, rating, { aggregateId: id });
    const rated = await eventually('the rating', async () => {
      const { structuredData } = (await page(id)) as { structuredData: CourseStructuredData };
      return structuredData.aggregateRating;
    });
    expect(rated).toMatchObject({ ratingValue: 4.5, ratingCount: 2, bestRating: 5 });
  });

  it('never ends the script element that it is put into, whatever authors write', async () => {
    const { id } = await fixture.courses.published({
      title: HOSTILE,
      description: `<p>Everything about &lt;/script&gt; and <b>&lt;!--</b> on a page.</p>`,
    });
    const { title, structuredData } = await page(id);
    expect(title).toBe(HOSTILE);
    expect(structuredData.name).toBe('Web alert(1)');
    expect(JSON.stringify(structuredData)).not.toMatch(/<[a-z/!?]/i);
    expect(await scriptText(id)).not.toContain('<');
  });

  it('is not there for a course that is not for sale', async () => {
    const { id } = await fixture.courses.published();
    await fixture.courses.post(`/courses/${id}/unpublications`).expect(201);
    const { body } = await fixture.courses.get(`/courses/${id}`, fixture.courses.instructor);
    expect(body).toMatchObject({ forSale: false, structuredData: null });
  });
});
