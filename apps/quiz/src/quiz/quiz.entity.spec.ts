import { newId } from '@course-plateform/common/kernel';
import type { ChoiceQuestion } from '../question-kinds/choices';
import { QuestionInvalid } from '../question-kinds/question.errors';
import { QuizFeedback } from './quiz-settings';
import { Quiz } from './quiz.entity';
import {
  QuestionNotFound,
  QuestionOrderInvalid,
  QuizFull,
  QuizPassMarkUnreachable,
  QuizPublished,
  QuizWithoutQuestions,
} from './quiz.errors';

const begun = new Date('2026-01-01T00:00:00Z');
const later = new Date('2026-01-02T00:00:00Z');
const LIMIT = 3;

const aStatement = (change: object = {}) => ({
  kind: 'true_false',
  text: 'HTML is a markup language.',
  points: 1,
  correct: true,
  ...change,
});

const choicesOf = (...correct: boolean[]) =>
  correct.map((one, index) => ({ text: `Choice ${index}`, correct: one }));

const sameChoices = [
  { text: 'This', correct: true },
  { text: 'This', correct: false },
];

const aChoice = (change: object = {}) => ({
  kind: 'single_choice',
  text: 'Which?',
  points: 2,
  choices: choicesOf(true, false),
  ...change,
});

function aQuiz(...questions: Parameters<Quiz['addQuestion']>[0][]): Quiz {
  const quiz = new Quiz({
    courseId: newId(),
    title: 'HTML basics',
    settings: {
      timeLimitSeconds: 60,
      attemptsAllowed: 2,
      passPercent: 70,
      shuffle: false,
      feedback: QuizFeedback.score,
    },
    now: begun,
  });
  for (const question of questions) quiz.addQuestion(question, LIMIT, begun);
  return quiz;
}

const choiceQuestions = ({ questions }: Quiz) => questions as readonly ChoiceQuestion[];

/** Does something that must be refused, and looks whether the quiz is as it was. */
function refused(quiz: Quiz, act: () => unknown, error: new (...args: never[]) => Error): void {
  const { title, settings, questions, publication, updatedAt } = quiz;
  expect(act).toThrow(error);
  expect(quiz).toMatchObject({ title, settings, publication, updatedAt });
  expect(quiz.questions).toBe(questions);
}

describe('the transitions of a quiz', () => {
  const states: Readonly<Record<string, () => Quiz>> = {
    empty: () => aQuiz(),
    worthless: () => aQuiz(aStatement({ points: 0 })),
    draft: () => aQuiz(aStatement()),
    full: () => aQuiz(aStatement(), aStatement(), aStatement()),
    published: () => {
      const quiz = aQuiz(aStatement());
      quiz.publish(begun);
      return quiz;
    },
  };
  const actions: Readonly<Record<string, (quiz: Quiz) => unknown>> = {
    add: (quiz) => quiz.addQuestion(aChoice(), LIMIT, later),
    edit: (quiz) => quiz.edit({ title: 'CSS basics' }, later),
    publish: (quiz) => quiz.publish(later),
    remove: (quiz) => quiz.assertRemovable(),
  };
  const table: [string, string, (new (...args: never[]) => Error) | null][] = [
    ['empty', 'add', null],
    ['empty', 'edit', null],
    ['empty', 'publish', QuizWithoutQuestions],
    ['empty', 'remove', null],
    ['worthless', 'add', null],
    ['worthless', 'edit', null],
    ['worthless', 'publish', QuizPassMarkUnreachable],
    ['worthless', 'remove', null],
    ['draft', 'add', null],
    ['draft', 'edit', null],
    ['draft', 'publish', null],
    ['draft', 'remove', null],
    ['full', 'add', QuizFull],
    ['full', 'edit', null],
    ['full', 'publish', null],
    ['full', 'remove', null],
    ['published', 'add', null],
    ['published', 'edit', null],
    ['published', 'publish', null],
    ['published', 'remove', QuizPublished],
  ];

  it('are listed for every state and action', () => {
    const output = new Set(table.map(([state, action]) => `${state} ${action}`));
    expect(output.size).toBe(Object.keys(states).length * Object.keys(actions).length);
  });

  it.each(table)('from %s by %s', (state, action, error) => {
    const quiz = states[state]?.() ?? aQuiz();
    const act = () => actions[action]?.(quiz);
    if (error) refused(quiz, act, error);
    else expect(act).not.toThrow();
  });

  it('numbers its publications, which never change', () => {
    const quiz = aQuiz(aStatement(), aChoice());
    const first = quiz.publish(begun);
    quiz.edit({ title: 'CSS basics', settings: { passPercent: 1 } }, later);
    quiz.removeQuestion(quiz.questions[0]?.id ?? '', later);
    const second = quiz.publish(later);
    expect(first).toMatchObject({ number: 1, title: 'HTML basics', maxScore: 3 });
    expect(first.settings.passPercent).toBe(70);
    expect(second).toMatchObject({ number: 2, title: 'CSS basics', maxScore: 2 });
    expect(quiz.publication).toBe(2);
  });
});

