import { randomInt } from 'node:crypto';
import { strategyOf } from '../quiz/question.strategy';
import type { QuizPublication } from '../quiz/quiz-publication.entity';

/** One question as a learner sees it: its place in the list is its place on the page. */
export interface QuestionLayout {
  readonly questionId: string;
  readonly choiceIds: readonly string[];
}

/** The order of questions and choices of a new attempt: the author's, or another one each time. */
export function layoutOf({ questions, settings }: QuizPublication): QuestionLayout[] {
  const mix = settings.shuffle ? shuffled : <T>(items: readonly T[]) => items;
  return mix(questions).map(({ id, kind, choices }) => ({
    questionId: id,
    choiceIds: (strategyOf(kind).mayShuffle ? mix(choices) : choices).map((choice) => choice.id),
  }));
}

/** The items in a random order, each order as likely as any other (Fisher–Yates). */
function shuffled<T>(items: readonly T[]): readonly T[] {
  const rest = [...items];
  return items.flatMap(() => rest.splice(randomInt(rest.length), 1));
}
