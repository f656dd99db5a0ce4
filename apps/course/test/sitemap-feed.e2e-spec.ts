import { DAY_MS, FixedClock } from '@course-plateform/common/kernel';
import type { SitemapItem } from '../src/course-feed/sitemap.dto';
import { CourseFixture } from './course.fixture';

describe('the feed for sitemaps', () => {
  let clock: FixedClock;
  let fixture: CourseFixture;

  beforeAll(async () => {
    clock = new FixedClock(new Date('2026-03-20T12:00:00Z'));
    fixture = await CourseFixture.start({}, clock);
  });

  afterAll(() => fixture.stop());

  async function read(limit: number, cursor?: string): Promise<SitemapItem[]> {
    const next = cursor === undefined ? '' : `&cursor=${cursor}`;
    const { body } = await fixture.get(`/sitemap-feed?limit=${limit}${next}`).expect(200);
    expect(body.page.limit).toBe(limit);
    const rest = body.page.next === null ? [] : await read(limit, body.page.next as string);
    return [...(body.items as SitemapItem[]), ...rest];
  }

  const slugOf = async (id: string) => String((await fixture.get(`/courses/${id}`)).body.slug);

  it('has published courses only, each with its last publication', async () => {
    const first = await fixture.published({ title: 'First' });
    const again = await fixture.published({ title: 'Again' });
    const hidden = await fixture.published({ title: 'Hidden' });
    const archived = await fixture.published({ title: 'Archived' });
    await fixture.draft({ title: 'Draft' });
    await fixture.post(`/courses/${hidden.id}/unpublications`).expect(201);
    await fixture.post(`/courses/${archived.id}/archives`).expect(201);
    const published = clock.now().toISOString();
    clock.advance(DAY_MS);
    await fixture.post(`/courses/${again.id}/publications`).expect(201);
    const expected = [
      { slug: await slugOf(first.id), lastModified: published, url: null },
      { slug: await slugOf(again.id), lastModified: clock.now().toISOString(), url: null },
    ];
    expect(await read(100)).toEqual(expected);
  });

  it('passes over no course that was published at the same time, wherever a page ends', async () => {
    for (const _ of [1, 2, 3]) await fixture.published();
    const whole = await read(100);
    expect(whole.length).toBeGreaterThan(3);
    for (const limit of [1, 2, 3]) expect(await read(limit)).toEqual(whole);
  });

  it('shows a course that is published while pages are read at the end', async () => {
    const { body } = await fixture.get('/sitemap-feed?limit=1').expect(200);
    clock.advance(DAY_MS);
    const { id } = await fixture.published({ title: 'Meanwhile' });
    const rest = await read(2, body.page.next as string);
    expect(rest.at(-1)?.slug).toBe(await slugOf(id));
  });

  it('may be cached as other public lists', async () => {
    const { headers } = await fixture.get('/sitemap-feed').expect(200);
    expect(headers['cache-control']).toBe('public, max-age=60, stale-while-revalidate=300');
    await fixture
      .get('/sitemap-feed')
      .set('If-None-Match', headers['etag'] ?? '')
      .expect(304);
  });
});
