import { version } from 'uuid';
import { newId } from '@course-plateform/common/kernel';
import { RequestInvalid } from '@course-plateform/common/validation';
import { CourseRight } from '@course-plateform/types/course';
import { Role } from '@course-plateform/types/platform';
import { quizGetMany } from '@course-plateform/types/quiz';
import { QuizPublication } from '../src/quiz/quiz-publication.entity';
import { Quiz } from '../src/quiz/quiz.entity';
import {
  type QuizFixture,
  aPublishedQuiz,
  aQuiz,
  aSingleChoice,
  aTrueFalse,
  anEnrollment,
  ownedBy,
  send,
  startQuiz,
} from './quiz.fixture';

describe('quiz authoring', () => {
  let fixture: QuizFixture;

  beforeAll(async () => {
    fixture = await startQuiz();
  });

  afterAll(() => fixture.app.stop());

  beforeEach(() => fixture.ownerships.respondWith(ownedBy(fixture.author)));

  function publish(id: string) {
    return send(fixture, 'post', `/quizzes/${id}/publications`, { user: fixture.author });
  }

  it('is written by co-instructors with the right to manage the course, and by no others', async () => {
    const [manager, captioner] = await Promise.all([
      fixture.app.user(Role.instructor),
      fixture.app.user(Role.instructor),
    ]);
    const team = [
      { instructorId: manager.id, rights: [CourseRight.manage] },
      { instructorId: captioner.id, rights: [CourseRight.captions, CourseRight.finance] },
    ];
    fixture.ownerships.respondWith((request) => ({
      courses: ownedBy(fixture.author)(request).courses.map((course) => ({ ...course, team })),
    }));
    const body = { courseId: newId(), title: 'Ours', settings: { passPercent: 70 } };
    const { status, body: quiz } = await send(fixture, 'post', '/quizzes', { user: manager, body });
    expect(status).toBe(201);
    const refused = await send(fixture, 'post', '/quizzes', { user: captioner, body });
    expect(refused.status).toBe(404);
    const path = `/quizzes/${quiz.id}`;
    expect((await send(fixture, 'get', path, { user: captioner })).status).toBe(404);
    expect((await send(fixture, 'get', path, { user: manager })).status).toBe(200);
  });

  it('creates a quiz with default settings', async () => {
    const courseId = newId();
    const body = { courseId, title: ' HTML basics ', settings: { passPercent: 70 } };
    const answer = await send(fixture, 'post', '/quizzes', { user: fixture.author, body });
    expect(answer.status).toBe(201);
    expect(answer.headers.etag).toBe('"1"');
    expect(answer.body).toEqual({
      id: expect.any(String),
      courseId,
      title: 'HTML basics',
      settings: {
        timeLimitSeconds: null,
        attemptsAllowed: null,
        passPercent: 70,
        shuffle: false,
        feedback: 'questions',
      },
      questions: [],
      publication: null,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
      version: 1,
    });
    expect(await fixture.app.stored(Quiz, { courseId })).toHaveLength(1);
  });

  it.each([
    ['/settings/passPercent', { settings: { passPercent: 101 } }],
    ['/settings/passPercent', { settings: {} }],
    ['/settings/timeLimitSeconds', { settings: { passPercent: 1, timeLimitSeconds: 1 } }],
    ['/settings/attemptsAllowed', { settings: { passPercent: 1, attemptsAllowed: 0 } }],
    ['/title', { title: '' }],
    ['/publication', { publication: 1 }],
  ])('points at an invalid %s', async (pointer, change) => {
    const body = { courseId: newId(), title: 'Q', settings: { passPercent: 70 }, ...change };
    const answer = await send(fixture, 'post', '/quizzes', { user: fixture.author, body });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer }));
  });

  it('keeps the version when a change changes nothing', async () => {
    const quiz = await aQuiz(fixture, { timeLimitSeconds: 60 });
    const before = await fixture.app.stored(Quiz, { id: quiz.id });
    const [choice, statement] = quiz.questions;
    const path = `/quizzes/${quiz.id}`;
    const ids = quiz.questions.map(({ id }) => id);
    const changes: ['patch' | 'put', string, object][] = [
      ['patch', path, {}],
      ['patch', path, { title: quiz.title, settings: { passPercent: 60, timeLimitSeconds: 60 } }],
      ['patch', `${path}/questions/${choice?.id}`, {}],
      ['patch', `${path}/questions/${choice?.id}`, { choices: aSingleChoice().choices, points: 2 }],
      ['patch', `${path}/questions/${statement?.id}`, { correct: true }],
      ['put', `${path}/question-order`, { questionIds: ids }],
    ];
    for (const [method, target, body] of changes) {
      const options = { user: fixture.author, version: quiz.version, body };
      const answer = await send(fixture, method, target, options).expect(200);
      expect(answer.headers.etag).toBe(`"${quiz.version}"`);
    }
    expect(await fixture.app.stored(Quiz, { id: quiz.id })).toEqual(before);
  });

  describe('questions', () => {
    it('have random ids, like their choices', async () => {
      const { questions } = await aQuiz(fixture);
      const ids = questions.flatMap(({ id, choices }) => [id, ...choices.map((one) => one.id)]);
      expect(ids.map(version)).toEqual(ids.map(() => 4));
      expect(new Set(ids).size).toBe(ids.length);
    });

    it('are returned to their instructor with the key', async () => {
      const quiz = await aQuiz(fixture);
      const answer = await send(fixture, 'get', `/quizzes/${quiz.id}`, {
        user: fixture.author,
      }).set('Accept-Encoding', 'identity');
      expect(answer.status).toBe(200);
      expect(answer.headers.etag).toBe('"3"');
      expect(answer.body.questions).toEqual([
        {
          id: expect.any(String),
          kind: 'single_choice',
          text: 'What does HTML stand for?',
          points: 2,
          choices: [
            { id: expect.any(String), text: 'How To Make Lunch', correct: false },
            { id: expect.any(String), text: 'HyperText Markup Language', correct: true },
            { id: expect.any(String), text: 'A browser', correct: false },
            { id: expect.any(String), text: 'Nothing', correct: false },
          ],
        },
        {
          id: expect.any(String),
          kind: 'true_false',
          text: 'HTML is a markup language.',
          points: 1,
          choices: [
            { id: expect.any(String), text: 'True', correct: true },
            { id: expect.any(String), text: 'False', correct: false },
          ],
        },
      ]);
    });

    it.each([
      [
        'with no right choice',
        aSingleChoice({
          choices: [
            { text: 'a', correct: false },
            { text: 'b', correct: false },
          ],
        }),
      ],
      [
        'with two right choices',
        aSingleChoice({
          choices: [
            { text: 'a', correct: true },
            { text: 'b', correct: true },
          ],
        }),
      ],
      [
        'with the same choice twice',
        aSingleChoice({
          choices: [
            { text: 'a', correct: true },
            { text: 'a', correct: false },
          ],
        }),
      ],
    ])('are rejected %s', async (_what, body) => {
      const { id } = await aQuiz(fixture, {}, []);
      const path = `/quizzes/${id}/questions`;
      const answer = await send(fixture, 'post', path, { user: fixture.author, body });
      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({
        code: 'quiz.question_invalid',
        errors: [{ code: expect.stringMatching(/^question\./) }],
      });
      expect(await fixture.app.stored(Quiz, { id })).toMatchObject([{ questions: [] }]);
    });

    it.each([
      ['/choices', 'field.is_array', aSingleChoice({ choices: undefined })],
      ['/correct', 'field.unknown', aSingleChoice({ correct: true })],
      ['/choices', 'field.unknown', aTrueFalse({ choices: aSingleChoice().choices })],
      ['/correct', 'field.is_boolean', aTrueFalse({ correct: undefined })],
      ['/kind', 'field.is_enum', aTrueFalse({ kind: 'riddle' })],
    ])('are rejected at %s with %s for fields of another kind', async (pointer, code, body) => {
      const { id } = await aQuiz(fixture, {}, []);
      const path = `/quizzes/${id}/questions`;
      const answer = await send(fixture, 'post', path, { user: fixture.author, body });
      expect(answer.status).toBe(422);
      expect(answer.body.code).toBe('request.invalid');
      expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer, code }));
      expect(await fixture.app.stored(Quiz, { id })).toMatchObject([{ questions: [] }]);
    });

    it('are limited in number', async () => {
      const { id } = await aQuiz(
        fixture,
        {},
        [1, 2, 3, 4].map(() => aTrueFalse()),
      );
      const path = `/quizzes/${id}/questions`;
      const answer = await send(fixture, 'post', path, {
        user: fixture.author,
        body: aTrueFalse(),
      });
      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({ code: 'quiz.too_many_questions' });
    });

    it('are edited in part, and the choices of a statement keep their ids', async () => {
      const quiz = await aQuiz(fixture);
      const [, second] = quiz.questions;
      const answer = await send(fixture, 'patch', `/quizzes/${quiz.id}/questions/${second?.id}`, {
        user: fixture.author,
        version: quiz.version,
        body: { correct: false, points: 5 },
      }).expect(200);
      const [yes, no] = second?.choices ?? [];
      expect(answer.body.version).toBe(4);
      expect(answer.body.questions).toEqual([
        quiz.questions[0],
        {
          ...second,
          points: 5,
          choices: [
            { ...yes, correct: false },
            { ...no, correct: true },
          ],
        },
      ]);
    });

    it.each([
      [0, '/correct', { correct: true }],
      [1, '/choices', { choices: aSingleChoice().choices }],
      [1, '/choiceIds', { text: 'Else', choiceIds: [] }],
    ])('reject fields of another kind (question %i, %s)', async (place, pointer, body) => {
      const quiz = await aQuiz(fixture);
      const stored = await fixture.app.stored(Quiz, { id: quiz.id });
      const path = `/quizzes/${quiz.id}/questions/${quiz.questions[place]?.id}`;
      const { version } = quiz;
      const answer = await send(fixture, 'patch', path, { user: fixture.author, version, body });
      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({
        code: 'request.invalid',
        errors: [{ pointer, code: 'field.unknown' }],
      });
      expect(await fixture.app.stored(Quiz, { id: quiz.id })).toEqual(stored);
    });

    it('can be reordered and removed', async () => {
      const quiz = await aQuiz(fixture);
      const ids = quiz.questions.map(({ id }) => id);
      const ordered = await send(fixture, 'put', `/quizzes/${quiz.id}/question-order`, {
        user: fixture.author,
        version: quiz.version,
        body: { questionIds: ids.toReversed() },
      }).expect(200);
      expect(ordered.body.questions).toEqual(quiz.questions.toReversed());
      const removed = await send(fixture, 'delete', `/quizzes/${quiz.id}/questions/${ids[0]}`, {
        user: fixture.author,
        version: ordered.body.version,
      }).expect(200);
      expect(removed.body.questions).toEqual([quiz.questions[1]]);
    });

    it('are reordered completely or not at all', async () => {
      const quiz = await aQuiz(fixture);
      const [first = '', second = ''] = quiz.questions.map(({ id }) => id);
      for (const questionIds of [[first], [first, newId()], [first, second, newId()], []]) {
        const answer = await send(fixture, 'put', `/quizzes/${quiz.id}/question-order`, {
          user: fixture.author,
          version: quiz.version,
          body: { questionIds },
        });
        expect(answer.status).toBe(422);
        expect(answer.body).toMatchObject({ code: 'quiz.question_order_invalid' });
      }
    });

    it('that do not exist get 404', async () => {
      const quiz = await aQuiz(fixture);
      for (const method of ['patch', 'delete'] as const) {
        const answer = await send(fixture, method, `/quizzes/${quiz.id}/questions/${newId()}`, {
          user: fixture.author,
          version: quiz.version,
          ...(method === 'patch' ? { body: { text: 'Else' } } : {}),
        });
        expect(answer.status).toBe(404);
        expect(answer.body).toMatchObject({ code: 'quiz.question_not_found' });
      }
    });
  });

  it('changes settings in part, and requires the version that was read', async () => {
    const quiz = await aQuiz(fixture, { timeLimitSeconds: 60, attemptsAllowed: 2 });
    const edit = (version?: number) =>
      send(fixture, 'patch', `/quizzes/${quiz.id}`, {
        user: fixture.author,
        version,
        body: { settings: { timeLimitSeconds: null, shuffle: true } },
      });
    expect((await edit()).status).toBe(428);
    expect((await edit(99)).status).toBe(412);
    const responses = await Promise.all([edit(quiz.version), edit(quiz.version)]);
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(responses.find(({ status }) => status === 200)?.body).toMatchObject({
      title: 'HTML basics',
      settings: { timeLimitSeconds: null, attemptsAllowed: 2, passPercent: 60, shuffle: true },
    });
  });

  describe('publishing', () => {
    it('creates an immutable, numbered publication, also for concurrent requests', async () => {
      const quiz = await aQuiz(fixture);
      const responses = await Promise.all([publish(quiz.id), publish(quiz.id)]);
      expect(responses.map(({ status }) => status)).toEqual([201, 201]);
      expect(responses.map(({ body }) => body.number).sort()).toEqual([1, 2]);
      expect(responses[0]?.body).toMatchObject({ quizId: quiz.id, questionCount: 2, maxScore: 3 });
      const present = await send(fixture, 'get', `/quizzes/${quiz.id}`, { user: fixture.author });
      await send(fixture, 'patch', `/quizzes/${quiz.id}`, {
        user: fixture.author,
        version: present.body.version,
        body: { title: 'CSS basics' },
      }).expect(200);
      const kept = await fixture.app.stored(QuizPublication, { quizId: quiz.id });
      expect(kept).toMatchObject([{ title: 'HTML basics' }, { title: 'HTML basics' }]);
    });

    it.each([
      ['no questions', [], 'quiz.no_questions'],
      ['questions worth nothing', [aTrueFalse({ points: 0 })], 'quiz.pass_mark_unreachable'],
    ])('rejects a quiz with %s', async (_what, questions, code) => {
      const { id } = await aQuiz(fixture, {}, questions);
      const answer = await publish(id);
      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({ code });
      expect(await fixture.app.stored(QuizPublication, { quizId: id })).toEqual([]);
    });
  });

  it('deletes only what learners never saw', async () => {
    const draft = await aQuiz(fixture);
    await send(fixture, 'delete', `/quizzes/${draft.id}`, {
      user: fixture.author,
      version: draft.version,
    }).expect(204);
    expect(await fixture.app.stored(Quiz, { id: draft.id })).toEqual([]);

    const published = await aPublishedQuiz(fixture);
    const refused = await send(fixture, 'delete', `/quizzes/${published.id}`, {
      user: fixture.author,
      version: published.version + 1,
    });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'quiz.published' });
  });

  it('responds to other instructors as to a missing quiz, and lets admins in', async () => {
    const quiz = await aPublishedQuiz(fixture);
    const question = quiz.questions[0]?.id;
    const stranger = await fixture.app.user(Role.instructor);
    const version = quiz.version + 1;
    const requests = [
      ['get', '', undefined],
      ['patch', '', { title: 'Mine' }],
      ['delete', '', undefined],
      ['post', '/questions', aTrueFalse()],
      ['patch', `/questions/${question}`, { text: 'Mine' }],
      ['delete', `/questions/${question}`, undefined],
      ['put', '/question-order', { questionIds: [] }],
      ['post', '/publications', undefined],
    ] as const;
    for (const [method, path, body] of requests) {
      for (const target of [quiz.id, newId(), 'no-id']) {
        const answer = await send(fixture, method, `/quizzes/${target}${path}`, {
          user: stranger,
          ...(method === 'post' ? {} : { version }),
          ...(body ? { body } : {}),
        });
        expect(answer.status).toBe(404);
        expect(answer.body).toMatchObject({ code: 'quiz.not_found' });
      }
    }
    const body = { courseId: newId(), title: 'Q', settings: { passPercent: 70 } };
    const foreign = await send(fixture, 'post', '/quizzes', { user: stranger, body });
    fixture.ownerships.respondWith(() => ({ courses: [] }));
    const absent = await send(fixture, 'post', '/quizzes', { user: stranger, body });
    for (const refused of [foreign, absent]) {
      expect(refused.status).toBe(404);
      expect(refused.body).toMatchObject({ code: 'quiz.course_not_found' });
    }
    fixture.ownerships.respondWith(ownedBy(fixture.author));
    const admin = await fixture.app.user(Role.admin);
    await send(fixture, 'get', `/quizzes/${quiz.id}`, { user: admin }).expect(200);
  });

  it('does the same work for another instructor’s quiz as for a missing one', async () => {
    const quiz = await aPublishedQuiz(fixture);
    const other = await fixture.app.user(Role.instructor);
    const learner = await fixture.app.user();
    fixture.enrollments.respondWith(() => ({ enrollment: null }));
    const requests = [
      { user: other, of: fixture.ownerships, path: (id: string) => `/quizzes/${id}` },
      { user: learner, of: fixture.enrollments, path: (id: string) => `/quizzes/${id}/summary` },
    ];
    for (const { user, of, path } of requests) {
      const questions: number[] = [];
      for (const id of [quiz.id, newId()]) {
        const before = of.requests.length;
        await send(fixture, 'get', path(id), { user }).expect(404);
        questions.push(of.requests.length - before);
      }
      expect(questions).toEqual([1, 1]);
    }
    fixture.enrollments.respondWith(() => anEnrollment());
  });

  it('rejects learners', async () => {
    const quiz = await aPublishedQuiz(fixture);
    const learner = await fixture.app.user();
    const answer = await send(fixture, 'get', `/quizzes/${quiz.id}`, { user: learner });
    expect(answer.status).toBe(403);
    expect(JSON.stringify(answer.body)).not.toContain('HyperText');
  });

  describe('requests of other services', () => {
    it('return existing quizzes', async () => {
      const [draft, published] = [await aQuiz(fixture), await aPublishedQuiz(fixture)];
      const rpc = fixture.app.rpc;
      const { quizzes } = await rpc.request(quizGetMany, {
        quizIds: [draft.id, newId(), published.id],
      });
      const title = 'HTML basics';
      expect(quizzes).toHaveLength(2);
      expect(quizzes).toEqual(
        expect.arrayContaining([
          { quizId: draft.id, courseId: draft.courseId, title, published: false },
          { quizId: published.id, courseId: published.courseId, title, published: true },
        ]),
      );
      await expect(rpc.request(quizGetMany, { quizIds: ['x'] })).rejects.toThrow(RequestInvalid);
    });
  });
});
