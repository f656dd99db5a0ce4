import type { Question } from '../question-kinds/question-kind';
import { QUESTION_KINDS } from '../question-kinds/registry';
import type { QuizPublication } from '../quiz/quiz-publication.entity';

/** Answers by the id of the question, each as the kind of the question stores it. */
export type Answers = Readonly<Record<string, object>>;

/** What one question has earned. */
export interface QuestionGrade {
  readonly questionId: string;
  /** In hundredths of a point. */
  readonly hundredths: number;
  readonly maxPoints: number;
}

/**
 * What an attempt has earned. Points are counted in whole hundredths, so that sums are exact. A share of the points that
 * is no whole number of hundredths is rounded down, once, at its question: what a learner is shown adds up to the score,
 * and the score decides whether the attempt has passed.
 */
export interface Grade {
  readonly scoreHundredths: number;
  /** Two decimals, never rounded up. */
  readonly scorePercent: number;
  readonly passed: boolean;
  readonly questions: readonly QuestionGrade[];
}

/** Grades answers by the publication they were given to; what is not answered earns nothing. */
export function gradeOf(publication: QuizPublication, answers: Answers): Grade {
  const questions = publication.questions.map((question) => ({
    questionId: question.id,
    hundredths: hundredthsOf(question, answers[question.id]),
    maxPoints: question.points,
  }));
  const scoreHundredths = questions.reduce((sum, { hundredths }) => sum + hundredths, 0);
  const { maxScore, settings } = publication;
  return {
    scoreHundredths,
    scorePercent: Math.floor((scoreHundredths * 100) / maxScore) / 100,
    // In whole numbers, so that no rounding of the percentage decides.
    passed: scoreHundredths >= settings.passPercent * maxScore,
    questions,
  };
}

function hundredthsOf(question: Question, answer: object | undefined): number {
  if (!answer) return 0;
  const { earned, of } = QUESTION_KINDS.of(question).grade(question, answer);
  return Math.floor((question.points * 100 * earned) / of);
}
