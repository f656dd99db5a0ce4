import { newId } from '@course-plateform/common/kernel';
import type { TestUser } from '@course-plateform/common/testing';
import { EnrollmentStatus, type SectionLock } from '@course-plateform/types/user-progress';
import { Attempt } from '../src/attempt/attempt.entity';
import {
  type QuizFixture,
  aPublishedQuiz,
  aQuiz,
  anEnrollment,
  send,
  start,
  started,
  startQuiz,
} from './quiz.fixture';

describe('access to quiz attempts', () => {
  let fixture: QuizFixture;
  let learner: TestUser;

  beforeAll(async () => {
    fixture = await startQuiz();
    learner = await fixture.app.user();
  });

  afterAll(() => fixture.app.stop());

  beforeEach(() => fixture.enrollments.respondWith(() => anEnrollment()));

  function read(path: string) {
    return send(fixture, 'get', path, { user: learner });
  }

  it('requires a learner of the course', async () => {
    const quiz = await aPublishedQuiz(fixture);
    const draft = await aQuiz(fixture);
    const foreign = [
      [quiz.id, { enrollment: null }],
      [quiz.id, anEnrollment(EnrollmentStatus.ended)],
      [draft.id, anEnrollment()],
      [newId(), anEnrollment()],
      ['no-id', anEnrollment()],
    ] as const;
    for (const [id, enrollment] of foreign) {
      fixture.enrollments.respondWith(() => enrollment);
      const responses = [await start(fixture, learner, id), await read(`/quizzes/${id}/summary`)];
      for (const answer of responses) {
        expect(answer.status).toBe(404);
        expect(answer.body).toMatchObject({ code: 'quiz.not_found' });
      }
    }
    expect(await fixture.app.stored(Attempt, { quizId: quiz.id })).toEqual([]);
  });

  it('requires access that is not suspended', async () => {
    const quiz = await aPublishedQuiz(fixture);
    fixture.enrollments.respondWith(() => anEnrollment(EnrollmentStatus.suspended));
    const responses = [
      await start(fixture, learner, quiz.id),
      await read(`/quizzes/${quiz.id}/summary`),
    ];
    for (const { status, body } of responses) {
      expect(status).toBe(403);
      expect(body).toMatchObject({ code: 'quiz.access_disputed' });
    }
    expect(await fixture.app.stored(Attempt, { quizId: quiz.id })).toEqual([]);
  });

  it('starts no attempt at a quiz whose section is not open yet', async () => {
    const [quiz, other] = [await aPublishedQuiz(fixture), await aPublishedQuiz(fixture)];
    const availableAt = '2027-01-31T12:00:00.000Z';
    const lock = { sectionId: newId(), missingLessons: 2, openLessonIds: [], quizIds: [quiz.id] };
    let locks: SectionLock[] = [{ ...lock, availableAt }];
    fixture.enrollments.respondWith(({ withLocks }) => {
      const { enrollment } = anEnrollment();
      return { enrollment: enrollment && { ...enrollment, ...(withLocks ? { locks } : {}) } };
    });
    const before = fixture.enrollments.requests.length;
    for (const id of [quiz.id, quiz.id.toUpperCase()]) {
      const { status, body } = await start(fixture, learner, id);
      expect(status).toBe(403);
      expect(body).toMatchObject({ code: 'quiz.lesson_locked', availableAt, missingLessons: 2 });
    }
    expect(fixture.enrollments.requests.length - before).toBe(2);
    locks = [{ ...lock, availableAt: null }];
    const { body } = await start(fixture, learner, quiz.id).expect(403);
    expect(body).not.toHaveProperty('availableAt');
    expect(await fixture.app.stored(Attempt, { quizId: quiz.id })).toEqual([]);
    await read(`/quizzes/${quiz.id}/summary`).expect(200);
    await started(fixture, learner, other.id);
    locks = [];
    await started(fixture, learner, quiz.id);
  });

  it('responds to another user as to a missing attempt', async () => {
    const quiz = await aPublishedQuiz(fixture);
    const { id } = await started(fixture, learner, quiz.id);
    const stranger = await fixture.app.user();
    const question = quiz.questions[0]?.id;
    const requests = [
      ['get', '', undefined],
      ['get', '/result', undefined],
      ['put', `/answers/${question}`, { choiceId: null }],
      ['post', '/submissions', undefined],
    ] as const;
    for (const [method, path, body] of requests) {
      for (const target of [id, newId(), 'no-id']) {
        const answer = await send(fixture, method, `/attempts/${target}${path}`, {
          user: stranger,
          ...(body ? { body } : {}),
        });
        expect(answer.status).toBe(404);
        expect(answer.body).toMatchObject({ code: 'attempt.not_found' });
      }
    }
    expect(await fixture.app.stored(Attempt, { id })).toMatchObject([{ status: 'in_progress' }]);
  });
});
