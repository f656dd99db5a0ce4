import { newId } from '@course-plateform/common/kernel';
import { InboxMessage } from '@course-plateform/common/events';
import { eventually } from '@course-plateform/common/test-kit';
import { quizImported } from '@course-plateform/types/course';
import { JSON_TEXT_MAX_BYTES } from '@course-plateform/types/platform';
import { quizContentCheck, quizContentGet } from '@course-plateform/types/quiz';
import { Quiz } from '../src/quiz/quiz.entity';
import {
  type ChoiceQuiz,
  type QuizFixture,
  aQuiz,
  aSingleChoice,
  aTrueFalse,
  send,
  startQuiz,
} from './quiz.fixture';

const SETTINGS = {
  ...{ passPercent: 60, timeLimitSeconds: 600, attemptsAllowed: 2 },
  ...{ shuffle: true, feedback: 'score' },
};
const QUESTIONS = [
  aSingleChoice(),
  aTrueFalse({ correct: false, points: 3 }),
  aTrueFalse({ correct: true, points: 0 }),
  {
    ...{ kind: 'multiple_choice', text: 'Which are tags?', points: 1 },
    choices: [
      { text: '<p>', correct: true },
      { text: '"q"', correct: true },
      { text: 'C:\\p', correct: false },
    ],
  },
];

describe('the content of a quiz', () => {
  let fixture: QuizFixture;

  beforeAll(async () => {
    fixture = await startQuiz();
  });

  afterAll(() => fixture.app.stop());

  const contentOf = async ({ id: quizId, courseId }: Pick<ChoiceQuiz, 'id' | 'courseId'>) =>
    (await fixture.app.rpc.request(quizContentGet, { courseId, quizId })).content;

  const errorsIn = async (content: string) =>
    (await fixture.app.rpc.request(quizContentCheck, { content })).errors;

  /** @returns once the event is handled */
  async function imported(content: string, ids = { courseId: newId(), quizId: newId() }) {
    const { events } = fixture.app;
    const payload = { ...ids, content };
    const eventId = await events.publish(quizImported, payload, { aggregateId: ids.quizId });
    await eventually('the event is handled', async () => {
      return (await fixture.app.stored(InboxMessage, { eventId })).length === 1;
    });
    return ids;
  }

  it('is what the requests take that make it, with its key and without ids', async () => {
    const quiz = await aQuiz(fixture, SETTINGS, QUESTIONS);
    expect(JSON.parse((await contentOf(quiz)) ?? '')).toEqual({
      ...{ title: quiz.title, settings: SETTINGS, questions: QUESTIONS },
    });
  });

  it('is told to its own course alone', async () => {
    const quiz = await aQuiz(fixture);
    expect(await contentOf({ ...quiz, courseId: newId() })).toBeNull();
    expect(await contentOf({ ...quiz, id: newId() })).toBeNull();
  });

  it('makes the same quiz again, as a draft with questions of its own', async () => {
    const source = await aQuiz(fixture, SETTINGS, QUESTIONS);
    const content = (await contentOf(source)) ?? '';
    expect(await errorsIn(content)).toEqual([]);
    const { courseId, quizId } = await imported(content);
    const { body } = await send(fixture, 'get', `/quizzes/${quizId}`, { user: fixture.author });
    expect(body).toMatchObject({ id: quizId, courseId, publication: null, version: 1 });
    expect(await contentOf({ id: quizId, courseId })).toBe(content);
    const ids = [...source.questions, ...(body as ChoiceQuiz).questions].map(({ id }) => id);
    expect(new Set(ids).size).toBe(2 * QUESTIONS.length);
  });

  it('changes nothing of a quiz that is there, when it is told of once more', async () => {
    const content = (await contentOf(await aQuiz(fixture))) ?? '';
    const ids = await imported(content);
    const path = `/quizzes/${ids.quizId}`;
    const change = { user: fixture.author, version: 1, body: { title: 'Edited since' } };
    await send(fixture, 'patch', path, change).expect(200);
    await imported(content, ids);
    const [stored, ...others] = await fixture.app.stored(Quiz, { courseId: ids.courseId });
    expect(others).toEqual([]);
    expect(stored).toMatchObject({ title: 'Edited since', version: 2 });
  });

  it('is checked as the requests are, by where it is wrong', async () => {
    const choices = [
      { text: 'One', correct: true },
      { text: 'Two', correct: true },
    ];
    const content = { title: 'Quiz', settings: { passPercent: 60 }, questions: [] as object[] };
    const found = async (change: object) =>
      (await errorsIn(JSON.stringify({ ...content, ...change }))).map(({ pointer, code }) => [
        ...[pointer, code],
      ]);
    expect(await found({})).toEqual([]);
    expect(await found({ title: '', surprise: 1 })).toEqual(
      expect.arrayContaining([
        ['/title', 'field.is_length'],
        ['/surprise', 'field.unknown'],
      ]),
    );
    expect(await found({ settings: { passPercent: 101 } })).toEqual([
      ['/settings/passPercent', expect.any(String)],
    ]);
    expect(await found({ questions: [aTrueFalse(), aSingleChoice({ choices })] })).toEqual([
      ['/questions/1/choices', 'question.one_correct'],
    ]);
    const many = Array.from({ length: 5 }, () => aTrueFalse());
    expect(await found({ questions: many })).toEqual([['/questions/4', 'quiz.too_many_questions']]);
    for (const text of ['no JSON', '[]', 'null']) {
      expect(await errorsIn(text)).toHaveLength(1);
    }
  });
});

describe('the content of a very long quiz', () => {
  it('is not told when it is too long for a message', async () => {
    const fixture = await startQuiz({ QUIZ_MAX_QUESTIONS: '60' });
    try {
      const choices = Array.from({ length: 20 }, (_, at) => ({
        text: `${at} ${'x'.repeat(490)}`,
        correct: at === 0,
      }));
      const count = Math.ceil(JSON_TEXT_MAX_BYTES / 10_000);
      const questions = Array.from({ length: count }, () => aSingleChoice({ choices }));
      const { id: quizId, courseId } = await aQuiz(fixture, {}, questions);
      const { content } = await fixture.app.rpc.request(quizContentGet, { courseId, quizId });
      expect(content).toBeNull();
    } finally {
      await fixture.app.stop();
    }
  });
});
