import { newId } from '@course-plateform/common/kernel';
import { type Question, QuestionKind } from '../quiz/question';
import { QuizPublication } from '../quiz/quiz-publication.entity';
import { QuizFeedback, type QuizSettings } from '../quiz/quiz-settings';
import { Attempt } from './attempt.entity';
import { AttemptSubmitted, AttemptTimeUp } from './attempt.errors';
import { gradeOf } from './grading';
import { layoutOf } from './layout';

const begun = new Date('2026-01-01T00:00:00Z');

function after(seconds: number): Date {
  return new Date(begun.getTime() + seconds * 1000);
}

function aQuestion(points: number): Question {
  return {
    id: newId(),
    kind: QuestionKind.singleChoice,
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

function rightAnswers(publication: QuizPublication, count: number): Record<string, string> {
  const asked = publication.questions.slice(0, count);
  return Object.fromEntries(asked.map(({ id, choices }) => [id, choices[0]?.id ?? '']));
}

describe('Attempt', () => {
  it('takes answers until the very moment of its deadline', () => {
    const publication = aPublication();
    const attempt = anAttempt(publication);
    const questionId = publication.questions[0]?.id ?? '';
    attempt.answer(publication, questionId, null, after(59.999));
    expect(attempt.isOverdue(after(59.999))).toBe(false);
    expect(attempt.isOverdue(after(60))).toBe(true);
    expect(() => attempt.answer(publication, questionId, null, after(60))).toThrow(AttemptTimeUp);
  });

  it('is never overdue without a limit', () => {
    const attempt = anAttempt(aPublication({ timeLimitSeconds: null }));
    expect(attempt.isOverdue(after(1e9))).toBe(false);
  });

  it('is submitted once, at its deadline at the latest', () => {
    const publication = aPublication();
    const attempt = anAttempt(publication);
    attempt.submit(gradeOf(publication, {}), after(300));
    expect(attempt).toMatchObject({ submittedAt: after(60), passed: false, score: 0 });
    expect(attempt.isOverdue(after(300))).toBe(false);
    expect(() => attempt.submit(gradeOf(publication, {}), after(300))).toThrow(AttemptSubmitted);
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

  it('does not let rounding decide', () => {
    const publication = aPublication({ passPercent: 67 }, [2, 1]);
    expect(gradeOf(publication, rightAnswers(publication, 1)).passed).toBe(false);
  });

  it('gives nothing for the choice of another question', () => {
    const publication = aPublication();
    const [first, second] = publication.questions;
    const answers = { [first?.id ?? '']: second?.choices[0]?.id ?? '' };
    expect(gradeOf(publication, answers).score).toBe(0);
  });
});
