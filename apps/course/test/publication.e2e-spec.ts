import { newId } from '@course-plateform/common/kernel';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import {
  courseCountByCategory,
  courseCurriculumGet,
  courseOfferGetMany,
  courseOwnershipGetMany,
  coursePublished,
  courseUnpublished,
} from '@course-plateform/types/course';
import { ratingChanged } from '@course-plateform/types/review';
import { enrollmentEnded, enrollmentGranted } from '@course-plateform/types/user-progress';
import type { CurriculumResponse } from '../src/catalog/catalog.dto';
import { CatalogEntry } from '../src/catalog/catalog-entry.entity';
import { CourseLearner } from '../src/catalog/course-learner.entity';
import { Publication } from '../src/course/publication.entity';
import { CourseFixture } from './course.fixture';

describe('publication and catalog', () => {
  let fixture: CourseFixture;

  beforeAll(async () => {
    fixture = await CourseFixture.start();
  });

  afterAll(() => fixture.stop());

  it('names each check that fails, and refuses to submit until all pass', async () => {
    const { body: empty } = await fixture.post('/courses', { title: 'Empty course' });
    const checks = await fixture.get(`/courses/${empty.id}/publish-checks`, fixture.instructor);
    expect(checks.body.passed).toBe(false);
    const failed = checks.body.checks
      .filter(({ passed }: { passed: boolean }) => !passed)
      .map(({ code }: { code: string }) => code);
    expect(failed).toEqual([
      'course.description_too_short',
      'course.category_missing',
      'course.lessons_missing',
    ]);
    const refused = await fixture.post(`/courses/${empty.id}/submissions`);
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ code: 'course.publish_checks_failed' });
    expect(refused.body.checks).toHaveLength(3);
    const ready = await fixture.draft();
    const passed = await fixture.get(`/courses/${ready.id}/publish-checks`, fixture.instructor);
    expect(passed.body.passed).toBe(true);
  });

  it('wants the quizzes of a course published, and of this course', async () => {
    const draft = await fixture.draft();
    const quizId = newId();
    await fixture.post(`/courses/${draft.id}/sections/${draft.sections[0]?.id}/lessons`, {
      title: 'Quiz',
      kind: 'quiz',
      quizId,
    });
    const code = async () =>
      (await fixture.post(`/courses/${draft.id}/submissions`)).body.checks?.[0]?.code;
    const quiz = { quizId, courseId: draft.id, title: 'Quiz', published: false };
    fixture.quizzes.answer(() => ({ quizzes: [quiz] }));
    expect(await code()).toBe('course.quiz_unpublished');
    fixture.quizzes.answer(() => ({ quizzes: [{ ...quiz, courseId: newId(), published: true }] }));
    expect(await code()).toBe('course.quiz_unpublished');
    fixture.quizzes.answer(() => ({ quizzes: [{ ...quiz, published: true }] }));
    expect((await fixture.post(`/courses/${draft.id}/submissions`)).status).toBe(201);
    fixture.quizzes.answer(() => ({ quizzes: [] }));
  });

  it('goes from draft to published only through review, by somebody else', async () => {
    const draft = await fixture.draft();
    const early = await fixture.post(`/courses/${draft.id}/publications`);
    expect(early.status).toBe(409);
    expect(early.body).toMatchObject({
      code: 'state.transition_not_allowed',
      allowed: ['in_review'],
    });
    const { body: submission } = await fixture.post(`/courses/${draft.id}/submissions`);
    const locked = await fixture.post(`/courses/${draft.id}/sections`, { title: 'Late' });
    expect(locked.body).toMatchObject({ code: 'course.in_review', status: 409 });
    const own = await fixture.post(`/course-submissions/${submission.id}/decisions`, {
      decision: 'approve',
    });
    expect(own.status).toBe(403);
    const silent = await fixture.post(
      `/course-submissions/${submission.id}/decisions`,
      { decision: 'reject' },
      fixture.admin,
    );
    expect(silent.body).toMatchObject({ code: 'course.reason_missing', status: 422 });
    const decisions = await Promise.all(
      [1, 2].map(() =>
        fixture.post(
          `/course-submissions/${submission.id}/decisions`,
          { decision: 'approve' },
          fixture.admin,
        ),
      ),
    );
    expect(decisions.map(({ status }) => status).sort()).toEqual([201, 409]);
    const published = await fixture.post(`/courses/${draft.id}/publications`);
    expect(published.body).toMatchObject({ courseId: draft.id, number: 1 });
    const event = await fixture.course.events.next(
      coursePublished,
      ({ payload }) => payload.courseId === draft.id,
    );
    expect(event.payload).toMatchObject({ publication: 1, instructorId: fixture.instructor.id });
  });

  it('gives a rejected course back with the reason', async () => {
    const draft = await fixture.draft();
    const { body: submission } = await fixture.post(`/courses/${draft.id}/submissions`);
    const answer = await fixture.post(
      `/course-submissions/${submission.id}/decisions`,
      { decision: 'reject', reason: 'Too short.' },
      fixture.admin,
    );
    expect(answer.body).toMatchObject({ status: 'rejected', reason: 'Too short.' });
    const { body } = await fixture.get(`/courses/${draft.id}/draft`, fixture.instructor);
    expect(body.status).toBe('draft');
    const list = await fixture.get('/course-submissions?status=rejected', fixture.admin);
    expect(list.body.items).toContainEqual(expect.objectContaining({ id: submission.id }));
  });

  it('shows a publication as it was, whatever happens to the draft', async () => {
    const draft = await fixture.published({ title: 'Snapshot course' });
    const { body: now } = await fixture.get(`/courses/${draft.id}/draft`, fixture.instructor);
    await fixture.change('patch', `/courses/${draft.id}/draft`, now.version, {
      title: 'Changed later',
    });
    expect((await fixture.get(`/courses/${draft.id}`)).body.title).toBe('Snapshot course');
    expect((await fixture.post(`/courses/${draft.id}/publications`)).body.number).toBe(2);
    expect((await fixture.get(`/courses/${draft.id}`)).body.title).toBe('Changed later');
    const stored = await fixture.course.stored(Publication, { courseId: draft.id });
    expect(stored.map(({ number, details }) => [number, details.title])).toEqual([
      [1, 'Snapshot course'],
      [2, 'Changed later'],
    ]);
  });

  it('lists a range of prices in every order, with and without another filter', async () => {
    const categoryId = newId();
    const priced = (amountMinor: number) =>
      fixture.published({ categoryId, price: { amountMinor, currency: 'USD' } });
    const cheap = await priced(77_701);
    const dear = await priced(77_702);
    await priced(77_703);
    const range = 'minPrice=77701&maxPrice=77702';
    for (const other of ['', `&categoryId=${categoryId}`, '&minRating=0']) {
      for (const sort of ['newest', 'rating', 'popular', 'price']) {
        const { body } = await fixture.get(`/courses?${range}${other}&sort=${sort}`);
        const found = body.items.map(({ id }: { id: string }) => id);
        expect(body.pagination.totalItems).toBe(2);
        expect(found.toSorted()).toEqual([cheap.id, dear.id].toSorted());
        if (sort === 'price') expect(found).toEqual([cheap.id, dear.id]);
        if (sort === 'newest') expect(found).toEqual([dear.id, cheap.id]);
      }
    }
  });

  it('lists by text, category, price and instructor, with names in one question each', async () => {
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
    expect(await ids(`q=taming&categoryId=${categoryId}`)).toEqual([free.id]);
    expect(await ids(`categoryId=${newId()}`)).toEqual([]);
    expect(await ids('categoryId=cat_123')).toEqual([]);
    const before = fixture.profiles.asked.length;
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
    expect(fixture.profiles.asked.length - before).toBe(1);
    expect((await fixture.get('/courses?sort=relevance')).status).toBe(400);
  });

  it('hides an unpublished course from strangers and keeps it for its learners', async () => {
    const draft = await fixture.published({ title: 'Vanishing' });
    const { body: page } = await fixture.get(`/courses/${draft.slug}`);
    expect(page).toMatchObject({ id: draft.id, forSale: true });
    await fixture.post(`/courses/${draft.id}/unpublications`);
    await fixture.course.events.next(
      courseUnpublished,
      ({ payload }) => payload.courseId === draft.id,
    );
    const stranger = await fixture.course.user();
    for (const path of ['', '/curriculum', `/lessons/${draft.sections[0]?.lessons[0]?.id}`]) {
      expect((await fixture.get(`/courses/${draft.id}${path}`)).status).toBe(404);
      // Of what is hidden and of what is absent the same is asked, so that time tells nothing.
      const questions: number[] = [];
      for (const id of [draft.id, newId()]) {
        const before = fixture.enrollments.asked.length;
        expect((await fixture.get(`/courses/${id}${path}`, stranger)).status).toBe(404);
        questions.push(fixture.enrollments.asked.length - before);
      }
      expect(questions).toEqual([1, 1]);
    }
    fixture.enroll(1);
    for (const path of ['', '/curriculum', `/lessons/${draft.sections[0]?.lessons[0]?.id}`]) {
      expect((await fixture.get(`/courses/${draft.id}${path}`, stranger)).status).toBe(200);
    }
    fixture.enrollments.answer(() => ({ enrollment: null }));
    const again = await fixture.post(`/courses/${draft.id}/publications`);
    expect(again.body.number).toBe(2);
  });

  it('shows learners the outline of the publication they are enrolled in, others the newest', async () => {
    const draft = await fixture.published();
    const section = draft.sections[0];
    await fixture.post(`/courses/${draft.id}/sections/${section?.id}/lessons`, {
      title: 'Second edition',
      kind: 'article',
      article: '<p>New.</p>',
    });
    await fixture.post(`/courses/${draft.id}/publications`);
    const learner = await fixture.course.user();
    const path = `/courses/${draft.id}/curriculum`;
    const outline = async (user?: TestUser) => {
      const { body } = await fixture.get(path, user).expect(200);
      const { lessons } = (body as CurriculumResponse).sections[0] ?? { lessons: [] };
      return { publication: body.publication, titles: lessons.map(({ title }) => title) };
    };
    const newest = await outline();
    expect(newest).toMatchObject({ publication: 2 });
    expect(newest.titles).toContain('Second edition');
    expect(await outline(learner)).toEqual(newest);
    fixture.enroll(1);
    const enrolled = await outline(learner);
    expect(enrolled.publication).toBe(1);
    expect(enrolled.titles).not.toContain('Second edition');
    for (const reader of [undefined, fixture.instructor, fixture.admin]) {
      expect(await outline(reader)).toEqual(newest);
    }
    // A learner opens every lesson of that outline.
    const { body } = await fixture.get(path, learner);
    for (const { id } of (body as CurriculumResponse).sections.flatMap(({ lessons }) => lessons)) {
      await fixture.get(`/courses/${draft.id}/lessons/${id}`, learner).expect(200);
    }
    fixture.enrollments.answer(() => ({ enrollment: null }));
  });

  it('opens a lesson for its learners as they bought it, previews for all, nothing else', async () => {
    const draft = await fixture.published();
    const lesson = draft.sections[0]?.lessons[0];
    const path = `/courses/${draft.id}/lessons/${lesson?.id}`;
    const stranger = await fixture.course.user();
    expect((await fixture.get(path)).status).toBe(402);
    expect((await fixture.get(path, stranger)).body.code).toBe('course.not_entitled');
    fixture.enroll(1);
    const { body: now } = await fixture.get(`/courses/${draft.id}/draft`, fixture.instructor);
    const changed = await fixture.change(
      'patch',
      `/courses/${draft.id}/lessons/${lesson?.id}`,
      now.version,
      {
        article: '<p>Second edition</p>',
        preview: true,
      },
    );
    expect(changed.status).toBe(200);
    await fixture.post(`/courses/${draft.id}/publications`);
    expect((await fixture.get(path, stranger)).body.article).toBe(
      '<p>It begins with a request.</p>',
    );
    expect((await fixture.get(path, fixture.instructor)).body.article).toBe(
      '<p>Second edition</p>',
    );
    fixture.enrollments.answer(() => ({ enrollment: null }));
    expect((await fixture.get(path)).body.article).toBe('<p>Second edition</p>');
  });

  it('follows ratings and learners by event: late and repeated ones change nothing', async () => {
    const { id: courseId } = await fixture.published({ title: 'Rated' });
    const entry = async () => (await fixture.course.stored(CatalogEntry, { id: courseId }))[0];
    const { events } = fixture.course;
    await events.tell(
      ratingChanged,
      { courseId, average: 4.5, count: 2 },
      { aggregateId: courseId, aggregateVersion: 2 },
    );
    await eventually('the newer rating', async () => (await entry())?.ratingAverage === 4.5);
    const late = await events.tell(
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
    const id = await events.tell(enrollmentGranted, granted, { aggregateId: granted.enrollmentId });
    await events.tell(enrollmentGranted, granted, { aggregateId: granted.enrollmentId, id });
    await events.tell(
      enrollmentGranted,
      { ...granted, enrollmentId: newId(), userId: newId() },
      { aggregateId: courseId },
    );
    await eventually('two learners', async () => (await entry())?.learners === 2);
    await events.tell(
      enrollmentEnded,
      { enrollmentId: granted.enrollmentId, courseId, userId },
      { aggregateId: granted.enrollmentId, aggregateVersion: 2 },
    );
    await eventually('one learner', async () => (await entry())?.learners === 1);
    const again = { ...granted, enrollmentId: newId() };
    await events.tell(
      enrollmentEnded,
      { enrollmentId: again.enrollmentId, courseId, userId },
      { aggregateId: again.enrollmentId, aggregateVersion: 2 },
    );
    await eventually('a tombstone', () =>
      fixture.course.em().findOne(CourseLearner, { id: again.enrollmentId, ended: true }),
    );
    await events.tell(enrollmentGranted, again, { aggregateId: again.enrollmentId });
    await events.tell(
      enrollmentGranted,
      { ...granted, enrollmentId: newId() },
      { aggregateId: courseId },
    );
    await eventually('two learners again', async () => (await entry())?.learners === 2);
    // The first one comes back: the same enrollment, granted again later than it ended.
    await events.tell(enrollmentGranted, granted, {
      aggregateId: granted.enrollmentId,
      aggregateVersion: 3,
    });
    await eventually('three learners', async () => (await entry())?.learners === 3);
    await events.tell(
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

  it('shows the catalog with gaps while the user service is away', async () => {
    const draft = await fixture.published({ title: 'Nameless' });
    fixture.profiles.leave();
    const answer = await fixture.get(`/courses/${draft.id}`);
    expect(answer.status).toBe(200);
    expect(answer.body.instructor).toBeNull();
  });

  it('answers questions of other services', async () => {
    const rpc = fixture.course.rpc;
    const categoryId = newId();
    const draft = await fixture.published({ categoryId });
    const courseIds = [draft.id, newId()];
    expect(await rpc.ask(courseOfferGetMany, { courseIds })).toEqual({
      courses: [
        expect.objectContaining({
          courseId: draft.id,
          forSale: true,
          price: { amountMinor: 1999, currency: 'USD' },
        }),
      ],
    });
    expect(await rpc.ask(courseOwnershipGetMany, { courseIds })).toEqual({
      courses: [{ courseId: draft.id, instructorId: fixture.instructor.id, status: 'published' }],
    });
    const { curriculum } = await rpc.ask(courseCurriculumGet, { courseId: draft.id });
    expect(curriculum?.lessons).toEqual([
      expect.objectContaining({ lessonId: draft.sections[0]?.lessons[0]?.id, kind: 'article' }),
    ]);
    expect(await rpc.ask(courseCurriculumGet, { courseId: newId() })).toEqual({ curriculum: null });
    expect(await rpc.ask(courseCountByCategory, { categoryIds: [categoryId] })).toEqual({
      counts: [{ categoryId, courses: 1, published: 1 }],
    });
  });

  it('publishes once for two clicks at once', async () => {
    const draft = await fixture.draft();
    await fixture.approve(draft.id);
    const key = { 'Idempotency-Key': newId() };
    const click = () =>
      fixture.course.http
        .post(`/api/v1/courses/${draft.id}/publications`)
        .set({ ...bearer(fixture.instructor), ...key });
    const statuses = (await Promise.all([click(), click()])).map(({ status }) => status);
    expect(statuses).toContain(201);
    expect(await fixture.course.stored(Publication, { courseId: draft.id })).toHaveLength(1);
  });
});
