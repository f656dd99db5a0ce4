import { version } from 'uuid';
import { newId } from '@course-plateform/common/kernel';
import { migrateFrom } from '@course-plateform/common/testing';
import { Attempt } from '../src/attempt/attempt.entity';
import type { ChoiceQuestion } from '../src/question-kinds/choices';
import {
  type ChoiceAttempt,
  type QuizFixture,
  choose,
  insertRows,
  send,
  startQuiz,
  submit,
} from './quiz.fixture';

const BEFORE_RANDOM_IDS = 'Migration20261122200638';

describe('the migration to random ids of questions and choices', () => {
  let fixture: QuizFixture;

  beforeAll(async () => {
    fixture = await startQuiz();
  });

  afterAll(() => fixture.app.stop());

  function aQuestion(): ChoiceQuestion {
    return {
      id: newId(),
      kind: 'single_choice',
      text: 'What does HTML stand for?',
      points: 2,
      choices: ['HyperText Markup Language', 'How To Make Lunch'].map((text, index) => ({
        id: newId(),
        text,
        correct: index === 0,
      })),
    };
  }

  it('replaces all ids, and open attempts continue and are graded as before', async () => {
    const { app, author, clock } = fixture;
    const learner = await app.user();
    const questions = [aQuestion(), aQuestion()];
    const [first, second] = questions;
    const at = clock.now().toISOString();
    const quiz = { id: newId(), course_id: newId() };
    const shared = {
      course_id: quiz.course_id,
      title: 'HTML basics',
      settings: {
        timeLimitSeconds: null,
        attemptsAllowed: null,
        passPercent: 100,
        shuffle: false,
        feedback: 'questions',
      },
      questions,
    };
    const attempt = {
      ...{ version: 1, created_at: at, updated_at: at, quiz_id: quiz.id },
      ...{ course_id: quiz.course_id, publication: 1, number: 1, status: 'in_progress' },
      layout: questions.map(({ id, choices }) => ({
        questionId: id,
        choiceIds: choices.map((choice) => choice.id),
      })),
    };
    const answers = { [first?.id ?? '']: first?.choices[0]?.id ?? '' };
    const open = { ...attempt, id: newId(), user_id: learner.id, answers };
    const untouched = { ...attempt, id: newId(), user_id: newId(), answers: {} };
    await migrateFrom(app, BEFORE_RANDOM_IDS, (em) =>
      insertRows(em, {
        quiz: [{ ...quiz, ...shared, version: 1, created_at: at, updated_at: at, publication: 1 }],
        quiz_publication: [{ quiz_id: quiz.id, ...shared, number: 1, published_at: at }],
        attempt: [open, untouched],
      }),
    );

    const authored = await send(fixture, 'get', `/quizzes/${quiz.id}`, { user: author });
    const ids = (authored.body.questions as ChoiceQuestion[]).flatMap(({ id, choices }) => [
      id,
      ...choices.map((choice) => choice.id),
    ]);
    expect(ids.map(version)).toEqual(ids.map(() => 4));
    expect(new Set(ids).size).toBe(6);

    const read = await send(fixture, 'get', `/attempts/${open.id}`, { user: learner });
    const seen = read.body as ChoiceAttempt;
    expect(
      seen.questions.flatMap(({ id, choices }) => [id, ...choices.map((one) => one.id)]),
    ).toEqual(ids);
    expect(seen.questions.map(({ chosenId }) => chosenId)).toEqual([ids[1], null]);
    const [, unanswered] = seen.questions;
    const right = unanswered?.choices.find(({ text }) => text === second?.choices[0]?.text);
    await choose(fixture, learner, open.id, unanswered?.id ?? '', right?.id ?? null).expect(200);
    const result = await submit(fixture, learner, open.id).expect(201);
    expect(result.body).toMatchObject({ score: 4, passed: true });
    expect(await app.stored(Attempt, { id: untouched.id })).toMatchObject([
      { answers: {}, grades: null },
    ]);
  });
});
