import { newId } from '@course-plateform/common/kernel';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { quizAttemptPassed } from '@course-plateform/types/quiz';
import { sqlOf } from '@course-plateform/common/persistence';
import { AttemptDeadlineJob } from '../src/attempt/attempt-deadline.job';
import { Attempt } from '../src/attempt/attempt.entity';
import {
  type QuizFixture,
  aPublishedQuiz,
  anEnrollment,
  answered,
  choose,
  send,
  start,
  started,
  startQuiz,
  submit,
} from './quiz.fixture';

describe('quiz attempts', () => {
  let fixture: QuizFixture;
  let learner: TestUser;

  beforeAll(async () => {
    fixture = await startQuiz();
    learner = await fixture.app.user();
  });

  afterAll(() => fixture.app.stop());

  beforeEach(() => fixture.enrollments.respondWith(() => anEnrollment()));

  function read(path: string, user = learner) {
    return send(fixture, 'get', path, { user });
  }

  function passes(quizId: string) {
    return fixture.app.events
      .of(quizAttemptPassed)
      .filter(({ payload }) => payload.quizId === quizId);
  }

  describe('starting', () => {
    it('returns the questions without the key', async () => {
      const quiz = await aPublishedQuiz(fixture, { timeLimitSeconds: 600 });
      const answer = await start(fixture, learner, quiz.id);
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject({
        quizId: quiz.id,
        courseId: quiz.courseId,
        title: 'HTML basics',
        number: 1,
        status: 'in_progress',
        submittedAt: null,
        questions: quiz.questions.map(({ id, text, points, choices }) => ({
          id,
          text,
          points,
          choices: choices.map((choice) => ({ id: choice.id, text: choice.text })),
          chosenId: null,
        })),
      });
      const { startedAt, deadlineAt } = answer.body;
      expect(Date.parse(deadlineAt) - Date.parse(startedAt)).toBe(600_000);

      const rightIds = quiz.questions.flatMap(({ choices }) =>
        choices.filter(({ correct }) => correct).map(({ id }) => id),
      );
      await choose(fixture, learner, answer.body.id, quiz.questions[0]?.id ?? '', null);
      const bodies = [
        answer.body,
        (await read(`/attempts/${answer.body.id}`)).body,
        (await read(`/quizzes/${quiz.id}/summary`)).body,
        (await submit(fixture, learner, answer.body.id)).body,
        (await read(`/attempts/${answer.body.id}/result`)).body,
        (await read(`/attempts/${answer.body.id}`)).body,
      ];
      for (const body of bodies) expect(JSON.stringify(body)).not.toMatch(/"correct|"key|"grade/);
      // A right choice is told apart by nothing: it has the members every choice has.
      for (const { choices } of bodies[1].questions) {
        for (const choice of choices) expect(Object.keys(choice)).toEqual(['id', 'text']);
      }
      for (const id of rightIds) expect(JSON.stringify(bodies[4])).not.toContain(id);
    });

    it('requires an Idempotency-Key', async () => {
      const quiz = await aPublishedQuiz(fixture);
      const answer = await fixture.app.http
        .post(`/api/v1/quizzes/${quiz.id}/attempts`)
        .set(bearer(learner));
      expect(answer.body).toMatchObject({ code: 'idempotency.key_missing' });
    });

    it('creates one open attempt, also for concurrent requests', async () => {
      const quiz = await aPublishedQuiz(fixture);
      const responses = await Promise.all([1, 2, 3, 4].map(() => start(fixture, learner, quiz.id)));
      expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
      const open = responses.find(({ status }) => status === 201);
      for (const refused of responses.filter(({ status }) => status === 409)) {
        expect(refused.body).toMatchObject({ code: 'attempt.in_progress' });
        expect(refused.headers.location).toBe(`/api/v1/attempts/${open?.body.id}`);
      }
      await started(fixture, await fixture.app.user(), quiz.id);
    });

    it('is limited by the number of attempts, also for concurrent requests', async () => {
      const quiz = await aPublishedQuiz(fixture, { attemptsAllowed: 2 });
      const first = await started(fixture, learner, quiz.id);
      await submit(fixture, learner, first.id).expect(201);
      const racing = async () => {
        const answer = await start(fixture, learner, quiz.id);
        if (answer.status === 201) await submit(fixture, learner, answer.body.id).expect(201);
        return answer;
      };
      const responses = await Promise.all([racing(), racing(), racing(), racing()]);
      expect(responses.filter(({ status }) => status === 201)).toHaveLength(1);
      const last = await start(fixture, learner, quiz.id);
      expect(last.status).toBe(409);
      expect(last.body).toMatchObject({ code: 'attempt.none_left' });
      expect(await fixture.app.stored(Attempt, { quizId: quiz.id })).toHaveLength(2);
    });

    it('mixes questions and choices if the quiz says so, and keeps that order', async () => {
      const quiz = await aPublishedQuiz(fixture, { shuffle: true });
      const orders = new Set<string>();
      for (let i = 0; i < 12; i += 1) {
        const { id, questions } = await started(fixture, learner, quiz.id);
        orders.add(questions.map((question) => question.choices.map((one) => one.id)).join());
        expect((await read(`/attempts/${id}`)).body.questions).toEqual(questions);
        expect(questions.map((question) => question.id).sort()).toEqual(
          quiz.questions.map((question) => question.id).sort(),
        );
        await submit(fixture, learner, id).expect(201);
      }
      expect(orders.size).toBeGreaterThan(1);
    });
  });

  describe('answering', () => {
    it('keeps the last answer to each question', async () => {
      const quiz = await aPublishedQuiz(fixture);
      const { id } = await started(fixture, learner, quiz.id);
      const [question] = quiz.questions;
      const [wrong, right] = question?.choices ?? [];
      for (const choiceId of [wrong?.id, null, right?.id]) {
        const answer = await choose(fixture, learner, id, question?.id ?? '', choiceId ?? null);
        expect(answer.status).toBe(200);
        expect(answer.body.questions[0]).toMatchObject({ chosenId: choiceId ?? null });
      }
      const result = await submit(fixture, learner, id).expect(201);
      expect(result.body).toMatchObject({ score: 2 });
      const late = await choose(fixture, learner, id, question?.id ?? '', wrong?.id ?? null);
      expect(late.status).toBe(409);
      expect(late.body).toMatchObject({ code: 'attempt.submitted' });
    });

    it('rejects questions and choices of other quizzes', async () => {
      const quiz = await aPublishedQuiz(fixture);
      const { id } = await started(fixture, learner, quiz.id);
      const [first, second] = quiz.questions;
      const absent = await choose(fixture, learner, id, newId(), newId());
      expect(absent.status).toBe(404);
      expect(absent.body).toMatchObject({ code: 'attempt.question_not_found' });
      for (const choiceId of [second?.choices[0]?.id ?? '', newId()]) {
        const answer = await choose(fixture, learner, id, first?.id ?? '', choiceId);
        expect(answer.status).toBe(422);
        expect(answer.body).toMatchObject({ code: 'attempt.answer_invalid' });
      }
      expect(await fixture.app.stored(Attempt, { id })).toMatchObject([{ answers: {} }]);
    });
  });

  describe('grading', () => {
    it('passes and fails by points, returns which questions were right, and publishes a pass only', async () => {
      const quiz = await aPublishedQuiz(fixture, { passPercent: 67 });
      const failed = await started(fixture, learner, quiz.id);
      await answered(fixture, learner, failed, quiz, 1);
      const result = await submit(fixture, learner, failed.id).expect(201);
      expect(result.body).toEqual({
        attemptId: failed.id,
        quizId: quiz.id,
        score: 2,
        maxScore: 3,
        scorePercent: 66.66,
        passPercent: 67,
        passed: false,
        questions: [
          { questionId: quiz.questions[0]?.id, right: true, points: 2, maxPoints: 2 },
          { questionId: quiz.questions[1]?.id, right: false, points: 0, maxPoints: 1 },
        ],
        submittedAt: expect.any(String),
      });
      const passed = await started(fixture, learner, quiz.id);
      await answered(fixture, learner, passed, quiz, 2);
      const better = await submit(fixture, learner, passed.id).expect(201);
      expect(better.body).toMatchObject({ score: 3, scorePercent: 100, passed: true });
      expect((await read(`/attempts/${passed.id}/result`)).body).toEqual(better.body);

      const { payload } = await fixture.app.events.next(
        quizAttemptPassed,
        (event) => event.payload.quizId === quiz.id,
      );
      expect(payload).toEqual({
        attemptId: passed.id,
        quizId: quiz.id,
        courseId: quiz.courseId,
        userId: learner.id,
        scorePercent: 100,
      });
      expect(passes(quiz.id)).toHaveLength(1);
      expect((await read(`/quizzes/${quiz.id}/summary`)).body).toEqual({
        quizId: quiz.id,
        courseId: quiz.courseId,
        title: 'HTML basics',
        questionCount: 2,
        maxScore: 3,
        passPercent: 67,
        timeLimitSeconds: null,
        attemptsAllowed: null,
        attemptsUsed: 2,
        openAttemptId: null,
        bestScorePercent: 100,
        passed: true,
      });
    });

    it('happens once, also for two concurrent submissions', async () => {
      const quiz = await aPublishedQuiz(fixture);
      const attempt = await started(fixture, learner, quiz.id);
      await answered(fixture, learner, attempt, quiz, 2);
      const responses = await Promise.all(
        [1, 2, 3].map(() => submit(fixture, learner, attempt.id)),
      );
      expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      const refused = responses.find(({ status }) => status === 409);
      expect(refused?.body).toMatchObject({ code: 'attempt.submitted' });
      expect(refused?.headers.location).toBe(`/api/v1/attempts/${attempt.id}/result`);
      const other = await started(fixture, learner, quiz.id);
      await answered(fixture, learner, other, quiz, 2);
      await submit(fixture, learner, other.id).expect(201);
      await fixture.app.events.next(
        quizAttemptPassed,
        ({ payload }) => payload.attemptId === other.id,
      );
      expect(passes(quiz.id)).toHaveLength(2);
    });

    it('does not change when the same answer is saved again', async () => {
      const quiz = await aPublishedQuiz(fixture);
      const attempt = await started(fixture, learner, quiz.id);
      const [question] = attempt.questions;
      const save = () =>
        choose(fixture, learner, attempt.id, question?.id ?? '', question?.choices[0]?.id ?? null);
      expect((await save().expect(200)).body).toMatchObject({ version: 2 });
      expect((await save().expect(200)).body).toMatchObject({ version: 2 });
    });

    it('uses the publication with which the attempt started', async () => {
      const quiz = await aPublishedQuiz(fixture);
      const attempt = await started(fixture, learner, quiz.id);
      const [, statement] = quiz.questions;
      const path = `/quizzes/${quiz.id}`;
      await send(fixture, 'patch', `${path}/questions/${statement?.id}`, {
        user: fixture.author,
        version: quiz.version + 1,
        body: { correct: false, points: 50 },
      }).expect(200);
      await send(fixture, 'post', `${path}/publications`, { user: fixture.author }).expect(201);
      await answered(fixture, learner, attempt, quiz, 2);
      const result = await submit(fixture, learner, attempt.id).expect(201);
      expect(result.body).toMatchObject({ score: 3, maxScore: 3 });
      const next = await started(fixture, learner, quiz.id);
      expect(next.questions[1]).toMatchObject({ points: 50 });
    });

    it('returns the score only if the instructor allows it', async () => {
      const quiz = await aPublishedQuiz(fixture, { feedback: 'score' });
      const attempt = await started(fixture, learner, quiz.id);
      const early = await read(`/attempts/${attempt.id}/result`);
      expect(early.status).toBe(409);
      expect(early.body).toMatchObject({ code: 'attempt.not_submitted' });
      const result = await submit(fixture, learner, attempt.id).expect(201);
      expect(result.body).toMatchObject({ score: 0, passed: false, questions: [] });
    });
  });

  describe('after the deadline', () => {
    /** An attempt whose learner had answered everything rightly in time. */
    async function overdue() {
      const quiz = await aPublishedQuiz(fixture, { timeLimitSeconds: 10 });
      const attempt = await started(fixture, learner, quiz.id);
      await answered(fixture, learner, attempt, quiz, 2);
      fixture.clock.advance(10_000);
      return { quiz, attempt, deadline: new Date(attempt.deadlineAt ?? '') };
    }

    it('rejects answers, and submits what was saved', async () => {
      const { quiz, attempt, deadline } = await overdue();
      for (let i = 0; i < 2; i += 1) {
        const late = await choose(fixture, learner, attempt.id, quiz.questions[0]?.id ?? '', null);
        expect(late.status).toBe(410);
        expect(late.body).toMatchObject({ code: 'attempt.time_up' });
      }
      expect(await fixture.app.stored(Attempt, { id: attempt.id })).toMatchObject([
        { status: 'submitted', passed: true, scoreHundredths: 300, submittedAt: deadline },
      ]);
      await fixture.app.events.next(
        quizAttemptPassed,
        ({ payload }) => payload.attemptId === attempt.id,
      );
    });

    it('submits what was saved when the attempt is read', async () => {
      for (const path of ['', '/result']) {
        const { attempt, deadline } = await overdue();
        const answer = await read(`/attempts/${attempt.id}${path}`).expect(200);
        expect(answer.body).toMatchObject({ submittedAt: deadline.toISOString() });
      }
      const { quiz } = await overdue();
      expect((await read(`/quizzes/${quiz.id}/summary`)).body).toMatchObject({
        openAttemptId: null,
        passed: true,
      });
    });

    it('treats a late submission as one of what was saved', async () => {
      const { attempt } = await overdue();
      const result = await submit(fixture, learner, attempt.id).expect(201);
      expect(result.body).toMatchObject({
        score: 3,
        passed: true,
        submittedAt: attempt.deadlineAt,
      });
    });

    it('allows another attempt', async () => {
      const { quiz, attempt } = await overdue();
      const next = await started(fixture, learner, quiz.id);
      expect(next.number).toBe(2);
      expect(await fixture.app.stored(Attempt, { id: attempt.id })).toMatchObject([
        { status: 'submitted', passed: true },
      ]);
    });

    it('submits what was saved once, even if nobody reads the attempt', async () => {
      const { quiz, attempt } = await overdue();
      const inTime = await started(fixture, await fixture.app.user(), quiz.id);
      const job = fixture.app.get(AttemptDeadlineJob);
      await Promise.all([job.run(), job.run(), read(`/attempts/${attempt.id}`)]);
      expect(await fixture.app.stored(Attempt, { id: attempt.id })).toMatchObject([
        { status: 'submitted', version: expect.any(Number) },
      ]);
      expect(await fixture.app.stored(Attempt, { id: inTime.id })).toMatchObject([
        { status: 'in_progress' },
      ]);
      const marker = await overdue();
      await job.run();
      await fixture.app.events.next(
        quizAttemptPassed,
        ({ payload }) => payload.attemptId === marker.attempt.id,
      );
      expect(passes(quiz.id)).toHaveLength(1);
    });

    it('submits an attempt however many older ones there are', async () => {
      const { attempt: old } = await overdue();
      await submit(fixture, learner, old.id).expect(201);
      await sqlOf(fixture.app.em()).execute(
        `insert into attempt
         select (jsonb_populate_record(old, jsonb_build_object('id', gen_random_uuid(), 'number', old.number + n))).*
         from attempt old, generate_series(1, 500) n where old.id = ?`,
        [old.id],
      );
      const { attempt } = await overdue();
      await fixture.app.get(AttemptDeadlineJob).run();
      expect(await fixture.app.stored(Attempt, { id: attempt.id })).toMatchObject([
        { status: 'submitted', passed: true },
      ]);
    });
  });
});
