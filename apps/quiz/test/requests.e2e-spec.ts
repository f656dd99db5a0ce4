import { newId } from '@course-plateform/common/kernel';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { courseOwnershipGetMany } from '@course-plateform/types/course';
import { Role } from '@course-plateform/types/platform';
import { enrollmentGet } from '@course-plateform/types/user-progress';
import { Attempt } from '../src/attempt/attempt.entity';
import { QuizPublication } from '../src/quiz/quiz-publication.entity';
import type { QuizResponse } from '../src/quiz/quiz.dto';
import { Quiz } from '../src/quiz/quiz.entity';
import {
  type QuizFixture,
  aPublishedQuiz,
  aQuiz,
  aSingleChoice,
  aTrueFalse,
  anEnrollment,
  choose,
  ownedBy,
  send,
  start,
  started,
  startQuiz,
  submit,
} from './quiz.fixture';

describe('requests to quiz', () => {
  let fixture: QuizFixture;
  let learner: TestUser;
  let quiz: QuizResponse;

  beforeAll(async () => {
    fixture = await startQuiz({ RPC_TIMEOUT_MS: '1000' });
    learner = await fixture.app.user();
    quiz = await aQuiz(fixture);
  });

  afterAll(() => fixture.app.stop());

  const unchanged = async () =>
    expect(await fixture.app.stored(Quiz, { id: quiz.id })).toMatchObject([
      { version: quiz.version, questions: quiz.questions, title: quiz.title },
    ]);

  const twenty = Array.from({ length: 21 }, (_, index) => ({
    text: `Choice ${index}`,
    correct: index === 0,
  }));

  it.each([
    ['/kind', 'field.is_enum', aTrueFalse({ kind: 'essay' })],
    ['/kind', 'field.is_enum', aTrueFalse({ kind: undefined })],
    ['/text', 'field.is_length', aTrueFalse({ text: ' ' })],
    ['/text', 'field.is_length', aTrueFalse({ text: 'x'.repeat(2001) })],
    ['/text', 'field.is_storable', aTrueFalse({ text: 'a\u0000b' })],
    ['/points', 'field.min', aTrueFalse({ points: -1 })],
    ['/points', 'field.max', aTrueFalse({ points: 101 })],
    ['/points', 'field.is_int', aTrueFalse({ points: 0.5 })],
    ['/correct', 'field.is_boolean', aTrueFalse({ correct: 'true' })],
    ['/choices', 'field.array_min_size', aSingleChoice({ choices: twenty.slice(0, 1) })],
    ['/choices', 'field.array_max_size', aSingleChoice({ choices: twenty })],
    ['/choices', 'field.is_array', aSingleChoice({ choices: 'all' })],
    [
      '/choices/0/correct',
      'field.is_boolean',
      aSingleChoice({ choices: [{ text: 'a' }, twenty[0]] }),
    ],
    [
      '/choices/0/id',
      'field.unknown',
      aSingleChoice({ choices: [{ ...twenty[1], id: newId() }, twenty[0]] }),
    ],
    ['/id', 'field.unknown', aTrueFalse({ id: newId() })],
  ])('get an error at %s of a question with %s', async (pointer, code, body) => {
    const path = `/quizzes/${quiz.id}/questions`;
    const answer = await send(fixture, 'post', path, { user: fixture.author, body });
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe('request.invalid');
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer, code }));
    await unchanged();
  });

  it.each([
    ['patch', '', '/title', { title: null }],
    ['patch', '', '/settings', { settings: null }],
    ['patch', '', '/settings/passPercent', { settings: { passPercent: null } }],
    ['patch', '', '/settings/feedback', { settings: { feedback: 'key' } }],
    ['patch', '', '/courseId', { courseId: newId() }],
    ['patch', '', '/publication', { publication: null }],
    ['patch', '/questions/first', '/kind', { kind: 'true_false' }],
    ['patch', '/questions/first', '/points', { points: null }],
    ['patch', '/questions/first', '/choices', { choices: null }],
    ['patch', '/questions/first', '/correct', { correct: true }],
    ['put', '/question-order', '/questionIds', {}],
    ['put', '/question-order', '/questionIds', { questionIds: ['first'] }],
  ] as const)('get an error for %s of the quiz%s at %s', async (method, path, pointer, body) => {
    const target = path.replace('first', quiz.questions[0]?.id ?? '');
    const answer = await send(fixture, method, `/quizzes/${quiz.id}${target}`, {
      ...{ user: fixture.author, version: quiz.version, body },
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer }));
    await unchanged();
  });

  it('reject a duplicate question in an order', async () => {
    const [first = ''] = quiz.questions.map(({ id }) => id);
    const answer = await send(fixture, 'put', `/quizzes/${quiz.id}/question-order`, {
      ...{ user: fixture.author, version: quiz.version },
      body: { questionIds: [first, first.toUpperCase()] },
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([
      { pointer: '/questionIds', code: 'field.array_unique' },
    ]);
    await unchanged();
  });

  it('require the version that was read for every change', async () => {
    const [question = ''] = quiz.questions.map(({ id }) => id);
    const changes = [
      ['patch', '', { title: 'Else' }],
      ['delete', '', undefined],
      ['patch', `/questions/${question}`, { text: 'Else' }],
      ['delete', `/questions/${question}`, undefined],
      ['put', '/question-order', { questionIds: [] }],
    ] as const;
    for (const [method, path, body] of changes) {
      const attempted = (tag?: string) =>
        fixture.app.http[method](`/api/v1/quizzes/${quiz.id}${path}`)
          .set({ ...bearer(fixture.author), ...(tag === undefined ? {} : { 'If-Match': tag }) })
          .send(body);
      for (const [tag, status] of [
        [undefined, 428],
        ['"1"', 412],
        [`"${quiz.version + 1}"`, 412],
        [`W/"${quiz.version + 1}"`, 412],
        [String(quiz.version), 400],
        ['*', 400],
      ] as const) {
        expect((await attempted(tag)).status).toBe(status);
      }
    }
    await unchanged();
  });

  it('accept ids in capital letters', async () => {
    const published = await aPublishedQuiz(fixture);
    const attempt = await started(fixture, learner, published.id.toUpperCase());
    const [question] = attempt.questions;
    const [choice] = question?.choices ?? [];
    const ids = [attempt.id, question?.id, choice?.id].map((id) => id?.toUpperCase() ?? '');
    const [attemptId = '', questionId = '', choiceId = ''] = ids;
    const answer = await choose(fixture, learner, attemptId, questionId, choiceId).expect(200);
    expect(answer.body.questions[0]).toMatchObject({ chosenId: choice?.id });
    await submit(fixture, learner, attemptId).expect(201);
  });

  it('get an error for an invalid choice, and save nothing', async () => {
    const published = await aPublishedQuiz(fixture);
    const other = await fixture.app.user();
    const attempt = await started(fixture, other, published.id);
    const path = `/attempts/${attempt.id}/answers/${attempt.questions[0]?.id}`;
    for (const body of [{}, { choiceId: 'x' }, { choiceId: 1 }, { choiceId: [newId()] }]) {
      const answer = await send(fixture, 'put', path, { user: other, body });
      expect(answer.status).toBe(422);
      expect(answer.body.errors[0]).toMatchObject({ pointer: '/choiceId', code: 'field.is_uuid' });
    }
    const graded = await send(fixture, 'put', path, {
      ...{ user: other, body: { choiceId: null, points: 100 } },
    });
    expect(graded.body.errors).toMatchObject([{ pointer: '/points', code: 'field.unknown' }]);
    expect(await fixture.app.stored(Attempt, { id: attempt.id })).toMatchObject([
      { answers: {}, version: 1 },
    ]);
  });

  it('require a token everywhere', async () => {
    const id = newId();
    const requests = [
      ['post', 'quizzes'],
      ['get', `quizzes/${id}`],
      ['patch', `quizzes/${id}`],
      ['delete', `quizzes/${id}`],
      ['post', `quizzes/${id}/publications`],
      ['post', `quizzes/${id}/questions`],
      ['patch', `quizzes/${id}/questions/${id}`],
      ['delete', `quizzes/${id}/questions/${id}`],
      ['put', `quizzes/${id}/question-order`],
      ['get', `quizzes/${id}/summary`],
      ['post', `quizzes/${id}/attempts`],
      ['get', `attempts/${id}`],
      ['put', `attempts/${id}/answers/${id}`],
      ['post', `attempts/${id}/submissions`],
      ['get', `attempts/${id}/result`],
    ] as const;
    for (const [method, path] of requests) {
      expect((await fixture.app.http[method](`/api/v1/${path}`)).status).toBe(401);
    }
  });

  it('show attempts to their learner only, not to instructors and admins', async () => {
    const published = await aPublishedQuiz(fixture);
    const { id } = await started(fixture, await fixture.app.user(), published.id);
    for (const user of [fixture.author, await fixture.app.user(Role.admin)]) {
      for (const path of ['', '/result']) {
        const attempted = async (target: string) => {
          const answer = await send(fixture, 'get', `/attempts/${target}${path}`, { user });
          const { traceId: _traceId, instance: _instance, ...problem } = answer.body;
          return { status: answer.status, problem };
        };
        const answer = await attempted(id);
        expect(answer.status).toBe(404);
        expect(answer).toEqual(await attempted(newId()));
      }
      expect((await submit(fixture, user, id)).status).toBe(404);
    }
    expect(await fixture.app.stored(Attempt, { id })).toMatchObject([{ version: 1 }]);
  });

  describe.each([['away'], ['silent']] as const)('while an upstream service is %s', (how) => {
    const silence = () => new Promise<never>(() => undefined);

    function expectUnavailable(answer: {
      status: number;
      body: { code?: string };
      headers: Record<string, string>;
    }): void {
      expect(answer.status).toBe(503);
      expect(answer.headers['retry-after']).toBe('2');
      expect(answer.body.code).toBe('upstream.unavailable');
    }

    it('of instructors get 503 and change nothing', async () => {
      const { author: user } = fixture;
      const before = fixture.ownerships;
      const lost = await fixture.app.upstreams.fake(courseOwnershipGetMany, silence);
      before.disconnect();
      if (how === 'away') lost.disconnect();
      const courseId = newId();
      const body = { courseId, title: 'Q', settings: { passPercent: 1 } };
      const path = `/quizzes/${quiz.id}`;
      const { version } = quiz;
      expectUnavailable(await send(fixture, 'post', '/quizzes', { user, body }));
      expectUnavailable(
        await send(fixture, 'patch', path, { user, version, body: { title: 'Else' } }),
      );
      expectUnavailable(await send(fixture, 'delete', path, { user, version }));
      expectUnavailable(await send(fixture, 'post', `${path}/publications`, { user }));
      lost.disconnect();
      const ownerships = await fixture.app.upstreams.fake(courseOwnershipGetMany, ownedBy(user));
      fixture = { ...fixture, ownerships };
      await unchanged();
      expect(await fixture.app.stored(Quiz, { courseId })).toEqual([]);
      expect(await fixture.app.stored(QuizPublication, { quizId: quiz.id })).toEqual([]);
    });

    it('of learners start no attempt, but continue one', async () => {
      const published = await aPublishedQuiz(fixture);
      const user = await fixture.app.user();
      const attempt = await started(fixture, user, published.id);
      const before = fixture.enrollments;
      const lost = await fixture.app.upstreams.fake(enrollmentGet, silence);
      before.disconnect();
      if (how === 'away') lost.disconnect();
      expectUnavailable(await start(fixture, learner, published.id));
      expectUnavailable(
        await send(fixture, 'get', `/quizzes/${published.id}/summary`, { user: learner }),
      );
      await choose(fixture, user, attempt.id, attempt.questions[0]?.id ?? '', null).expect(200);
      await submit(fixture, user, attempt.id).expect(201);
      lost.disconnect();
      const enrollments = await fixture.app.upstreams.fake(enrollmentGet, () => anEnrollment());
      fixture = { ...fixture, enrollments };
      expect(await fixture.app.stored(Attempt, { quizId: published.id })).toHaveLength(1);
      await started(fixture, learner, published.id);
    });
  });
});
