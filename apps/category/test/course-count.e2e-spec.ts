import { newId } from '@course-plateform/common/kernel';
import { ReadModels } from '@course-plateform/common/events';
import {
  type TestService,
  type TestUser,
  bearer,
  startTestService,
} from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { coursePublished, courseUnpublished } from '@course-plateform/types/course';
import { Role } from '@course-plateform/types/platform';
import { service } from '../src/app.module';
import type { CategoryNode, CategoryResponse } from '../src/category/category.dto';
import { Category } from '../src/category/category.entity';
import { CourseCount } from '../src/course-count/course-count.entity';

describe('course counts of categories', () => {
  let category: TestService;
  let admin: TestUser;
  let development: CategoryResponse;
  let web: CategoryResponse;
  let music: CategoryResponse;

  beforeAll(async () => {
    category = await startTestService(service);
    admin = await category.user(Role.admin);
  });

  afterAll(() => category.stop());

  beforeEach(async () => {
    development = await created(`Development ${newId()}`);
    web = await created(`Web ${newId()}`, development.id);
    music = await created(`Music ${newId()}`);
  });

  async function created(name: string, parentId: string | null = null): Promise<CategoryResponse> {
    const response = await category.http
      .post('/api/v1/categories')
      .set(bearer(admin))
      .send({ name, parentId })
      .expect(201);
    return response.body as CategoryResponse;
  }

  function publish(courseId: string, { id: categoryId }: { id: string }, aggregateVersion: number) {
    return category.events.publish(
      coursePublished,
      { courseId, categoryId, publication: 1, instructorId: newId(), title: 'A course' },
      { aggregateId: courseId, aggregateVersion },
    );
  }

  function unpublish(courseId: string, aggregateVersion: number) {
    const about = { aggregateId: courseId, aggregateVersion };
    return category.events.publish(courseUnpublished, { courseId }, about);
  }

  async function counts(): Promise<(number | undefined)[]> {
    const { body } = await category.http.get('/api/v1/categories').expect(200);
    const items = (body as { items: CategoryNode[] }).items;
    return [development, web, music].map(
      (one) => items.find(({ id }) => id === one.id)?.courseCount,
    );
  }

  function untilCounted(...expected: number[]) {
    return eventually(
      `counts ${expected.join()}`,
      async () => (await counts()).join() === expected.join(),
    );
  }

  it('include subcategories, and follow a course that moves or is unpublished', async () => {
    const [one, other] = [newId(), newId()];
    await publish(one, web, 1);
    await publish(other, development, 1);
    await untilCounted(2, 1, 0);
    await publish(one, music, 2);
    await untilCounted(1, 0, 1);
    await unpublish(one, 3);
    await untilCounted(1, 0, 0);
    const nested = await category.http.get('/api/v1/categories?tree=true').expect(200);
    const root = (nested.body as { items: CategoryNode[] }).items.find(
      ({ id }) => id === development.id,
    );
    expect([root?.courseCount, root?.children?.[0]?.courseCount]).toEqual([1, 0]);
  });

  it('ignore duplicate and late events, and do not change the category’s version', async () => {
    const courseId = newId();
    await unpublish(courseId, 2);
    await publish(courseId, web, 1);
    await publish(courseId, music, 3);
    await publish(courseId, music, 3);
    await untilCounted(0, 0, 1);
    const known = newId();
    await publish(known, web, 1);
    await untilCounted(1, 1, 1);
    expect(await category.stored(CourseCount, { categoryId: music.id })).toMatchObject([
      { courses: 1 },
    ]);
    expect(await category.stored(Category, { id: music.id })).toMatchObject([
      { version: music.version },
    ]);
  });

  it('are correct for concurrent events', async () => {
    await Promise.all(Array.from({ length: 20 }, () => publish(newId(), web, 1)));
    await untilCounted(20, 20, 0);
  });

  it('are counted again by a rebuild', async () => {
    const courseId = newId();
    await publish(courseId, web, 1);
    await untilCounted(1, 1, 0);
    expect(await category.get(ReadModels).reset('course-counts')).toEqual({
      name: 'course-counts',
      events: [coursePublished.subject, courseUnpublished.subject],
    });
    expect(await counts()).toEqual([0, 0, 0]);
    await publish(courseId, web, 1);
    await untilCounted(1, 1, 0);
  });
});