describe('quiz settings', () => {
  it('are changed in part, and null is a value', () => {
    const quiz = aQuiz();
    quiz.edit({ settings: { timeLimitSeconds: null, shuffle: true } }, later);
    expect(quiz.settings).toEqual({
      timeLimitSeconds: null,
      attemptsAllowed: 2,
      passPercent: 70,
      shuffle: true,
      feedback: 'score',
    });
    expect(quiz).toMatchObject({ title: 'HTML basics', updatedAt: later });
  });
});

describe('the questions of a quiz', () => {
  it.each([
    ['a choice with no right one', aChoice({ choices: choicesOf(false, false) })],
    ['a choice with two right ones', aChoice({ choices: choicesOf(true, true) })],
    ['a choice with the same one twice', aChoice({ choices: sameChoices })],
  ])('are not %s', (_what, question) => {
    const quiz = aQuiz(aStatement());
    refused(quiz, () => quiz.addQuestion(question, LIMIT, later), QuestionInvalid);
  });

  it('keep what an edit omits, and the ids of choices with the same text', () => {
    const quiz = aQuiz(aChoice());
    const [before] = choiceQuestions(quiz);
    const id = before?.id ?? '';
    quiz.editQuestion(id, { text: 'Which one?' }, later);
    expect(quiz.questions).toEqual([{ ...before, text: 'Which one?' }]);
    const change = { points: 2, choices: choicesOf(false, true, false) };
    quiz.editQuestion(id, change, later);
    const [after] = choiceQuestions(quiz);
    expect(after).toMatchObject({ id, text: 'Which one?', points: 2 });
    expect(after?.choices.map(({ correct }) => correct)).toEqual([false, true, false]);
    const idOf = new Map(before?.choices.map((choice) => [choice.text, choice.id]));
    for (const choice of after?.choices ?? []) {
      const known = idOf.get(choice.text);
      if (known !== undefined) expect(choice.id).toBe(known);
      else expect([...idOf.values()]).not.toContain(choice.id);
    }
    expect(after?.choices.filter((choice) => idOf.has(choice.text))).toHaveLength(idOf.size);
  });

  it('that do not exist can be neither edited nor removed', () => {
    const quiz = aQuiz(aStatement());
    refused(quiz, () => quiz.editQuestion(newId(), { text: 'x' }, later), QuestionNotFound);
    refused(quiz, () => quiz.removeQuestion(newId(), later), QuestionNotFound);
  });

  it('are ordered by a list that names each exactly once', () => {
    const quiz = aQuiz(aStatement(), aChoice(), aStatement());
    const [a = '', b = '', c = ''] = quiz.questions.map(({ id }) => id);
    for (const ids of [[], [a, b], [a, b, b], [a, b, c, c], [a, b, c, newId()], [a, b, newId()]]) {
      refused(quiz, () => quiz.orderQuestions(ids, later), QuestionOrderInvalid);
    }
    quiz.orderQuestions([c, a, b], later);
    expect(quiz.questions.map(({ id }) => id)).toEqual([c, a, b]);
  });
});
