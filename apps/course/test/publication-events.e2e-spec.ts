import { newId } from '@course-plateform/common/kernel';
import { collectionOf } from '@course-plateform/common/persistence';
import { ReadModels } from '@course-plateform/common/events';
import { eventually } from '@course-plateform/common/test-kit';
import { coursePublished, courseUnpublished } from '@course-plateform/types/course';
import { CatalogEntry } from '../src/catalog/catalog-entry.entity';
import { Course } from '../src/course/course.entity';
import { CourseFixture } from './course.fixture';

describe('publishing again which courses are published', () => {
  let fixture: CourseFixture;

  beforeAll(async () => {
    fixture = await CourseFixture.start();
  });

  afterAll(() => fixture.stop());

  it('publishes the courses in the catalog with their current version', async () => {
    const shown = await fixture.published({ title: 'Shown' });
    const hidden = await fixture.published({ title: 'Hidden' });
    await fixture.draft({ title: 'A draft' });
    await fixture.post(`/courses/${hidden.id}/unpublications`);
    const { events } = fixture.course;
    await events.next(courseUnpublished, ({ aggregateId }) => aggregateId === hidden.id);
    const reported = events.subjects().length;

    const subjects = [coursePublished.subject, courseUnpublished.subject];
    expect(await fixture.course.get(ReadModels).republish(subjects)).toBe(2);
    await eventually('both events', () => events.subjects().length === reported + 2);
    const [course] = await fixture.course.stored(Course, { id: shown.id });
    expect(events.of(coursePublished).at(-1)).toMatchObject({
      aggregateId: shown.id,
      aggregateVersion: course?.version,
      payload: { courseId: shown.id, title: 'Shown', publication: 1 },
    });
    expect(events.of(courseUnpublished).at(-1)).toMatchObject({ aggregateId: hidden.id });
  });

  it('publishes each course once, also with several pages', async () => {
    const { course } = fixture;
    const { id } = await fixture.published({ title: 'One of many' });
    const entries = collectionOf(course.em(), CatalogEntry);
    const row = await entries.findOne({ _id: id as never });
    const copies = Array.from({ length: 500 }, () => ({ ...row, _id: newId(), slug: newId() }));
    await entries.insertMany(copies as never[]);
    const before = course.events.of(coursePublished).length;
    await course.get(ReadModels).republish([coursePublished.subject, courseUnpublished.subject]);
    const reported = () =>
      course.events
        .of(coursePublished)
        .slice(before)
        .filter(({ payload }) => payload.title === 'One of many');
    await eventually('every event', () => reported().length >= copies.length + 1);
    const ids = reported().map(({ aggregateId }) => aggregateId);
    expect(ids.toSorted()).toEqual([id, ...copies.map(({ _id }) => _id)].sort());
  });
});
