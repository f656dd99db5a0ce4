/** What kinds of questions there are; each has its own rules and its own way of grading. */
export enum QuestionKind {
  singleChoice = 'single_choice',
  trueFalse = 'true_false',
}

/** One of the answers a learner can choose from. */
export interface Choice {
  readonly id: string;
  readonly text: string;
  /** The key: it never leaves the service in a learner's body. */
  readonly correct: boolean;
}

/** A question as it is stored, in drafts and in publications. */
export interface Question {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly text: string;
  /** What a right answer is worth; 0 for a question that does not count. */
  readonly points: number;
  readonly choices: readonly Choice[];
}

/** The part of a question that differs from kind to kind, as its author writes it. */
export interface QuestionKey {
  /** For single_choice: the choices, one of them correct. */
  readonly choices?: readonly { readonly text: string; readonly correct: boolean }[] | undefined;
  /** For true_false: whether the statement is true. */
  readonly correct?: boolean | undefined;
}

/** What a learner has answered: the id of a choice. */
export type Answer = string;

/** The points all questions are worth together. */
export function maxScoreOf(questions: readonly Question[]): number {
  return questions.reduce((sum, { points }) => sum + points, 0);
}
