import { newId } from '@course-plateform/common/kernel';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { quizAttemptPassed } from '@course-plateform/types/quiz';
import { EnrollmentStatus } from '@course-plateform/types/user-progress';
import { AttemptDeadlineJob } from '../src/attempt/attempt-deadline.job';
import type { AttemptResponse } from '../src/attempt/attempt.dto';
import { Attempt } from '../src/attempt/attempt.entity';
import { QuizPublication } from '../src/quiz/quiz-publication.entity';
import { Quiz } from '../src/quiz/quiz.entity';
import {
  type ChoiceQuiz,
  type QuizFixture,
  aPublishedQuiz,
  aQuiz,
  aTrueFalse,
  anEnrollment,
  answered,
  choose,
  send,
  start,
  started,
  startQuiz,
  submit,
} from './quiz.fixture';

const RUNS = [1, 2, 3];
const LIMIT_MS = 10_000;

describe('concurrent changes of quizzes', () => {
  let fixture: QuizFixture;
  let learner: TestUser;
  let job: AttemptDeadlineJob;

  beforeAll(async () => {
    fixture = await startQuiz();
    job = fixture.app.get(AttemptDeadlineJob);
  });

  afterAll(() => fixture.app.stop());

  beforeEach(async () => {
    learner = await fixture.app.user();
    fixture.enrollments.respondWith(() => anEnrollment());
  });

  async function begun(settings: object = {}) {
    const quiz = await aPublishedQuiz(fixture, { timeLimitSeconds: LIMIT_MS / 1000, ...settings });
    return { quiz, attempt: await started(fixture, learner, quiz.id) };
  }

  const rightOf = (quiz: ChoiceQuiz, index: number) => {
    const question = quiz.questions[index];
    const choice = question?.choices.find(({ correct }) => correct);
    return [question?.id ?? '', choice?.id ?? ''] as const;
  };

  const storedAttempt = async ({ id }: AttemptResponse) =>
    (await fixture.app.stored(Attempt, { id }))[0];

  /** Events of this service go out in a row: what was told before this one has arrived. */
  async function passesOf(attemptId: string): Promise<number> {
    const quiz = await aPublishedQuiz(fixture);
    const marker = await started(fixture, learner, quiz.id);
    await answered(fixture, learner, marker, quiz, 2);
    await submit(fixture, learner, marker.id).expect(201);
    await fixture.app.events.next(
      quizAttemptPassed,
      ({ payload }) => payload.attemptId === marker.id,
    );
    const reported = fixture.app.events.of(quizAttemptPassed);
    return reported.filter(({ payload }) => payload.attemptId === attemptId).length;
  }

  describe('answers', () => {
    it.each(RUNS)('to several questions are all saved (run %i)', async () => {
      const { quiz, attempt } = await begun();
      const rights = [rightOf(quiz, 0), rightOf(quiz, 1)];
      await Promise.all(
        rights.map(([question, choice]) =>
          choose(fixture, learner, attempt.id, question, choice).expect(200),
        ),
      );
      expect((await storedAttempt(attempt))?.answers).toEqual(
        Object.fromEntries(rights.map(([question, choiceId]) => [question, { choiceId }])),
      );
    });

    it.each(RUNS)(
      'concurrent with a submission are graded if they were accepted (run %i)',
      async () => {
        const { quiz, attempt } = await begun();
        const [question, choice] = rightOf(quiz, 0);
        const [saved, submitted] = await Promise.all([
          choose(fixture, learner, attempt.id, question, choice),
          submit(fixture, learner, attempt.id),
        ]);
        expect(submitted.status).toBe(201);
        expect(submitted.body.score).toBe(saved.status === 200 ? 2 : 0);
        if (saved.status !== 200) expect(saved.body).toMatchObject({ code: 'attempt.submitted' });
      },
    );

    it('are accepted until the deadline', async () => {
      const { quiz, attempt } = await begun();
      const [question, choice] = rightOf(quiz, 0);
      fixture.clock.advance(LIMIT_MS - 1);
      await choose(fixture, learner, attempt.id, question, choice).expect(200);
      fixture.clock.advance(1);
      const late = await choose(fixture, learner, attempt.id, question, null);
      expect(late.status).toBe(410);
      expect(await storedAttempt(attempt)).toMatchObject({
        answers: { [question]: { choiceId: choice } },
        scoreHundredths: 200,
        submittedAt: new Date(attempt.deadlineAt ?? ''),
      });
    });
  });

  describe('the end of an attempt', () => {
    it.each(RUNS)('happens once at the deadline, whatever triggers it (run %i)', async () => {
      const { quiz, attempt } = await begun();
      await answered(fixture, learner, attempt, quiz, 2);
      fixture.clock.advance(LIMIT_MS);
      const read = (path: string) => send(fixture, 'get', path, { user: learner });
      const [submitted, shown, result, summary] = await Promise.all([
        submit(fixture, learner, attempt.id),
        read(`/attempts/${attempt.id}`),
        read(`/attempts/${attempt.id}/result`),
        read(`/quizzes/${quiz.id}/summary`),
        job.run(),
      ]);
      expect([201, 409]).toContain(submitted.status);
      expect(shown.body).toMatchObject({ status: 'submitted', submittedAt: attempt.deadlineAt });
      expect(result.body).toMatchObject({ passed: true, submittedAt: attempt.deadlineAt });
      expect(summary.body).toMatchObject({ passed: true, openAttemptId: null });
      expect(await passesOf(attempt.id)).toBe(1);
    });

    it('just before the deadline is a submission', async () => {
      const { attempt } = await begun();
      fixture.clock.advance(LIMIT_MS - 1);
      const result = await submit(fixture, learner, attempt.id).expect(201);
      expect(result.body.submittedAt).toBe(fixture.clock.now().toISOString());
    });

    it('grades what was saved, also nothing', async () => {
      const { attempt } = await begun();
      fixture.clock.advance(LIMIT_MS);
      await job.run();
      expect(await storedAttempt(attempt)).toMatchObject({
        ...{ scoreHundredths: 0, passed: false, answers: {} },
      });
      expect(await passesOf(attempt.id)).toBe(0);
    });

    it('does not wait for another attempt that cannot be graded', async () => {
      const broken = await begun();
      const other = await begun();
      const { id: quizId } = broken.quiz;
      await fixture.app.em().nativeDelete(QuizPublication, { quizId });
      fixture.clock.advance(LIMIT_MS);
      await job.run();
      expect(await storedAttempt(broken.attempt)).toMatchObject({ status: 'in_progress' });
      expect(await storedAttempt(other.attempt)).toMatchObject({ status: 'submitted' });
    });

    it('is not undone by a late start when no attempt is left', async () => {
      const { quiz, attempt } = await begun({ attemptsAllowed: 1 });
      await answered(fixture, learner, attempt, quiz, 2);
      fixture.clock.advance(LIMIT_MS);
      const answer = await start(fixture, learner, quiz.id);
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({ code: 'attempt.none_left' });
      const result = await send(fixture, 'get', `/attempts/${attempt.id}/result`, {
        user: learner,
      }).expect(200);
      expect(result.body).toMatchObject({ passed: true, submittedAt: attempt.deadlineAt });
      expect(await passesOf(attempt.id)).toBe(1);
    });
  });

  it('starts one attempt per learner for concurrent requests', async () => {
    const quiz = await aPublishedQuiz(fixture, { attemptsAllowed: 1 });
    const learners = await Promise.all([1, 2, 3].map(() => fixture.app.user()));
    const responses = await Promise.all(
      [...learners, ...learners].map((user) => start(fixture, user, quiz.id)),
    );
    expect(responses.filter(({ status }) => status === 201)).toHaveLength(3);
    const stored = await fixture.app.stored(Attempt, { quizId: quiz.id });
    expect(stored.map(({ userId }) => userId).sort()).toEqual(learners.map(({ id }) => id).sort());
    expect(stored.map(({ number }) => number)).toEqual([1, 1, 1]);
  });

  it('counts the attempts of all publications against the limit of the newest', async () => {
    const { quiz, attempt } = await begun({ attemptsAllowed: 1 });
    await submit(fixture, learner, attempt.id).expect(201);
    expect((await start(fixture, learner, quiz.id)).body).toMatchObject({
      code: 'attempt.none_left',
    });
    const user = fixture.author;
    await send(fixture, 'patch', `/quizzes/${quiz.id}`, {
      ...{ user, version: quiz.version + 1 },
      body: { settings: { attemptsAllowed: 2 } },
    }).expect(200);
    expect((await start(fixture, learner, quiz.id)).status).toBe(409);
    await send(fixture, 'post', `/quizzes/${quiz.id}/publications`, { user }).expect(201);
    expect(await started(fixture, learner, quiz.id)).toMatchObject({ number: 2 });
  });

  it('lets a learner finish an attempt after the access has ended, but start none', async () => {
    const { quiz, attempt } = await begun();
    fixture.enrollments.respondWith(() => anEnrollment(EnrollmentStatus.ended));
    await submit(fixture, learner, attempt.id).expect(201);
    expect((await start(fixture, learner, quiz.id)).status).toBe(404);
  });

  describe('instructors', () => {
    it('adding questions concurrently stay within the limit and lose none', async () => {
      const quiz = await aQuiz(fixture, {}, []);
      const responses = await Promise.all(
        [1, 2, 3, 4, 5, 6].map((number) =>
          send(fixture, 'post', `/quizzes/${quiz.id}/questions`, {
            user: fixture.author,
            body: aTrueFalse({ text: `Statement ${number}` }),
          }),
        ),
      );
      expect(responses.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 422, 422]);
      const [stored] = await fixture.app.stored(Quiz, { id: quiz.id });
      expect(stored?.questions).toHaveLength(4);
      expect(stored?.version).toBe(quiz.version + 4);
    });

    it('deleting and publishing concurrently end with a published quiz or none', async () => {
      const quiz = await aQuiz(fixture);
      const user = fixture.author;
      const [published, deleted] = await Promise.all([
        send(fixture, 'post', `/quizzes/${quiz.id}/publications`, { user }),
        send(fixture, 'delete', `/quizzes/${quiz.id}`, { user, version: quiz.version }),
      ]);
      const left = await fixture.app.stored(Quiz, { id: quiz.id });
      const publications = await fixture.app.stored(QuizPublication, { quizId: quiz.id });
      if (published.status === 201) {
        // It was there before, or it is another version by now.
        expect([409, 412]).toContain(deleted.status);
        expect([left.length, publications.length]).toEqual([1, 1]);
      } else {
        expect([published.status, deleted.status]).toEqual([404, 204]);
        expect([left.length, publications.length]).toEqual([0, 0]);
      }
    });
  });

  describe('repeated with the same Idempotency-Key', () => {
    const again = async (path: string, key: string, body?: object, user = learner) =>
      fixture.app.http
        .post(`/api/v1${path}`)
        .set({ ...bearer(user), 'Idempotency-Key': key })
        .send(body);

    it('a start and a submission have one effect and the same response', async () => {
      const quiz = await aPublishedQuiz(fixture, { shuffle: true });
      for (const path of [`/quizzes/${quiz.id}/attempts`, undefined]) {
        const [attempt] = await fixture.app.stored(Attempt, { quizId: quiz.id });
        const target = path ?? `/attempts/${attempt?.id}/submissions`;
        const key = newId();
        const first = await again(target, key).then((answer) => answer);
        const second = await again(target, key);
        expect([first.status, second.status]).toEqual([201, 201]);
        expect(second.text).toBe(first.text);
        expect(second.headers['idempotency-replayed']).toBe('true');
      }
      expect(await fixture.app.stored(Attempt, { quizId: quiz.id })).toHaveLength(1);
    });

    it('a quiz and a question are created once, and another body is rejected', async () => {
      const { id } = await aQuiz(fixture, {}, []);
      const courseId = newId();
      const quiz = { courseId, title: 'Q', settings: { passPercent: 1 } };
      const steps: [string, object, object][] = [
        ['/quizzes', quiz, { ...quiz, title: 'R' }],
        [`/quizzes/${id}/questions`, aTrueFalse(), aTrueFalse({ correct: false })],
      ];
      for (const [path, body, other] of steps) {
        const key = newId();
        const first = await again(path, key, body, fixture.author);
        const second = await again(path, key, body, fixture.author);
        expect([first.status, second.status]).toEqual([201, 201]);
        expect(second.text).toBe(first.text);
        const third = await again(path, key, other, fixture.author);
        expect(third.status).toBe(422);
        expect(third.body).toMatchObject({ code: 'idempotency.key_reused' });
      }
      expect(await fixture.app.stored(Quiz, { courseId })).toHaveLength(1);
      expect((await fixture.app.stored(Quiz, { id }))[0]?.questions).toHaveLength(1);
    });
  });
});
