import { newId } from '@course-plateform/common/kernel';
import type { TestUser } from '@course-plateform/common/testing';
import { quizAttemptPassed } from '@course-plateform/types/quiz';
import { Attempt } from '../src/attempt/attempt.entity';
import { Quiz } from '../src/quiz/quiz.entity';
import {
  type QuizFixture,
  aPublishedQuiz,
  aQuiz,
  aTrueFalse,
  send,
  startQuiz,
  started,
  submit,
} from './quiz.fixture';

const TEXTS = ['HTML', 'CSS', 'SQL', 'SVG', 'TCP'];

/** Five choices: the first, the second and the fourth are right. */
function aMultipleChoice(change: object = {}) {
  return {
    kind: 'multiple_choice',
    text: 'What do browsers draw?',
    points: 2,
    choices: TEXTS.map((text, index) => ({ text, correct: [0, 1, 3].includes(index) })),
    ...change,
  };
}

describe('a multiple-choice question', () => {
  let fixture: QuizFixture;
  let learner: TestUser;

  beforeAll(async () => {
    fixture = await startQuiz();
    learner = await fixture.app.user();
  });

  afterAll(() => fixture.app.stop());

  async function begun(settings: object = {}, question = aMultipleChoice()) {
    const quiz = await aPublishedQuiz(fixture, settings, [question]);
    const attempt = await started(fixture, learner, quiz.id);
    const [requested] = quiz.questions;
    const idOf = new Map(requested?.choices.map(({ id, text }) => [text, id]));
    const ids = (places: readonly number[]) =>
      places.map((place) => idOf.get(TEXTS[place] ?? '') ?? newId());
    const answer = (body: object) => {
      const path = `/attempts/${attempt.id}/answers/${requested?.id}`;
      return send(fixture, 'put', path, { user: learner, body });
    };
    return { quiz, attempt, questionId: requested?.id ?? '', ids, answer };
  }

  it('shows the key to its instructor, and only the choices to learners', async () => {
    const { quiz, attempt, questionId, ids, answer } = await begun();
    expect(quiz.questions).toEqual([
      {
        id: questionId,
        kind: 'multiple_choice',
        text: 'What do browsers draw?',
        points: 2,
        choices: aMultipleChoice().choices.map((choice) => ({ id: expect.any(String), ...choice })),
      },
    ]);
    const choices = TEXTS.map((text, place) => ({ id: ids([place])[0], text }));
    const { kind, text, points } = aMultipleChoice();
    const shown = { id: questionId, kind, text, points, choices, chosenIds: [] as string[] };
    expect(attempt.questions).toEqual([shown]);
    const saved = await answer({ choiceIds: ids([3, 0]) }).expect(200);
    expect(saved.body.questions).toEqual([{ ...shown, chosenIds: ids([3, 0]) }]);
    const taken = await answer({ choiceIds: [] }).expect(200);
    expect(taken.body.questions).toEqual([shown]);
    expect(await fixture.app.stored(Attempt, { id: attempt.id })).toMatchObject([{ answers: {} }]);
  });

  it.each([
    ['everything that is right', [0, 1, 3], 2, 100, true],
    ['two of three', [0, 1], 1.33, 66.5, true],
    ['two right and one wrong', [0, 1, 2], 0.66, 33, false],
    ['everything', [0, 1, 2, 3, 4], 0.66, 33, false],
    ['nothing that is right', [2, 4], 0, 0, false],
    ['more wrong than right', [0, 2, 4], 0, 0, false],
  ])('gives a share of its points, rounded down: %s', async (...row) => {
    const [, places, score, scorePercent, passed] = row;
    const { quiz, attempt, questionId, ids, answer } = await begun({ passPercent: 66 });
    await answer({ choiceIds: ids(places) }).expect(200);
    const result = await submit(fixture, learner, attempt.id).expect(201);
    expect(result.body).toMatchObject({ score, maxScore: 2, scorePercent, passed });
    expect(result.body.questions).toEqual([
      { questionId, right: score === 2, points: score, maxPoints: 2 },
    ]);
    expect(await fixture.app.stored(Attempt, { id: attempt.id })).toMatchObject([
      { answers: { [questionId]: { choiceIds: ids(places) } }, scorePercent, passed },
    ]);
    if (!passed) return;
    const isOfQuiz = (event: { payload: { quizId: string } }) => event.payload.quizId === quiz.id;
    const { payload } = await fixture.app.events.next(quizAttemptPassed, isOfQuiz);
    expect(payload.scorePercent).toBe(scorePercent);
  });

  it.each([
    ['choices of elsewhere', 'attempt.answer_invalid', undefined, { choiceIds: [newId()] }],
    ['an answer of another kind', 'request.invalid', '/choiceId', { choiceId: newId() }],
    ['the same choice twice', 'request.invalid', '/choiceIds', { choiceIds: ['first', 'first'] }],
    ['no list', 'request.invalid', '/choiceIds', { choiceIds: null }],
  ])('rejects %s', async (_what, code, pointer, body) => {
    const { attempt, ids, answer } = await begun();
    const [first = ''] = ids([0]);
    const refused = await answer(JSON.parse(JSON.stringify(body).replaceAll('first', first)));
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ code });
    if (pointer) {
      expect(refused.body.errors).toContainEqual(expect.objectContaining({ pointer }));
    }
    expect(await fixture.app.stored(Attempt, { id: attempt.id })).toMatchObject([{ answers: {} }]);
  });

  it('is edited in part: unchanged choices keep their ids, and one must be right', async () => {
    const quiz = await aQuiz(fixture, {}, [aMultipleChoice(), aTrueFalse()]);
    const [question] = quiz.questions;
    const edit = (version: number, choices: object[]) =>
      send(fixture, 'patch', `/quizzes/${quiz.id}/questions/${question?.id}`, {
        user: fixture.author,
        version,
        body: { choices },
      });
    const fewer = aMultipleChoice().choices.slice(1);
    const answer = await edit(quiz.version, fewer).expect(200);
    expect(answer.body.questions).toEqual([
      { ...question, choices: question?.choices.slice(1) },
      quiz.questions[1],
    ]);
    const before = await fixture.app.stored(Quiz, { id: quiz.id });
    const none = fewer.map((choice) => ({ ...choice, correct: false }));
    const refused = await edit(answer.body.version, none);
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      code: 'quiz.question_invalid',
      errors: [{ pointer: '/choices', code: 'question.some_correct' }],
    });
    expect(await fixture.app.stored(Quiz, { id: quiz.id })).toEqual(before);
  });

  it('mixes its choices if the quiz says so', async () => {
    const quiz = await aPublishedQuiz(fixture, { shuffle: true }, [aMultipleChoice()]);
    const orders = new Set<string>();
    for (let i = 0; i < 12; i += 1) {
      const { id, questions } = await started(fixture, learner, quiz.id);
      orders.add(questions.map(({ choices }) => choices.map(({ text }) => text).join()).join());
      await submit(fixture, learner, id).expect(201);
    }
    expect(orders.size).toBeGreaterThan(1);
  });
});
