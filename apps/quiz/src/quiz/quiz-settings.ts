import { describeEnum } from '@course-plateform/types/platform';

/** The feedback on single questions once an attempt is over. Never the key. */
export enum QuizFeedback {
  questions = 'questions',
  score = 'score',
}

describeEnum(QuizFeedback, {
  questions: 'The score, and for each question whether it was right',
  score: 'The score alone',
});

/** How a quiz is taken. */
export interface QuizSettings {
  /** Null: as long as it takes. */
  readonly timeLimitSeconds: number | null;
  /** Null: as often as one likes. */
  readonly attemptsAllowed: number | null;
  /** 1 to 100. */
  readonly passPercent: number;
  /** Whether each attempt has the questions and choices in an order of its own. */
  readonly shuffle: boolean;
  readonly feedback: QuizFeedback;
}
