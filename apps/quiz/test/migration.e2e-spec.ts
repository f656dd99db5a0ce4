import { MikroORM } from '@mikro-orm/core';
import type { MikroORM as SqlOrm } from '@mikro-orm/postgresql';
import { version } from 'uuid';
import { newId } from '@course-plateform/common/kernel';
import type { AttemptResponse } from '../src/attempt/attempt.dto';
import { Attempt } from '../src/attempt/attempt.entity';
import { layoutOf } from '../src/attempt/layout';
import { type Question, QuestionKind } from '../src/quiz/question';
import { QuizFeedback } from '../src/quiz/quiz-settings';
import { Quiz } from '../src/quiz/quiz.entity';
import { type QuizFixture, choose, send, startQuiz, submit } from './quiz.fixture';

const BEFORE_RANDOM_IDS = 'Migration20261122200638';

describe('quizzes from before the ids of questions and choices were random', () => {
  let fixture: QuizFixture;

  beforeAll(async () => {
    fixture = await startQuiz();
  });

  afterAll(() => fixture.app.stop());

  function aQuestion(): Question {
    return {
      id: newId(),
      kind: QuestionKind.singleChoice,
      text: 'What does HTML stand for?',
      points: 2,
      choices: ['HyperText Markup Language', 'How To Make Lunch'].map((text, index) => ({
        id: newId(),
        text,
        correct: index === 0,
      })),
    };
  }

  it('get random ids everywhere, and attempts go on and are graded as before', async () => {
    const { app, author, clock } = fixture;
    const learner = await app.user();
    const now = clock.now();
    const quiz = new Quiz({
      courseId: newId(),
      title: 'HTML basics',
      settings: {
        timeLimitSeconds: null,
        attemptsAllowed: null,
        passPercent: 100,
        shuffle: false,
        feedback: QuizFeedback.questions,
      },
      now,
    });
    quiz.questions = [aQuestion(), aQuestion()];
    const [first, second] = quiz.questions;
    const publication = quiz.publish(now);
    const layout = layoutOf(publication);
    const about = { publication, layout, now };
    const open = new Attempt({ ...about, userId: learner.id, number: 1 });
    open.answers = { [first?.id ?? '']: first?.choices[0]?.id ?? '' };
    const untouched = new Attempt({ ...about, userId: newId(), number: 1 });
    const orm = app.get(MikroORM) as unknown as SqlOrm;
    await orm.migrator.down({ to: BEFORE_RANDOM_IDS });
    const em = app.em();
    em.persist([quiz, publication, open, untouched]);
    await em.flush();
    await orm.migrator.up();

    const authored = await send(fixture, 'get', `/quizzes/${quiz.id}`, { user: author });
    const ids = (authored.body.questions as Question[]).flatMap(({ id, choices }) => [
      id,
      ...choices.map((choice) => choice.id),
    ]);
    expect(ids.map(version)).toEqual(ids.map(() => 4));
    expect(new Set(ids).size).toBe(6);

    const read = await send(fixture, 'get', `/attempts/${open.id}`, { user: learner });
    const attempt = read.body as AttemptResponse;
    expect(
      attempt.questions.flatMap(({ id, choices }) => [id, ...choices.map((one) => one.id)]),
    ).toEqual(ids);
    expect(attempt.questions.map(({ chosenId }) => chosenId)).toEqual([ids[1], null]);
    const [, unanswered] = attempt.questions;
    const right = unanswered?.choices.find(({ text }) => text === second?.choices[0]?.text);
    await choose(fixture, learner, open.id, unanswered?.id ?? '', right?.id ?? null).expect(200);
    const result = await submit(fixture, learner, open.id).expect(201);
    expect(result.body).toMatchObject({ score: 4, passed: true });
    expect(await app.stored(Attempt, { id: untouched.id })).toMatchObject([
      { answers: {}, grades: null },
    ]);
  });
});
