import { newId } from '@course-plateform/common/kernel';
import { ReadModels } from '@course-plateform/common/events';
import { Statements } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import {
  categoryGetMany,
  categoryGetSubtree,
  categoryReplaced,
} from '@course-plateform/types/category';
import { coursePublished, courseRefiled } from '@course-plateform/types/course';
import type { CategoryNode, CategoryResponse } from '../src/category/category.dto';
import { Category } from '../src/category/category.entity';
import { ChildrenOrder } from '../src/category/children-order.entity';
import { CategoryReplacement } from '../src/category-replacement/category-replacement.entity';
import { CourseCount } from '../src/course-count/course-count.entity';
import { CategoryFixture } from './category.fixture';

describe('deleting a category for the benefit of another one', () => {
  let fixture: CategoryFixture;
  let old: CategoryResponse;
  let target: CategoryResponse;

  beforeAll(async () => {
    fixture = await CategoryFixture.start();
  });

  afterAll(() => fixture.service.stop());

  beforeEach(async () => {
    old = await fixture.created(`Old ${newId()}`);
    target = await fixture.created(`Target ${newId()}`);
  });

  function replace(category: { id: string; version: number }, reassignTo: string) {
    return fixture.change('delete', `/${category.id}?reassignTo=${reassignTo}`, category.version);
  }

  function published(courseId: string, categoryId: string, aggregateVersion: number) {
    return fixture.service.events.publish(
      coursePublished,
      { courseId, categoryId, publication: 1, instructorId: newId(), title: 'A course' },
      { aggregateId: courseId, aggregateVersion },
    );
  }

  async function node(id: string): Promise<CategoryNode | undefined> {
    return (await fixture.listed()).find((one) => one.id === id);
  }

  const replacements = () =>
    fixture.service.events
      .of(categoryReplaced)
      .map(({ payload }) => payload)
      .filter(({ replacedBy }) => replacedBy === target.id);

  it('removes it at once, leads its addresses to the other one and publishes it', async () => {
    await fixture.update(old, { slug: `later-${old.slug}` }).expect(200);
    const requests = fixture.service.upstreams.requests.length;
    await replace({ ...old, version: 2 }, target.id).expect(204);
    for (const address of [old.id, old.slug, `later-${old.slug}`]) {
      const response = await fixture.get(`/${address}`).expect(301);
      expect(response.headers['location']).toBe(`/api/v1/categories/${target.slug}`);
    }
    expect(await node(old.id)).toBeUndefined();
    const event = await fixture.service.events.next(
      categoryReplaced,
      ({ aggregateId }) => aggregateId === old.id,
    );
    expect(event).toMatchObject({
      aggregateVersion: 1,
      payload: { categoryId: old.id, replacedBy: target.id },
    });
    expect(await fixture.service.stored(Category, { id: old.id })).toEqual([]);
    expect(await fixture.service.stored(ChildrenOrder, { id: old.id })).toEqual([]);
    expect(await fixture.service.stored(CategoryReplacement, { id: old.id })).toMatchObject([
      { replacedBy: target.id },
    ]);
    // No request is sent to the course service: there may be courses in it.
    expect(fixture.service.upstreams.requests.length).toBe(requests);
    await replace({ ...old, version: 2 }, target.id).expect(404);
    expect(replacements()).toHaveLength(1);
  });

  it('counts the courses in the other one from then on, wherever they are filed yet', async () => {
    const [one, other] = [newId(), newId()];
    await published(one, old.id, 1);
    await published(other, target.id, 1);
    await eventually('both are counted', async () => {
      const counts = [await node(old.id), await node(target.id)].map((its) => its?.courseCount);
      return counts.join() === '1,1';
    });
    await replace(old, target.id).expect(204);
    expect(await node(target.id)).toMatchObject({ courseCount: 2, ownCourseCount: 2 });
    const filed = { courseId: one, categoryId: target.id };
    const about = { aggregateId: one, aggregateVersion: 2 };
    await fixture.service.events.publish(courseRefiled, filed, about);
    await published(newId(), target.id, 1);
    await eventually('the third', async () => (await node(target.id))?.ownCourseCount === 3);
    const stored = async (categoryId: string) =>
      (await fixture.service.stored(CourseCount, { categoryId }))[0]?.courses;
    await eventually('the count has moved', async () => (await stored(old.id)) === 0);
    expect(await stored(target.id)).toBe(3);
  });

  it('is known to other services', async () => {
    const child = await fixture.created('Below', target.id);
    await replace(old, child.id).expect(204);
    const { rpc } = fixture.service;
    const categoryIds = [old.id, target.id, newId()];
    const { categories, replacements: known } = await rpc.request(categoryGetMany, {
      categoryIds,
    });
    expect(categories.map(({ id }) => id).toSorted()).toEqual([child.id, target.id].toSorted());
    expect(known).toEqual([{ categoryId: old.id, replacedBy: child.id }]);
    for (const categoryId of [target.id, child.id, old.id]) {
      const subtree = await rpc.request(categoryGetSubtree, { categoryId });
      expect(subtree.categoryIds).toEqual([
        ...(categoryId === target.id ? [target.id] : []),
        child.id,
        old.id,
      ]);
    }
    await fixture.change('delete', `/${target.id}`, 1).expect(409);
  });

  it('takes what was replaced before along', async () => {
    const last = await fixture.created(`Last ${newId()}`);
    await replace(old, target.id).expect(204);
    await replace({ ...target, version: 2 }, last.id).expect(204);
    for (const address of [old.id, old.slug, target.id, target.slug]) {
      const response = await fixture.get(`/${address}`).expect(301);
      expect(response.headers['location']).toBe(`/api/v1/categories/${last.slug}`);
    }
    const event = await fixture.service.events.next(
      categoryReplaced,
      ({ payload }) => payload.categoryId === old.id && payload.replacedBy === last.id,
    );
    expect(event.aggregateVersion).toBe(2);
    const reply = await fixture.service.rpc.request(categoryGetMany, { categoryIds: [old.id] });
    expect(reply.categories).toMatchObject([{ id: last.id }]);
  });

  it('moves the categories below it to the end of the other’s', async () => {
    const first = await fixture.created('First', target.id);
    const [b, a] = [await fixture.created('B', old.id), await fixture.created('A', old.id)];
    await replace(old, target.id).expect(204);
    const below = (await fixture.listed()).filter(({ parentId }) => parentId === target.id);
    expect(below.map(({ id }) => id)).toEqual([first.id, b.id, a.id]);
    await fixture.get(`/${old.id}/children-order`, 'en', fixture.admin).expect(404);
  });

  it('may be the one above it, also for a category with the same slug', async () => {
    const child = await fixture.created('Same', target.id);
    const grandchild = await fixture.created('Same', child.id);
    await replace(child, target.id).expect(204);
    expect(await node(grandchild.id)).toMatchObject({ parentId: target.id, slug: 'same' });
    expect((await fixture.get(`/${child.id}`).expect(301)).headers['location']).toContain(
      target.slug,
    );
  });

  it('is refused for itself, one below it and one that does not exist', async () => {
    const child = await fixture.created('Child', old.id);
    const grandchild = await fixture.created('Grandchild', child.id);
    for (const id of [old.id, child.id, grandchild.id, newId()]) {
      const response = await replace(old, id).expect(422);
      expect(response.body.code).toBe('category.reassign_target_invalid');
    }
    await replace(old, 'no-id').expect(400);
    await replace({ ...old, version: 2 }, target.id).expect(412);
    expect(await node(old.id)).toBeDefined();
    expect(replacements()).toEqual([]);
  });

  it('is refused when the categories below it do not fit there', async () => {
    const child = await fixture.created('Twin', old.id);
    const twin = await fixture.created('Twin', target.id);
    const taken = await replace(old, target.id).expect(409);
    expect(taken.body).toMatchObject({ code: 'category.slug_taken' });
    expect(taken.body.detail).toContain('"twin"');
    await fixture.created('Deep', child.id);
    const deep = await replace(old, twin.id).expect(422);
    expect(deep.body.code).toBe('category.too_deep');
    expect(await fixture.service.stored(Category, { id: child.id })).toMatchObject([
      { parentId: old.id, version: 1 },
    ]);
  });

  it('leaves no two that replace each other, however close they come', async () => {
    const responses = await Promise.all([replace(old, target.id), replace(target, old.id)]);
    const statuses = responses.map(({ status }) => status).sort();
    expect([
      [204, 404],
      [204, 412],
    ]).toContainEqual(statuses);
    const left = [await node(old.id), await node(target.id)].filter((one) => one !== undefined);
    expect(left).toHaveLength(1);
  });

  it('counts the courses on their way when the other one is deleted in turn', async () => {
    await replace(old, target.id).expect(204);
    const inOld = (number: number): void =>
      fixture.courses.respondWith(({ categoryIds }) => ({
        counts: categoryIds.map((categoryId) => ({
          categoryId,
          courses: categoryId === old.id ? number : 0,
          published: 0,
        })),
      }));
    inOld(3);
    const remove = () => fixture.change('delete', `/${target.id}`, 2);
    const response = await remove().expect(409);
    expect(response.body).toMatchObject({ code: 'category.in_use', courses: 3, children: 0 });
    inOld(0);
    await remove().expect(204);
    await fixture.get(`/${old.id}`).expect(404);
    expect(await fixture.service.stored(CategoryReplacement, { id: old.id })).toEqual([]);
  });

  it('takes as many statements for three categories below it as for one', async () => {
    const statements = new Statements(fixture.service);
    const taken = async (children: number): Promise<string[]> => {
      const parent = await fixture.created(`Parent ${newId()}`);
      for (let n = 0; n < children; n += 1) await fixture.created(`${newId()} ${n}`, parent.id);
      const { body } = await fixture.get(`/${target.id}`).expect(200);
      statements.take();
      await replace(parent, (body as CategoryResponse).id).expect(204);
      return statements.take();
    };
    const ofOne = await taken(1);
    expect(await taken(3)).toHaveLength(ofOne.length);
  });

  it('is published again for a course service that has lost it', async () => {
    await replace(old, target.id).expect(204);
    const count = () => replacements().length;
    await eventually('the event', () => count() === 1);
    const { service } = fixture;
    await service.get(ReadModels).republish([categoryReplaced.subject]);
    await eventually('the event again', () => count() === 2);
  });
});
