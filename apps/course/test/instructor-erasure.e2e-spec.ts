import { Redis } from '@course-plateform/common/cache';
import { newId } from '@course-plateform/common/kernel';
import { MongoInboxMessage } from '@course-plateform/common/events';
import { type TestUser } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { courseUnpublished } from '@course-plateform/types/course';
import { Role } from '@course-plateform/types/platform';
import { FORMER_LEARNER_NAME, userErased } from '@course-plateform/types/user';
import { Course } from '../src/course/course.entity';
import { Publication } from '../src/course/publication.entity';
import { CourseSubmission } from '../src/publication/submission.entity';
import type { CourseFeedPageResponse } from '../src/course-feed/course-feed.dto';
import { CourseFixture } from './course.fixture';

describe('the courses of an erased instructor', () => {
  let fixture: CourseFixture;
  let other: TestUser;

  beforeAll(async () => {
    fixture = await CourseFixture.start({ CATALOG_NAMES_CACHE_MS: '3600000' });
    other = await fixture.course.user(Role.instructor);
  });

  afterAll(() => fixture.stop());

  async function erase(userId: string): Promise<void> {
    const eventId = await fixture.course.events.publish(
      userErased,
      { userId },
      { aggregateId: userId },
    );
    await eventually('the erasure', async () => {
      const handled = await fixture.course.stored(MongoInboxMessage);
      return handled.some(({ id }) => id === `course__instructor-erasure/${eventId}`);
    });
  }

  async function rejected(): Promise<string> {
    const { id } = await fixture.draft({ title: 'Turned down' });
    const { body } = await fixture.post(`/courses/${id}/submissions`);
    const reason = 'Not yet, Grace.';
    const decision = { decision: 'reject', reason };
    await fixture.post(`/course-submissions/${body.id}/decisions`, decision, fixture.admin);
    return id;
  }

  it('are archived and stay available to their learners, and drafts are deleted', async () => {
    const { instructor, course } = fixture;
    const sold = await fixture.published({ title: 'Sold for years' });
    const hidden = await fixture.published({ title: 'Out of sight' });
    await fixture.post(`/courses/${hidden.id}/unpublications`).expect(201);
    const drafts = [await rejected(), (await fixture.draft({ title: 'A thought' })).id];
    const theirs = await fixture.post('/courses', { title: 'Of another user' }, other);
    const page = () => fixture.get(`/courses/${sold.id}`);
    expect((await page()).body).toMatchObject({ instructor: { name: 'Grace Hopper' } });
    const before = await course.stored(Course, { instructorId: other.id });
    const publications = await course.stored(Publication, { courseId: sold.id });

    fixture.profiles.respondWith(({ userIds }) => ({
      profiles: userIds.map((id) => ({
        ...{ id, name: FORMER_LEARNER_NAME, slug: null, headline: null },
        ...{ avatarUrl: null, isInstructor: false },
      })),
    }));
    await erase(instructor.id);
    const left = await course.stored(Course, { instructorId: instructor.id });
    expect(left.map(({ id, status }) => [id, status]).sort()).toEqual(
      [sold.id, hidden.id].sort().map((id) => [id, 'archived']),
    );
    expect(await course.stored(CourseSubmission, { courseId: { $in: drafts } })).toEqual([]);
    expect(await course.stored(Course, { instructorId: other.id })).toEqual(before);
    expect(before.map(({ id }) => id)).toEqual([theirs.body.id]);
    await course.events.next(courseUnpublished, ({ payload }) => payload.courseId === sold.id);
    await page().expect(404);
    fixture.enroll(1);
    const learner = await course.user();
    const bought = await fixture.get(`/courses/${sold.id}`, learner).expect(200);
    expect(bought.body).toMatchObject({
      forSale: false,
      instructor: { name: 'Former learner' },
    });
    expect(await course.stored(Publication, { courseId: sold.id })).toEqual(publications);

    await erase(instructor.id);
    expect(await course.stored(Course, { instructorId: instructor.id })).toEqual(left);
    const reported = course.events.of(courseUnpublished).map(({ payload }) => payload.courseId);
    expect(reported.sort()).toEqual([sold.id, hidden.id].sort());
  });

  it('are removed from the copies of partners', async () => {
    const { id } = await fixture.published({ title: 'Copied elsewhere' });
    const listed = (removed: boolean, cursor?: string): Promise<CourseFeedPageResponse> =>
      eventually('the feed has the course', async () => {
        const query = cursor === undefined ? '' : `?cursor=${cursor}`;
        const page: CourseFeedPageResponse = (await fixture.get(`/course-feed${query}`)).body;
        const item = page.items.find((one) => one.id === id);
        return item?.removed === removed ? page : undefined;
      });
    const { resumeCursor } = await listed(false);
    await erase(fixture.instructor.id);
    const { items } = await listed(true, resumeCursor);
    expect(items.find((one) => one.id === id)).toMatchObject({ removed: true, course: null });
    expect(JSON.stringify(items)).not.toContain('Hopper');
  });

  it('keep their submissions, without texts about the instructor', async () => {
    const id = await rejected();
    await fixture.approve(id);
    await fixture.post(`/courses/${id}/publications`).expect(201);
    const submissions = () => fixture.course.stored(CourseSubmission, { courseId: id });
    const byStatus = async () =>
      (await submissions()).map(({ status, reason }) => [status, reason]).sort();
    expect(await byStatus()).toEqual([
      ['approved', null],
      ['rejected', 'Not yet, Grace.'],
    ]);
    await erase(fixture.instructor.id);
    expect(await byStatus()).toEqual([
      ['approved', null],
      ['rejected', null],
    ]);
  });

  it('are not restored by a publication that arrives later', async () => {
    const draft = await fixture.published({ title: 'Just in time' });
    await erase(fixture.instructor.id);
    for (const user of [fixture.instructor, fixture.admin]) {
      const late = await fixture.post(`/courses/${draft.id}/publications`, {}, user);
      expect(late.body).toMatchObject({ code: 'state.transition_not_allowed', status: 409 });
    }
    const [course] = await fixture.course.stored(Course, { id: draft.id });
    expect(course).toMatchObject({ status: 'archived', publication: 1 });
    expect(await fixture.course.stored(Publication, { courseId: draft.id })).toHaveLength(1);
  });

  it('do not show the old name from the cache', async () => {
    await fixture.published({ title: 'Cached' });
    const { client } = fixture.course.get(Redis);
    const names = async () =>
      (await client.keys(`*${fixture.instructor.id}*`)).filter((key) => key.includes('catalog'));
    await fixture.get('/courses').expect(200);
    expect(await names()).toHaveLength(1);
    await erase(newId());
    expect(await names()).toHaveLength(1);
    await erase(fixture.instructor.id);
    // The cache is cleared after the commit that `erase` waits for.
    await eventually('an empty cache', async () => (await names()).length === 0);
  });
});
