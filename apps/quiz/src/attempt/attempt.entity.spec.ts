import { newId } from '@course-plateform/common/kernel';
import type { ChoiceQuestion } from '../question-kinds/choices';
import type { Question } from '../question-kinds/question-kind';
import { QuizPublication } from '../quiz/quiz-publication.entity';
import { QuizFeedback, type QuizSettings } from '../quiz/quiz-settings';
import { Attempt } from './attempt.entity';
import {
  AnswerInvalid,
  AttemptQuestionNotFound,
  AttemptSubmitted,
  AttemptTimeUp,
} from './attempt.errors';
import { type Answers, gradeOf } from './grading';
import { layoutOf } from './layout';

const begun = new Date('2026-01-01T00:00:00Z');

function after(seconds: number): Date {
  return new Date(begun.getTime() + seconds * 1000);
}

function aQuestion(points: number): ChoiceQuestion {
  return {
    id: newId(),
    kind: 'single_choice',
    text: 'Which?',
    points,
    choices: [
      { id: newId(), text: 'This', correct: true },
      { id: newId(), text: 'That', correct: false },
    ],
  };
}

function aPublication(settings: Partial<QuizSettings> = {}, points = [1, 2]): QuizPublication {
  return new QuizPublication({
    quizId: newId(),
    number: 1,
    courseId: newId(),
    title: 'HTML basics',
    settings: {
      timeLimitSeconds: 60,
      attemptsAllowed: null,
      passPercent: 50,
      shuffle: false,
      feedback: QuizFeedback.questions,
      ...settings,
    },
    questions: points.map(aQuestion),
    now: begun,
  });
}

function anAttempt(publication: QuizPublication): Attempt {
  const layout = layoutOf(publication);
  return new Attempt({ publication, userId: newId(), number: 1, layout, now: begun });
}

/** The answer that is the choice of a question at a place. */
function choiceOf(question: Question | undefined, place: number): { choiceId: string } {
  const { choices } = question as ChoiceQuestion;
  return { choiceId: choices[place]?.id ?? '' };
}

function rightAnswers(publication: QuizPublication, count: number): Answers {
  const requested = publication.questions.slice(0, count);
  return Object.fromEntries(requested.map((question) => [question.id, choiceOf(question, 0)]));
}

const nothing = () => null;

describe('Attempt', () => {
  it('deletes an answer that is taken back, and keeps the others', () => {
    const publication = aPublication();
    const attempt = anAttempt(publication);
    const [one, other] = publication.questions.map(({ id }) => id);
    for (const id of [one, other]) {
      attempt.answer(publication, id ?? '', (question) => choiceOf(question, 0), begun);
    }
    attempt.answer(publication, one ?? '', nothing, begun);
    expect(attempt.answers).toEqual({ [other ?? '']: choiceOf(publication.questions[1], 0) });
  });

  it('accepts answers until its deadline', () => {
    const publication = aPublication();
    const attempt = anAttempt(publication);
    const questionId = publication.questions[0]?.id ?? '';
    attempt.answer(publication, questionId, nothing, after(59.999));
    expect(attempt.isOverdue(after(59.999))).toBe(false);
    expect(attempt.isOverdue(after(60))).toBe(true);
    expect(() => attempt.answer(publication, questionId, nothing, after(60))).toThrow(
      AttemptTimeUp,
    );
  });

  it('is never overdue without a time limit', () => {
    const attempt = anAttempt(aPublication({ timeLimitSeconds: null }));
    expect(attempt.isOverdue(after(1e9))).toBe(false);
  });

  it('is submitted once, at its deadline at the latest', () => {
    const publication = aPublication();
    const attempt = anAttempt(publication);
    attempt.submit(gradeOf(publication, {}), after(300));
    expect(attempt).toMatchObject({ submittedAt: after(60), passed: false, scoreHundredths: 0 });
    expect(attempt.isOverdue(after(300))).toBe(false);
    expect(() => attempt.submit(gradeOf(publication, {}), after(300))).toThrow(AttemptSubmitted);
  });
});

