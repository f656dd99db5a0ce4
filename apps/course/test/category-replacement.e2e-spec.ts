import { newId } from '@course-plateform/common/kernel';
import { ReadModels } from '@course-plateform/common/events';
import { collectionOf } from '@course-plateform/common/persistence';
import { Statements } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { categoryReplaced } from '@course-plateform/types/category';
import { courseRefiled } from '@course-plateform/types/course';
import { CatalogEntry } from '../src/catalog/catalog-entry.entity';
import { CategoryReplacement } from '../src/category-replacement/category-replacement.entity';
import { CategoryReplacementJob } from '../src/category-replacement/category-replacement.job';
import type { CourseDraftResponse } from '../src/course/course.dto';
import { Course } from '../src/course/course.entity';
import { CourseFixture } from './course.fixture';

describe('courses of a replaced category', () => {
  let fixture: CourseFixture;
  let old: string;
  let next: string;

  beforeAll(async () => {
    fixture = await CourseFixture.start();
  });

  afterAll(() => fixture.stop());

  beforeEach(() => {
    [old, next] = [newId(), newId()];
  });

  function replaced(categoryId = old, replacedBy = next, aggregateVersion = 1) {
    return fixture.course.events.publish(
      categoryReplaced,
      { categoryId, replacedBy },
      { aggregateId: categoryId, aggregateVersion },
    );
  }

  const run = () => fixture.course.get(CategoryReplacementJob).run();

  async function draft(id: string): Promise<CourseDraftResponse> {
    return (await fixture.get(`/courses/${id}/draft`, fixture.admin).expect(200)).body;
  }

  async function filed(id: string): Promise<string | null> {
    return (await draft(id)).categoryId;
  }

  const moved = (id: string) =>
    fixture.course.events.of(courseRefiled).filter(({ aggregateId }) => aggregateId === id);

  /** How many courses, and pages of the catalog, are filed under a category. */
  async function left(categoryId: string): Promise<number[]> {
    const em = fixture.course.em();
    return [
      await collectionOf(em, Course).countDocuments({ 'details.categoryId': categoryId }),
      await collectionOf(em, CatalogEntry).countDocuments({ categoryId }),
    ];
  }

  function started(count: number): Promise<unknown> {
    return Promise.all(
      Array.from({ length: count }, (_, n) =>
        fixture.post('/courses', { title: `Course ${n}`, categoryId: old }).expect(201),
      ),
    );
  }

  it('move with it, in every state, and are else as they were', async () => {
    const { id: unsubmitted } = await fixture.draft({ categoryId: old });
    const { id: submitted } = await fixture.draft({ categoryId: old });
    await fixture.post(`/courses/${submitted}/submissions`).expect(201);
    const { id: approved } = await fixture.draft({ categoryId: old });
    await fixture.approve(approved);
    const { id: published } = await fixture.published({ categoryId: old });
    const { id: hidden } = await fixture.published({ categoryId: old });
    await fixture.post(`/courses/${hidden}/unpublications`).expect(201);
    const { id: elsewhere } = await fixture.draft({ categoryId: newId() });
    const ids = [unsubmitted, submitted, approved, published, hidden];
    const before = await Promise.all(ids.map(draft));
    const untouched = await draft(elsewhere);
    await replaced();
    await eventually('nothing is left', async () => (await left(old)).join() === '0,0');
    for (const [index, id] of ids.entries()) {
      const {
        version = 0,
        updatedAt: _,
        ...rest
      }: Partial<CourseDraftResponse> = before[index] ?? {};
      expect(await draft(id)).toEqual({
        ...rest,
        categoryId: next,
        version: version + 1,
        updatedAt: expect.any(String),
      });
    }
    expect(await draft(elsewhere)).toEqual(untouched);
    const event = await fixture.course.events.next(
      courseRefiled,
      ({ aggregateId }) => aggregateId === published,
    );
    expect(event).toMatchObject({
      aggregateVersion: (before[3]?.version ?? 0) + 1,
      payload: { courseId: published, categoryId: next },
    });
    expect(ids.flatMap(moved)).toHaveLength(1);
    const { body } = await fixture.get(`/courses?categoryId=${next}`).expect(200);
    expect(body.items).toMatchObject([{ id: published, category: { id: next } }]);
    await fixture.post(`/courses/${approved}/publications`).expect(201);
  });

  it('move in the catalog also when the draft is filed elsewhere already', async () => {
    const other = newId();
    const { id } = await fixture.published({ categoryId: old });
    const { version } = await draft(id);
    const path = `/courses/${id}/draft`;
    await fixture.change('patch', path, version, { categoryId: other }).expect(200);
    await replaced();
    await eventually('the page has moved', async () => (await left(next))[1] === 1);
    expect(await filed(id)).toBe(other);
    const [event] = await eventually('the event', () => {
      const events = moved(id);
      return events.length > 0 ? events : undefined;
    });
    expect(event).toMatchObject({ aggregateVersion: version + 2, payload: { categoryId: next } });
  });

  it('move in batches, which a run that breaks off leaves to the next one', async () => {
    await started(120);
    const { id: published } = await fixture.published({ categoryId: old });
    const refile = Object.getOwnPropertyDescriptor(Course.prototype, 'refile')?.value;
    let moves = 0;
    const dying = jest.spyOn(Course.prototype, 'refile').mockImplementation(function (
      this: Course,
      ...to
    ) {
      moves += 1;
      if (moves > 50) throw new Error('the process died');
      return refile.apply(this, to);
    });
    await replaced();
    await eventually('a second batch', () => moves > 50);
    expect(await left(old)).toEqual([71, 1]);
    dying.mockRestore();
    await run();
    expect(await left(old)).toEqual([0, 0]);
    expect(await left(next)).toEqual([121, 1]);
    await fixture.course.events.next(courseRefiled, ({ aggregateId }) => aggregateId === published);
    await run();
    expect(moved(published)).toHaveLength(1);
  });

  it('move on when that category is replaced in turn, whatever is known first', async () => {
    const { id } = await fixture.draft({ categoryId: old });
    const last = newId();
    await replaced(next, last);
    await replaced();
    await eventually('the last one', async () => (await filed(id)) === last);
    await replaced(old, last, 2);
    await replaced(old, next, 1);
    const stored = () => fixture.course.stored(CategoryReplacement, { id: old });
    await eventually('the later event', async () => (await stored())[0]?.replacedBy === last);
    await run();
    expect(await filed(id)).toBe(last);
  });

  it('lose no change of their author', async () => {
    const courses = await Promise.all(
      Array.from({ length: 8 }, () => fixture.draft({ categoryId: old })),
    );
    await replaced();
    const edited = await Promise.all(
      courses.map(({ id, version }) =>
        fixture.change('patch', `/courses/${id}/draft`, version, { subtitle: 'Meanwhile' }),
      ),
    );
    await eventually('nothing is left', async () => (await left(old)).join() === '0,0');
    for (const [index, { status }] of edited.entries()) {
      expect([200, 412]).toContain(status);
      const { subtitle, categoryId } = await draft(courses[index]?.id ?? '');
      expect([subtitle, categoryId]).toEqual([status === 200 ? 'Meanwhile' : null, next]);
    }
  });

  it('are moved by the next run when they are filed under it later', async () => {
    await replaced();
    await eventually('it is known', async () => {
      return (await fixture.course.stored(CategoryReplacement, { id: old })).length === 1;
    });
    const late = await fixture.published({ categoryId: old });
    await run();
    expect(await filed(late.id)).toBe(next);
    expect(await left(old)).toEqual([0, 0]);
  });

  it('are found again by a rebuild, and not changed by it', async () => {
    await replaced();
    const { id } = await fixture.draft({ categoryId: old });
    await eventually('it has moved', async () => {
      await run();
      return (await filed(id)) === next;
    });
    const before = await draft(id);
    const model = await fixture.course.get(ReadModels).reset('category-replacements');
    expect(model.events).toEqual([categoryReplaced.subject]);
    expect(await fixture.course.stored(CategoryReplacement, {})).toEqual([]);
    await replaced();
    await eventually('it is known', async () => {
      return (await fixture.course.stored(CategoryReplacement, { id: old })).length === 1;
    });
    await run();
    expect(await draft(id)).toEqual(before);
  });

  it('take few statements to note, however many they are', async () => {
    await started(3);
    const statements = new Statements(fixture.course);
    await replaced();
    await eventually('they have moved', async () => (await left(old)).join() === '0,0');
    expect(statements.take().filter((one) => one === 'insert').length).toBeLessThanOrEqual(2);
  });
});
