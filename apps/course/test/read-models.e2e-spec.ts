import { newId } from '@course-plateform/common/kernel';
import { ReadModels } from '@course-plateform/common/events';
import { eventually } from '@course-plateform/common/test-kit';
import { ratingChanged } from '@course-plateform/types/review';
import { enrollmentEnded, enrollmentGranted } from '@course-plateform/types/user-progress';
import { CatalogEntry } from '../src/catalog/catalog-entry.entity';
import { CourseLearner } from '../src/catalog/course-learner.entity';
import { CourseFixture } from './course.fixture';

describe('rebuilding read models of the catalog', () => {
  let fixture: CourseFixture;
  let courseId: string;

  beforeAll(async () => {
    fixture = await CourseFixture.start();
    ({ id: courseId } = await fixture.published({ title: 'Rebuilt' }));
  });

  afterAll(() => fixture.stop());

  async function entry(): Promise<CatalogEntry | undefined> {
    return (await fixture.course.stored(CatalogEntry, { id: courseId }))[0];
  }

  it('accepts a rating of the same version after a reset', async () => {
    const { events } = fixture.course;
    const rating = { courseId, average: 4.5, count: 2 };
    const about = { aggregateId: courseId, aggregateVersion: 2 };
    await events.publish(ratingChanged, rating, about);
    await eventually('the rating', async () => (await entry())?.ratingCount === 2);

    expect(await fixture.course.get(ReadModels).reset('rating')).toEqual({
      name: 'rating',
      events: [ratingChanged.subject],
    });
    expect(await entry()).toMatchObject({ ratingAverage: 0, ratingCount: 0, ratingVersion: 0 });
    expect((await fixture.get(`/courses/${courseId}`)).body).toMatchObject({
      rating: { average: 0, count: 0 },
    });

    await events.publish(ratingChanged, rating, about);
    await eventually('the rating again', async () => (await entry())?.ratingCount === 2);
    expect(await entry()).toMatchObject({ ratingAverage: 4.5, ratingVersion: 2 });
  });

  it('counts learners again, without ended enrollments', async () => {
    const { events } = fixture.course;
    const enrollments = [1, 2, 3].map(() => ({
      enrollmentId: newId(),
      courseId,
      userId: newId(),
      orderId: null,
      orderLineId: null,
      publication: 1,
    }));
    for (const granted of enrollments) {
      await events.publish(enrollmentGranted, granted, { aggregateId: granted.enrollmentId });
    }
    await eventually('three learners', async () => (await entry())?.learners === 3);

    await fixture.course.get(ReadModels).reset('learners');
    expect(await entry()).toMatchObject({ learners: 0, title: 'Rebuilt', visible: true });
    expect(await fixture.course.stored(CourseLearner)).toEqual([]);

    const [ended, ...living] = enrollments;
    if (!ended) throw new Error('There are three');
    const { enrollmentId, userId } = ended;
    const end = { enrollmentId, courseId, userId };
    await events.publish(enrollmentEnded, end, {
      aggregateId: enrollmentId,
      aggregateVersion: 2,
    });
    for (const granted of living) {
      await events.publish(enrollmentGranted, granted, { aggregateId: granted.enrollmentId });
    }
    await eventually('all are known', async () => {
      const known = await fixture.course.stored(CourseLearner);
      return known.length === 3 && known.some(({ id, ended: over }) => id === enrollmentId && over);
    });
    await eventually('two learners', async () => (await entry())?.learners === 2);
  });
});
