import { newId } from '@course-plateform/common/kernel';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { courseCompleted } from '@course-plateform/types/user-progress';
import { Enrollment } from '../src/enrollment/enrollment.entity';
import { CurriculumJob } from '../src/enrollment/curriculum.job';
import { CurriculumSnapshot } from '../src/curriculum/curriculum-snapshot.entity';
import { QuizPass } from '../src/enrollment/quiz-pass.entity';
import {
  type ProgressFixture,
  aCurriculum,
  anOrder,
  enrolled,
  lessonIds,
  pass,
  pay,
  startProgress,
  tick,
  withdraw,
} from './progress.fixture';

describe('progress', () => {
  let fixture: ProgressFixture;
  let learner: TestUser;

  beforeAll(async () => {
    fixture = await startProgress();
    learner = await fixture.app.user();
  });

  afterAll(() => fixture.app.stop());

  beforeEach(() => fixture.curricula.respondWith(aCurriculum));

  function read(id: string) {
    return fixture.app.http.get(`/api/v1/enrollments/${id}/progress`).set(bearer(learner));
  }

  function completions(courseId: string) {
    return fixture.app.events
      .of(courseCompleted)
      .filter(({ payload }) => payload.courseId === courseId);
  }

  async function beginning() {
    const courseId = newId();
    const { id } = await enrolled(fixture, learner, courseId);
    const [first = '', second = '', quizLesson = '', quizId = ''] = lessonIds(courseId);
    return { courseId, id, first, second, quizLesson, quizId };
  }

  it('returns every lesson of the enrolled publication, and the number completed', async () => {
    const { courseId, id, first, second, quizLesson, quizId } = await beginning();
    await tick(fixture, learner, id, first).expect(200);
    const response = await read(id).expect(200);
    expect(response.body).toMatchObject({
      enrollmentId: id,
      courseId,
      publication: 3,
      courseTitle: 'Complete Web Development',
      status: 'active',
      percent: 33.33,
      completedLessons: 1,
      totalLessons: 3,
      lessons: [
        { lessonId: first, completed: true, completedAt: expect.any(String) },
        { lessonId: second, completed: false, completedAt: null },
        { lessonId: quizLesson, quizId, kind: 'quiz', completed: false },
      ],
    });
    const known = fixture.curricula.requests.filter(({ request }) => request.courseId === courseId);
    expect(known[0]?.request).toEqual({ courseId, publication: 3 });
  });

  it('completes a lesson once, also for repeated and concurrent requests', async () => {
    const { id, first } = await beginning();
    const responses = await Promise.all([1, 2, 3].map(() => tick(fixture, learner, id, first)));
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
    const again = await tick(fixture, learner, id, first).expect(200);
    expect(again.body).toMatchObject({ percent: 33.33, completedLessons: 1 });
  });

  it('undoes a completion, also a missing one', async () => {
    const { id, first } = await beginning();
    await tick(fixture, learner, id, first).expect(200);
    for (let i = 0; i < 2; i += 1) {
      const response = await tick(fixture, learner, id, first, 'delete').expect(200);
      expect(response.body).toMatchObject({ percent: 0, completedLessons: 0 });
    }
  });

  it('rejects lessons of other publications and completions of quizzes', async () => {
    const { courseId, id, quizLesson } = await beginning();
    const [foreign = ''] = lessonIds(courseId, 4);
    for (const method of ['put', 'delete'] as const) {
      for (const lessonId of [foreign, newId(), 'no-id']) {
        const absent = await tick(fixture, learner, id, lessonId, method);
        expect(absent.status).toBe(404);
        expect(absent.body).toMatchObject({ code: 'progress.lesson_not_found' });
      }
      const quiz = await tick(fixture, learner, id, quizLesson, method);
      expect(quiz.status).toBe(409);
      expect(quiz.body).toMatchObject({ code: 'progress.quiz_required' });
    }
    expect((await read(id)).body).toMatchObject({ percent: 0 });
  });

  it('reports that the lessons are unavailable, and continues when they are back', async () => {
    const courseId = newId();
    fixture.curricula.respondWith(() => ({ curriculum: null }));
    const { id } = await enrolled(fixture, learner, courseId);
    const response = await read(id);
    expect(response.status).toBe(404);
    expect(response.body).toMatchObject({ code: 'progress.curriculum_not_found' });
    fixture.curricula.respondWith(aCurriculum);
    await read(id).expect(200);
  });

  it('completes a course once: with its last lesson, and not again after an undo', async () => {
    const { courseId, id, first, second, quizId } = await beginning();
    await tick(fixture, learner, id, first).expect(200);
    await pass(fixture, learner.id, courseId, quizId);
    await eventually('the quiz counts', async () => (await read(id)).body.percent === 66.66);
    const last = await Promise.all([1, 2].map(() => tick(fixture, learner, id, second)));
    for (const { body } of last) expect(body).toMatchObject({ status: 'completed', percent: 100 });

    const { payload } = await fixture.app.events.next(
      courseCompleted,
      ({ payload: { courseId: completed } }) => completed === courseId,
    );
    expect(payload).toEqual({
      enrollmentId: id,
      courseId,
      userId: learner.id,
      publication: 3,
      courseTitle: 'Complete Web Development',
      completedAt: expect.any(String),
    });
    const undone = await tick(fixture, learner, id, second, 'delete').expect(200);
    expect(undone.body).toMatchObject({ status: 'completed', percent: 66.66 });
    await tick(fixture, learner, id, second).expect(200);
    const other = await beginning();
    for (const lesson of [other.first, other.second])
      await tick(fixture, learner, other.id, lesson);
    await pass(fixture, learner.id, other.courseId, other.quizId);
    await eventually('the other course is completed', () => completions(other.courseId).length > 0);
    expect(completions(courseId)).toHaveLength(1);
  });

  it('completes a course when a passed quiz is the last item', async () => {
    const { courseId, id, first, second, quizId } = await beginning();
    for (const lesson of [first, second]) await tick(fixture, learner, id, lesson).expect(200);
    const eventId = await pass(fixture, learner.id, courseId, quizId);
    await eventually('the completion', () => completions(courseId).length === 1);
    expect(eventId).toEqual(expect.any(String));
    expect(await fixture.app.stored(Enrollment, { id })).toMatchObject([
      { status: 'completed', percent: 100, completedAt: expect.any(Date) },
    ]);
  });

  it('counts a quiz that was passed before the lessons were known', async () => {
    const courseId = newId();
    fixture.curricula.respondWith(() => ({ curriculum: null }));
    const order = anOrder(learner.id, [{ courseId, publication: 3 }]);
    await pay(fixture, order);
    const [enrollment] = await eventually('the enrollment', async () => {
      const found = await fixture.app.stored(Enrollment, { courseId });
      return found.length > 0 && found;
    });
    const [, , , quizId = ''] = lessonIds(courseId);
    await pass(fixture, learner.id, courseId, quizId);
    await eventually(
      'the pass',
      async () => (await fixture.app.stored(QuizPass, { quizId })).length === 1,
    );
    await fixture.app.get(CurriculumJob).run();
    expect(enrollment).toMatchObject({ percent: 0 });
    expect(await fixture.app.stored(CurriculumSnapshot, { courseId })).toMatchObject([
      { fetchedAt: null, settledAt: null, triedAt: expect.any(Date) },
    ]);

    // Nothing but a quiz: the last thing missing is the list of lessons itself.
    fixture.curricula.respondWith((request) => {
      const { curriculum } = aCurriculum(request);
      return { curriculum: { ...curriculum, lessons: curriculum.lessons.slice(2) } };
    });
    await fixture.app.get(CurriculumJob).run();
    await eventually('the completion', () => completions(courseId).length === 1);
    await fixture.app.get(CurriculumJob).run();
    expect(completions(courseId)).toHaveLength(1);
  });

  it('fetches the lessons of a bought course in a job, once for all its learners', async () => {
    const courseId = newId();
    for (let i = 0; i < 3; i += 1) {
      await pay(fixture, anOrder(newId(), [{ courseId, publication: 2 }]));
    }
    await eventually('the lessons', async () => {
      const [snapshot] = await fixture.app.stored(CurriculumSnapshot, { courseId });
      return snapshot?.settledAt;
    });
    const requested = fixture.curricula.requests.filter(
      ({ request }) => request.courseId === courseId,
    );
    expect(requested.map(({ request }) => request)).toEqual([{ courseId, publication: 2 }]);
  });

  it('returns learning statistics', async () => {
    const other = await fixture.app.user();
    const courseId = newId();
    const { id } = await enrolled(fixture, other, courseId);
    const [first = '', , , quizId = ''] = lessonIds(courseId);
    await tick(fixture, other, id, first).expect(200);
    await pass(fixture, other.id, courseId, quizId);
    // What was abandoned is no course of theirs any more.
    const givenUp = await enrolled(fixture, other, newId());
    await withdraw(fixture, other, givenUp.id).expect(201);
    const stats = await eventually('the quiz', async () => {
      const response = await fixture.app.http.get('/api/v1/learning-stats/me').set(bearer(other));
      return response.body.passedQuizzes === 1 && response;
    });
    expect(stats.body).toEqual({
      courses: 1,
      completedCourses: 0,
      completedLessons: 1,
      passedQuizzes: 1,
    });
  });
});
