import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { TestUser } from '@course-plateform/common/testing';
import { migrateFrom } from '@course-plateform/common/testing';
import { Attempt } from '../src/attempt/attempt.entity';
import {
  type ChoiceAttempt,
  type ChoiceQuiz,
  type QuizFixture,
  choose,
  insertRows,
  send,
  startQuiz,
  started,
  submit,
} from './quiz.fixture';

const BEFORE_KINDS = 'Migration20261129030000';

/** A quiz with its attempts, as the rows and responses of the service were before answers had the form of their kind. */
interface StoredBefore {
  readonly rows: Readonly<Record<'quiz' | 'quiz_publication' | 'attempt', object[]>>;
  readonly answers: {
    readonly quiz: ChoiceQuiz;
    readonly summary: object;
    readonly open: ChoiceAttempt;
    readonly done: ChoiceAttempt;
    readonly result: object;
  };
}

describe('questions and answers stored before kinds had their own fields', () => {
  const file = path.join(__dirname, 'stored/before-question-kinds.json');
  const { rows, answers } = JSON.parse(readFileSync(file, 'utf8')) as StoredBefore;
  let fixture: QuizFixture;
  let learner: TestUser;

  beforeAll(async () => {
    fixture = await startQuiz();
    learner = await fixture.app.user();
    const { open, done } = answers;
    const own = rows.attempt.map((row) =>
      [open.id, done.id].includes(Reflect.get(row, 'id') as string)
        ? { ...row, user_id: learner.id }
        : row,
    );
    await migrateFrom(fixture.app, BEFORE_KINDS, (em) => insertRows(em, { ...rows, attempt: own }));
  });

  afterAll(() => fixture.app.stop());

  async function read(target: string, user = learner): Promise<unknown> {
    return (await send(fixture, 'get', target, { user }).expect(200)).body;
  }

  it('are read unchanged by instructors and learners', async () => {
    const { quiz, summary, open, done, result } = answers;
    expect(await read(`/quizzes/${quiz.id}`, fixture.author)).toEqual(quiz);
    expect(await read(`/quizzes/${quiz.id}/summary`)).toEqual(summary);
    expect(await read(`/attempts/${open.id}`)).toEqual(open);
    expect(await read(`/attempts/${done.id}`)).toEqual(done);
    expect(await read(`/attempts/${done.id}/result`)).toEqual(result);
  });

  it('work: an open attempt accepts answers and is graded as before', async () => {
    const { quiz, open } = answers;
    for (const { id, choices } of quiz.questions.slice(1)) {
      const right = choices.find(({ correct }) => correct);
      await choose(fixture, learner, open.id, id, right?.id ?? null).expect(200);
    }
    const graded = await submit(fixture, learner, open.id).expect(201);
    expect(graded.body).toMatchObject({
      score: 3,
      maxScore: 3,
      scorePercent: 100,
      passed: true,
      questions: open.questions.map(({ id, points }) => ({
        questionId: id,
        right: true,
        points,
        maxPoints: points,
      })),
    });
    const next = await started(fixture, learner, quiz.id);
    expect(next.number).toBe(3);
  });

  it('can be migrated back', async () => {
    await migrateFrom(fixture.app, BEFORE_KINDS, async (em) => {
      const [untouched] = await em.execute<{ row: object }[]>(
        'select to_jsonb(a) as row from "attempt" a where "id" = ?',
        [answers.done.id],
      );
      const before = rows.attempt.find((row) => Reflect.get(row, 'id') === answers.done.id);
      expect(untouched?.row).toEqual({ ...before, user_id: learner.id });
    });
    expect(await fixture.app.stored(Attempt, { id: answers.done.id })).toMatchObject([
      { scoreHundredths: 200 },
    ]);
  });
});
