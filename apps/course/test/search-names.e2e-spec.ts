import { ReadModels } from '@course-plateform/common/events';
import { eventually } from '@course-plateform/common/test-kit';
import { bearer } from '@course-plateform/common/testing';
import { userRenamed } from '@course-plateform/types/user';
import { CatalogEntry } from '../src/catalog/catalog-entry.entity';
import type { CourseFeedPageResponse } from '../src/course-feed/course-feed.dto';
import { Topic } from '../src/topic/topic.entity';
import { CourseFixture } from './course.fixture';

describe('names in searches', () => {
  let fixture: CourseFixture;

  beforeAll(async () => {
    fixture = await CourseFixture.startWithSearch({ CATALOG_CACHE_MS: '0', RPC_TIMEOUT_MS: '500' });
  });

  afterAll(() => fixture.stop());

  async function titles(q: string): Promise<string[]> {
    const { body } = await fixture.get(`/courses?q=${encodeURIComponent(q)}`).expect(200);
    return body.items.map(({ title }: { title: string }) => title);
  }

  /** The feed from a place on, once a course is in it. */
  function feedWith(id: string, cursor?: string): Promise<CourseFeedPageResponse> {
    return eventually('the feed has the course', async () => {
      const query = cursor === undefined ? '' : `?cursor=${cursor}`;
      const page: CourseFeedPageResponse = (await fixture.get(`/course-feed${query}`)).body;
      return page.items.some((item) => item.id === id) ? page : undefined;
    });
  }

  it('follow the synonyms of a topic', async () => {
    const { id } = await fixture.published({ title: 'Servers', topics: ['kubernetes'] });
    await fixture.published({ title: 'Something else', topics: ['gardens'] });
    await fixture.searched();
    expect(await titles('orchestrator')).toEqual([]);
    const topic = { name: 'kubernetes', synonyms: ['orchestrator'] };
    const { body } = await fixture.post('/topics', topic, fixture.admin).expect(201);
    await eventually('the new synonym', async () => (await titles('orchestrator')).length === 1);
    await fixture.course.http
      .patch(`/api/v1/topics/${body.id}`)
      .set({ ...bearer(fixture.admin), 'If-Match': '"1"' })
      .send({ synonyms: ['scheduler'] })
      .expect(200);
    await eventually('the next synonym', async () => (await titles('scheduler')).length === 1);
    expect(await titles('orchestrator')).toEqual([]);
    await fixture.searched();
    const [stored] = await fixture.course.stored(Topic, { name: 'kubernetes' });
    expect(stored?.searchPending).toBeNull();
    // The course itself is as it was, and can be changed as ever.
    await fixture.post(`/courses/${id}/unpublications`).expect(201);
    await eventually('its end', async () => (await titles('scheduler')).length === 0);
  });

  it('of instructors follow them, in pages and in the feed too', async () => {
    const { id } = await fixture.published({ title: 'Assemblers' });
    await fixture.searched();
    expect(await titles('assemblers hopper')).toEqual(['Assemblers']);
    const name = async (): Promise<string> =>
      (await fixture.get(`/courses/${id}`).expect(200)).body.instructor.name;
    expect(await name()).toBe('Grace Hopper');
    const { resumeCursor } = await feedWith(id);
    const [before] = await fixture.course.stored(CatalogEntry, { id });
    fixture.profiles.respondWith(({ userIds }) => ({
      profiles: userIds.map((userId) => ({
        ...{ id: userId, name: 'Grace Murray', slug: 'grace-hopper', isInstructor: true },
        ...{ headline: null, avatarUrl: null },
      })),
    }));
    const userId = fixture.instructor.id;
    await fixture.course.events.publish(userRenamed, { userId }, { aggregateId: userId });
    await eventually('the new name', async () => (await titles('assemblers murray')).length === 1);
    expect(await titles('assemblers hopper')).toEqual([]);
    expect(await name()).toBe('Grace Murray');
    const { items } = await feedWith(id, resumeCursor);
    expect(items.find((item) => item.id === id)).toMatchObject({
      course: { instructor: { name: 'Grace Murray' } },
    });
    const [after] = await fixture.course.stored(CatalogEntry, { id });
    expect(after?.publication).toBe(before?.publication);
    expect(after?.learners).toBe(before?.learners);
  });

  it('of instructors outlive a rebuild without the user service', async () => {
    await fixture.published({ title: 'Compilers' });
    await fixture.searched();
    expect(await titles('compilers grace')).toEqual(['Compilers']);
    fixture.profiles.disconnect();
    await expect(fixture.course.get(ReadModels).reset('search')).rejects.toThrow();
    expect(await titles('compilers grace')).toEqual(['Compilers']);
  });
});
