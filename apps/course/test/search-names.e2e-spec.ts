import { ReadModels } from '@course-plateform/common/events';
import { eventually } from '@course-plateform/common/test-kit';
import { bearer } from '@course-plateform/common/testing';
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

  it('of instructors outlive a rebuild without the user service', async () => {
    await fixture.published({ title: 'Compilers' });
    await fixture.searched();
    expect(await titles('compilers hopper')).toEqual(['Compilers']);
    fixture.profiles.disconnect();
    await expect(fixture.course.get(ReadModels).reset('search')).rejects.toThrow();
    expect(await titles('compilers hopper')).toEqual(['Compilers']);
  });
});
