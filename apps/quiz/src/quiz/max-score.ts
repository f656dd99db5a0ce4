import type { Question } from '../question-kinds/question-kind';

/** The points all questions are worth together. */
export function maxScoreOf(questions: readonly Question[]): number {
  return questions.reduce((sum, { points }) => sum + points, 0);
}
