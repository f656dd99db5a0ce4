import { newId } from '@course-plateform/common/kernel';
import { eventually } from '@course-plateform/common/test-kit';
import { ratingChanged } from '@course-plateform/types/review';
import { enrollmentEnded, enrollmentGranted } from '@course-plateform/types/user-progress';
import { CatalogEntry } from '../src/catalog/catalog-entry.entity';
import { CourseLearner } from '../src/catalog/course-learner.entity';
import { CourseFixture } from './course.fixture';

describe('the catalog', () => {
  let fixture: CourseFixture;

  beforeAll(async () => {
    fixture = await CourseFixture.startWithSearch();
  });

  afterAll(() => fixture.stop());

  it('lists a price range in every order, with and without another filter', async () => {
    const categoryId = newId();
    const priced = (amountMinor: number) =>
      fixture.published({ categoryId, price: { amountMinor, currency: 'USD' } });
    const cheap = await priced(77_701);
    const dear = await priced(77_702);
    await priced(77_703);
    const range = 'minPrice=77701&maxPrice=77702';
    for (const other of ['', `&categoryId=${categoryId}`, '&minRating=0']) {
      for (const sort of ['newest', '-rating', 'popular', 'price', '-price']) {
        const { body } = await fixture.get(`/courses?${range}${other}&sort=${sort}`);
        const found = body.items.map(({ id }: { id: string }) => id);
        expect(body.pagination.totalItems).toBe(2);
        expect(found.toSorted()).toEqual([cheap.id, dear.id].toSorted());
        if (sort === 'price') expect(found).toEqual([cheap.id, dear.id]);
        if (sort === '-price') expect(found).toEqual([dear.id, cheap.id]);
        if (sort === 'newest') expect(found).toEqual([dear.id, cheap.id]);
      }
    }
  });

  it('lists by text, category, price and instructor, and resolves names in one request each', async () => {
    const categoryId = newId();
    const free = await fixture.published({
      title: 'Zebra taming',
      categoryId,
      price: { amountMinor: 0, currency: 'USD' },
    });
    const paid = await fixture.published({ title: 'Zebra photography', categoryId });
    const ids = async (query: string) =>
      (await fixture.get(`/courses?${query}`)).body.items?.map(({ id }: { id: string }) => id);
    expect(await ids(`categoryId=${categoryId}`)).toEqual([paid.id, free.id]);
    expect(await ids(`categoryId=${categoryId}&sort=price`)).toEqual([free.id, paid.id]);
    expect(await ids(`categoryId=${categoryId}&free=true`)).toEqual([free.id]);
    expect(await ids(`categoryId=${categoryId}&minPrice=1`)).toEqual([paid.id]);
    await fixture.searched();
    expect(await ids(`q=taming&categoryId=${categoryId}`)).toEqual([free.id]);
    expect(await ids(`categoryId=${newId()}`)).toEqual([]);
    expect(await ids('categoryId=cat_123')).toEqual([]);
    const before = fixture.profiles.requests.length;
    const page = await fixture.get(`/courses?categoryId=${categoryId}&limit=1`);
    expect(page.body).toMatchObject({
      items: [
        {
          title: 'Zebra photography',
          instructor: { name: 'Grace Hopper' },
          category: { name: 'Web Development' },
        },
      ],
      pagination: { totalItems: 2, currentPage: 1, totalPages: 2 },
    });
    expect(fixture.profiles.requests.length - before).toBe(1);
    expect((await fixture.get('/courses?sort=relevance')).status).toBe(400);
  });

  it('follows rating and learner events, and ignores late and repeated ones', async () => {
    const { id: courseId } = await fixture.published({ title: 'Rated' });
    const entry = async () => (await fixture.course.stored(CatalogEntry, { id: courseId }))[0];
    const { events } = fixture.course;
    await events.publish(
      ratingChanged,
      { courseId, average: 4.5, count: 2 },
      { aggregateId: courseId, aggregateVersion: 2 },
    );
    await eventually('the newer rating', async () => (await entry())?.ratingAverage === 4.5);
    const late = await events.publish(
      ratingChanged,
      { courseId, average: 1, count: 1 },
      { aggregateId: courseId, aggregateVersion: 1 },
    );
    expect(late).toBeDefined();
    const userId = newId();
    const granted = {
      enrollmentId: newId(),
      courseId,
      userId,
      orderId: null,
      orderLineId: null,
      publication: 1,
    };
    const id = await events.publish(enrollmentGranted, granted, {
      aggregateId: granted.enrollmentId,
    });
    await events.publish(enrollmentGranted, granted, { aggregateId: granted.enrollmentId, id });
    await events.publish(
      enrollmentGranted,
      { ...granted, enrollmentId: newId(), userId: newId() },
      { aggregateId: courseId },
    );
    await eventually('two learners', async () => (await entry())?.learners === 2);
    await events.publish(
      enrollmentEnded,
      { enrollmentId: granted.enrollmentId, courseId, userId },
      { aggregateId: granted.enrollmentId, aggregateVersion: 2 },
    );
    await eventually('one learner', async () => (await entry())?.learners === 1);
    const again = { ...granted, enrollmentId: newId() };
    await events.publish(
      enrollmentEnded,
      { enrollmentId: again.enrollmentId, courseId, userId },
      { aggregateId: again.enrollmentId, aggregateVersion: 2 },
    );
    await eventually('a tombstone', () =>
      fixture.course.em().findOne(CourseLearner, { id: again.enrollmentId, ended: true }),
    );
    await events.publish(enrollmentGranted, again, { aggregateId: again.enrollmentId });
    await events.publish(
      enrollmentGranted,
      { ...granted, enrollmentId: newId() },
      { aggregateId: courseId },
    );
    await eventually('two learners again', async () => (await entry())?.learners === 2);
    // The first one comes back: the same enrollment, granted again later than it ended.
    await events.publish(enrollmentGranted, granted, {
      aggregateId: granted.enrollmentId,
      aggregateVersion: 3,
    });
    await eventually('three learners', async () => (await entry())?.learners === 3);
    await events.publish(
      enrollmentEnded,
      { enrollmentId: granted.enrollmentId, courseId, userId },
      { aggregateId: granted.enrollmentId, aggregateVersion: 4 },
    );
    await eventually('two learners in the end', async () => (await entry())?.learners === 2);
    expect((await fixture.get(`/courses/${courseId}`)).body).toMatchObject({
      rating: { average: 4.5, count: 2 },
      learners: 2,
    });
  });

  it('keeps cached pages when a learner enrolls, and reloads them when a rating changes', async () => {
    const { id: courseId } = await fixture.published({ title: 'Busy' });
    await fixture.searched();
    const page = async () => (await fixture.get(`/courses/${courseId}`)).body;
    const entry = async () => (await fixture.course.stored(CatalogEntry, { id: courseId }))[0];
    expect(await page()).toMatchObject({ learners: 0, rating: { count: 0 } });
    const { events } = fixture.course;
    const enrollment = { enrollmentId: newId(), courseId, userId: newId(), publication: 1 };
    const granted = { ...enrollment, orderId: null, orderLineId: null };
    await events.publish(enrollmentGranted, granted, { aggregateId: granted.enrollmentId });
    await eventually('a learner', async () => (await entry())?.learners === 1);
    expect(await page()).toMatchObject({ learners: 0 });
    const rating = { courseId, average: 4.5, count: 2 };
    await events.publish(ratingChanged, rating, { aggregateId: courseId });
    await eventually('the page with both', async () => (await page()).learners === 1);
    expect(await page()).toMatchObject({ rating: { average: 4.5, count: 2 } });
  });

  it('returns pages without names while the user service is unavailable', async () => {
    const draft = await fixture.published({ title: 'Nameless' });
    fixture.profiles.disconnect();
    const response = await fixture.get(`/courses/${draft.id}`);
    expect(response.status).toBe(200);
    expect(response.body.instructor).toBeNull();
  });
});