describe('the transitions of an attempt', () => {
  const inTime = after(1);
  const tooLate = after(60);
  const states: Readonly<Record<string, (attempt: Attempt) => void>> = {
    open: () => undefined,
    submitted: (attempt) => attempt.submit(gradeOf(aPublication(), {}), begun),
  };
  /** The state, when it is, what is done, and the failure or null. */
  const table: [string, Date, string, (new (...args: never[]) => Error) | null][] = [
    ['open', inTime, 'answer', null],
    ['open', inTime, 'take back', null],
    ['open', inTime, 'answer what is not asked', AttemptQuestionNotFound],
    ['open', inTime, 'answer something else', AnswerInvalid],
    ['open', inTime, 'submit', null],
    ['open', tooLate, 'answer', AttemptTimeUp],
    ['open', tooLate, 'take back', AttemptTimeUp],
    ['open', tooLate, 'answer what is not asked', AttemptTimeUp],
    ['open', tooLate, 'answer something else', AttemptTimeUp],
    ['open', tooLate, 'submit', null],
    ['submitted', inTime, 'answer', AttemptSubmitted],
    ['submitted', inTime, 'take back', AttemptSubmitted],
    ['submitted', inTime, 'answer what is not asked', AttemptSubmitted],
    ['submitted', inTime, 'answer something else', AttemptSubmitted],
    ['submitted', inTime, 'submit', AttemptSubmitted],
    ['submitted', tooLate, 'answer', AttemptTimeUp],
    ['submitted', tooLate, 'take back', AttemptTimeUp],
    ['submitted', tooLate, 'answer what is not asked', AttemptTimeUp],
    ['submitted', tooLate, 'answer something else', AttemptTimeUp],
    ['submitted', tooLate, 'submit', AttemptSubmitted],
  ];

  it.each(table)('%s at %j: %s', (state, now, action, error) => {
    const publication = aPublication();
    const attempt = anAttempt(publication);
    const [first, second] = publication.questions;
    const id = first?.id ?? '';
    const right = () => choiceOf(first, 0);
    attempt.answer(publication, id, right, begun);
    states[state]?.(attempt);
    const before = { ...attempt };
    const actions: Readonly<Record<string, () => void>> = {
      answer: () => attempt.answer(publication, id, () => choiceOf(first, 1), now),
      'take back': () => attempt.answer(publication, id, nothing, now),
      'answer what is not asked': () => attempt.answer(publication, newId(), right, now),
      'answer something else': () =>
        attempt.answer(publication, id, () => choiceOf(second, 0), now),
      submit: () => attempt.submit(gradeOf(publication, attempt.answers), now),
    };
    const act = () => actions[action]?.();
    if (error) {
      expect(act).toThrow(error);
      expect({ ...attempt }).toEqual(before);
    } else {
      expect(act).not.toThrow();
      expect(attempt.updatedAt).toBe(now);
    }
  });
});

describe('the order of an attempt', () => {
  it('contains every question and choice once, and never mixes the choices of a statement', () => {
    const choices = ['True', 'False'].map((text) => ({ id: newId(), text, correct: true }));
    const statement = { ...aQuestion(1), kind: 'true_false', choices };
    const publication = aPublication({ shuffle: true });
    const questions = [...publication.questions, statement];
    const mixed = new QuizPublication({ ...publication, questions, now: begun });
    const orders = Array.from({ length: 30 }, () => layoutOf(mixed));
    for (const order of orders) {
      expect(order.map(({ questionId }) => questionId).sort()).toEqual(
        questions.map(({ id }) => id).sort(),
      );
      const shown = order.find(({ questionId }) => questionId === statement.id);
      expect(shown?.order).toEqual(choices.map(({ id }) => id));
    }
    expect(new Set(orders.map((order) => JSON.stringify(order))).size).toBeGreaterThan(1);
  });
});

describe('grading', () => {
  it.each([
    ['nothing', 0, [1, 2], 0, false],
    ['just below the mark', 1, [49, 51], 49, false],
    ['the mark itself', 1, [50, 50], 50, true],
    ['everything', 2, [1, 2], 100, true],
    ['a third, never rounded up', 2, [1, 1, 1], 66.66, true],
  ])('of %s', (_what, count, points, scorePercent, passed) => {
    const publication = aPublication({}, points);
    const grade = gradeOf(publication, rightAnswers(publication, count));
    expect(grade).toMatchObject({ scorePercent, passed });
  });

  it('is not affected by rounding', () => {
    const publication = aPublication({ passPercent: 67 }, [2, 1]);
    expect(gradeOf(publication, rightAnswers(publication, 1)).passed).toBe(false);
  });

  it('gives no points for a choice of another question', () => {
    const publication = aPublication();
    const [first, second] = publication.questions;
    const answers = { [first?.id ?? '']: choiceOf(second, 0) };
    expect(gradeOf(publication, answers).scoreHundredths).toBe(0);
  });
});
