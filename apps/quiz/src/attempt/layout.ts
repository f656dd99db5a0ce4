import { randomInt } from 'node:crypto';
import { QUESTION_KINDS } from '../question-kinds/registry';
import type { QuizPublication } from '../quiz/quiz-publication.entity';

/** One question as a learner sees it: its place in the list is its place on the page. */
export interface QuestionLayout {
  readonly questionId: string;
  /** The ids of its parts, such as choices, as they stand. */
  readonly order: readonly string[];
}

/** The order of questions and their parts in a new attempt: the author's, or another one each time. */
export function layoutOf({ questions, settings }: QuizPublication): QuestionLayout[] {
  const mix = settings.shuffle ? shuffled : <T>(items: readonly T[]) => items;
  return mix(questions).map((question) => ({
    questionId: question.id,
    order: QUESTION_KINDS.of(question).order(question, mix),
  }));
}

/** The items in a random order, each order as likely as any other (Fisher–Yates). */
function shuffled<T>(items: readonly T[]): readonly T[] {
  const rest = [...items];
  return items.flatMap(() => rest.splice(randomInt(rest.length), 1));
}
