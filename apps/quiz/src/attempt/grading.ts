import type { Answer } from '../quiz/question';
import { strategyOf } from '../quiz/question.strategy';
import type { QuizPublication } from '../quiz/quiz-publication.entity';

/** What one question has earned. */
export interface QuestionGrade {
  readonly questionId: string;
  readonly points: number;
  readonly maxPoints: number;
}

/** What an attempt has earned. */
export interface Grade {
  readonly score: number;
  /** Two decimals, never rounded up. */
  readonly scorePercent: number;
  readonly passed: boolean;
  readonly questions: readonly QuestionGrade[];
}

/** Grades answers by the publication they were given to; what is not answered earns nothing. */
export function gradeOf(
  publication: QuizPublication,
  answers: Readonly<Record<string, Answer>>,
): Grade {
  const questions = publication.questions.map((question) => ({
    questionId: question.id,
    points: strategyOf(question.kind).grade(question, answers[question.id]),
    maxPoints: question.points,
  }));
  const score = questions.reduce((sum, { points }) => sum + points, 0);
  const { maxScore, settings } = publication;
  return {
    score,
    scorePercent: Math.floor((score / maxScore) * 10_000) / 100,
    // In whole numbers, so that no rounding decides.
    passed: score * 100 >= settings.passPercent * maxScore,
    questions,
  };
}
