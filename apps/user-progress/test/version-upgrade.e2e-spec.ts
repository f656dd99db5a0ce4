import { newId } from '@course-plateform/common/kernel';
import { ReadModels } from '@course-plateform/common/events';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { coursePublished } from '@course-plateform/types/course';
import { courseCompleted, enrollmentGet } from '@course-plateform/types/user-progress';
import { CoursePublication } from '../src/curriculum/course-publication.entity';
import { CurriculumSnapshot } from '../src/curriculum/curriculum-snapshot.entity';
import { Enrollment } from '../src/enrollment/enrollment.entity';
import {
  type ProgressFixture,
  aCurriculum,
  anOrder,
  bought,
  enrolled,
  granted,
  lessonIds,
  pass,
  pay,
  startProgress,
  tick,
  withdraw,
} from './progress.fixture';

describe('publications and enrollments', () => {
  let fixture: ProgressFixture;
  let learner: TestUser;

  beforeAll(async () => {
    fixture = await startProgress();
    learner = await fixture.app.user();
  });

  afterAll(() => fixture.app.stop());

  beforeEach(() => fixture.curricula.respondWith(aCurriculum));

  const upgrades = (method: 'get' | 'post', id: string, user = learner) =>
    fixture.app.http[method](`/api/v1/enrollments/${id}/version-upgrades`).set(bearer(user));

  async function publish(courseId: string, publication: number): Promise<void> {
    await fixture.app.events.publish(
      coursePublished,
      { courseId, publication, instructorId: newId(), categoryId: newId(), title: 'Web' },
      { aggregateId: courseId, aggregateVersion: publication },
    );
    await eventually('the publication is known', async () => {
      const [known] = await fixture.app.stored(CoursePublication, { courseId });
      return known !== undefined && known.newest >= publication;
    });
  }

  describe('a purchase', () => {
    it.each([
      ['the newest publication when the author republished before the payment', 2, [3, 5, 4], 5],
      ['the publication that was sold when no newer one is known', 7, [6], 7],
    ])('grants %s', async (_what, sold, published, expected) => {
      const courseId = newId();
      for (const publication of published) await publish(courseId, publication);
      const order = anOrder(learner.id, [{ courseId, publication: sold }]);
      await pay(fixture, order);
      const { payload } = await granted(fixture, order.lines[0]?.lineId);
      expect(payload).toMatchObject({ publication: expected });
      expect(await fixture.app.stored(Enrollment, { courseId })).toMatchObject([
        { publication: expected },
      ]);
    });

    it('of a course after a withdrawal moves the resumed enrollment to the newest publication', async () => {
      const courseId = newId();
      const { id } = await enrolled(fixture, learner, courseId);
      const [first = ''] = lessonIds(courseId);
      await tick(fixture, learner, id, first).expect(200);
      await withdraw(fixture, learner, id).expect(201);
      await publish(courseId, 4);
      const order = anOrder(learner.id, [{ courseId, publication: 3 }]);
      await pay(fixture, order);
      const { payload } = await granted(fixture, order.lines[0]?.lineId);
      expect(payload).toMatchObject({ enrollmentId: id, publication: 4 });
      expect(await fixture.app.stored(Enrollment, { courseId })).toMatchObject([
        { id, publication: 4, status: 'active', endedAt: null },
      ]);
    });

    it('knows the newest publications again after a rebuild', async () => {
      const courseId = newId();
      await publish(courseId, 4);
      expect(await fixture.app.get(ReadModels).reset('newest-publications')).toEqual({
        name: 'newest-publications',
        events: [coursePublished.subject],
      });
      expect(await fixture.app.stored(CoursePublication)).toEqual([]);
      await publish(courseId, 4);
    });
  });

  /** Publication 3 has three lessons; 4 keeps the first and the quiz, loses the second and gains two. */
  async function republished() {
    const courseId = newId();
    const { enrollmentId: id } = await bought(fixture, learner, 3, courseId);
    const [first = '', second = '', quizLesson = '', quizId = ''] = lessonIds(courseId);
    const added = [newId(), newId()];
    fixture.curricula.respondWith((request) => {
      const { curriculum } = aCurriculum({ ...request, publication: 3 });
      if (request.publication === 3) return { curriculum };
      const [one, , quiz] = curriculum.lessons;
      if (!one || !quiz) throw new Error('There are three lessons');
      const event = added.map((lessonId) => ({ ...one, lessonId, title: 'New' }));
      return { curriculum: { ...curriculum, publication: 4, lessons: [one, quiz, ...event] } };
    });
    return { courseId, id, first, second, quizLesson, quizId, added };
  }

  it('previews an upgrade without changing anything', async () => {
    const { courseId, id, first, second, added } = await republished();
    for (const lesson of [first, second]) await tick(fixture, learner, id, lesson).expect(200);
    const before = await fixture.app.stored(Enrollment, { id });
    const response = await upgrades('get', id).expect(200);
    const lesson = { kind: 'article', title: expect.any(String) };
    expect(response.body).toEqual({
      enrollmentId: id,
      courseId,
      available: true,
      fromPublication: 3,
      toPublication: 4,
      fromPercent: 66.66,
      toPercent: 25,
      status: 'active',
      addedLessons: added.map((lessonId) => ({ ...lesson, lessonId, completed: false })),
      removedLessons: [{ ...lesson, lessonId: second, completed: true }],
    });
    expect(await fixture.app.stored(Enrollment, { id })).toEqual(before);

    const kept = await fixture.app.stored(CurriculumSnapshot, { courseId });
    await upgrades('get', id).expect(200);
    expect(await fixture.app.stored(CurriculumSnapshot, { courseId })).toEqual(kept);
  });

  it('moves to the newest publication once, and keeps completed lessons', async () => {
    const { courseId, id, first, second } = await republished();
    for (const lesson of [first, second]) await tick(fixture, learner, id, lesson).expect(200);
    const responses = await Promise.all([1, 2, 3].map(() => upgrades('post', id)));
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const moved = responses.find(({ status }) => status === 201);
    expect(moved?.body).toMatchObject({ fromPublication: 3, toPublication: 4, toPercent: 25 });
    for (const { body } of responses.filter(({ status }) => status === 409)) {
      expect(body).toMatchObject({ code: 'enrollment.up_to_date' });
    }
    const progress = await fixture.app.http
      .get(`/api/v1/enrollments/${id}/progress`)
      .set(bearer(learner));
    expect(progress.body).toMatchObject({ publication: 4, percent: 25, totalLessons: 4 });
    const { enrollment } = await fixture.app.rpc.request(enrollmentGet, {
      userId: learner.id,
      courseId,
    });
    expect(enrollment).toMatchObject({ publication: 4 });
    expect((await upgrades('get', id)).body).toMatchObject({
      available: false,
      fromPublication: 4,
      toPublication: 4,
      addedLessons: [],
      removedLessons: [],
    });
  });

  it('keeps a completed course completed, and does not complete it again', async () => {
    const { courseId, id, first, second, quizId, added } = await republished();
    for (const lesson of [first, second]) await tick(fixture, learner, id, lesson).expect(200);
    await pass(fixture, learner.id, courseId, quizId);
    const isOfCourse = ({ payload }: { payload: { courseId: string } }) =>
      payload.courseId === courseId;
    const { payload } = await fixture.app.events.next(courseCompleted, isOfCourse);
    expect((await upgrades('post', id).expect(201)).body).toMatchObject({
      fromPercent: 100,
      toPercent: 50,
      status: 'completed',
    });
    expect(await fixture.app.stored(Enrollment, { id })).toMatchObject([
      { status: 'completed', percent: 50, completedAt: new Date(payload.completedAt) },
    ]);
    for (const lesson of added) await tick(fixture, learner, id, lesson).expect(200);
    expect(await fixture.app.stored(Enrollment, { id })).toMatchObject([{ percent: 100 }]);
    // Events of one service arrive in their order: after the next one none of before is missing.
    await bought(fixture, learner);
    expect(fixture.app.events.of(courseCompleted).filter(isOfCourse)).toHaveLength(1);
  });

  it('completes a course whose missing lessons are not in the newest publication', async () => {
    const { courseId, id, first, second, quizId } = await republished();
    await tick(fixture, learner, id, first).expect(200);
    await pass(fixture, learner.id, courseId, quizId);
    await eventually('the quiz counts', async () => {
      const [stored] = await fixture.app.stored(Enrollment, { id });
      return stored?.percent === 66.66;
    });
    const { curriculum } = aCurriculum({ courseId, publication: 3 });
    fixture.curricula.respondWith((request) => ({
      curriculum:
        request.publication === 3
          ? curriculum
          : {
              ...curriculum,
              publication: 5,
              lessons: curriculum.lessons.filter(({ lessonId }) => lessonId !== second),
            },
    }));
    expect((await upgrades('post', id).expect(201)).body).toMatchObject({
      toPercent: 100,
      status: 'completed',
    });
    const { payload } = await fixture.app.events.next(
      courseCompleted,
      ({ payload: completed }) => completed.courseId === courseId,
    );
    expect(payload).toMatchObject({ enrollmentId: id, publication: 5 });
  });

  it('is impossible for other users and after the end', async () => {
    const { id } = await republished();
    const stranger = await fixture.app.user();
    for (const method of ['get', 'post'] as const) {
      for (const target of [id, newId()]) {
        const response = await upgrades(method, target, stranger);
        expect(response.status).toBe(404);
        expect(response.body).toMatchObject({ code: 'enrollment.not_found' });
      }
    }
    await withdraw(fixture, learner, id).expect(201);
    for (const method of ['get', 'post'] as const) {
      const response = await upgrades(method, id);
      expect(response.status).toBe(409);
      expect(response.body).toMatchObject({ code: 'enrollment.ended' });
    }
    expect(await fixture.app.stored(Enrollment, { id })).toMatchObject([{ publication: 3 }]);
  });
});
