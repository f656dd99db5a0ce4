import { type Phrase, fieldError, newRandomId, phrase } from '@course-plateform/common/kernel';
import {
  type Answer,
  type Choice,
  type Question,
  QuestionKind,
  type QuestionKey,
} from './question';
import { QuestionInvalid } from './quiz.errors';

const MISSING = phrase('question.missing', 'must be there for this kind of question');
const MARK_THE_CHOICE = phrase('question.mark_the_choice', 'mark the correct choice instead');
const ONE_CORRECT = phrase('question.one_correct', 'exactly one choice must be correct');
const SAME_CHOICES = phrase('question.same_choices', 'two choices must not be the same');
const NO_CHOICES = phrase('question.no_choices', 'a statement is true or false and has no choices');

/** The rules of one kind of question. A new kind is one more of these. */
export interface QuestionStrategy {
  /**
   * The choices of a question as its author wants it.
   * @param present what the question has now, so that choices that stay keep their ids
   * @throws QuestionInvalid
   */
  choicesOf(key: QuestionKey, present?: readonly Choice[]): readonly Choice[];
  /** Whether learners may see the choices in another order. */
  readonly mayShuffle: boolean;
  /** Whether an answer is one that the question offers. */
  accepts(question: Question, answer: Answer): boolean;
  /** The points an answer earns. */
  grade(question: Question, answer: Answer | undefined): number;
}

/** All or nothing for one choice. */
abstract class OneChoice {
  accepts(question: Question, answer: Answer): boolean {
    return question.choices.some(({ id }) => id === answer);
  }

  grade(question: Question, answer: Answer | undefined): number {
    const chosen = question.choices.find(({ id }) => id === answer);
    return chosen?.correct ? question.points : 0;
  }
}

class SingleChoice extends OneChoice implements QuestionStrategy {
  readonly mayShuffle = true;

  choicesOf({ choices, correct }: QuestionKey, present: readonly Choice[] = []): readonly Choice[] {
    if (correct !== undefined) throw invalid('/correct', MARK_THE_CHOICE);
    if (!choices) throw invalid('/choices', MISSING);
    const right = choices.filter((choice) => choice.correct).length;
    if (right !== 1) throw invalid('/choices', ONE_CORRECT);
    if (new Set(choices.map(({ text }) => text)).size < choices.length) {
      throw invalid('/choices', SAME_CHOICES);
    }
    return choices.map(({ text, correct: isRight }) => ({
      id: idOf(text, present),
      text,
      correct: isRight,
    }));
  }
}

class TrueFalse extends OneChoice implements QuestionStrategy {
  readonly mayShuffle = false;

  choicesOf({ choices, correct }: QuestionKey, present: readonly Choice[] = []) {
    if (choices) throw invalid('/choices', NO_CHOICES);
    if (correct === undefined) throw invalid('/correct', MISSING);
    return ['True', 'False'].map((text) => ({
      id: idOf(text, present),
      text,
      correct: (text === 'True') === correct,
    }));
  }
}

const STRATEGIES: Readonly<Record<QuestionKind, QuestionStrategy>> = {
  [QuestionKind.singleChoice]: new SingleChoice(),
  [QuestionKind.trueFalse]: new TrueFalse(),
};

/** The rules of a kind of question. */
export function strategyOf(kind: QuestionKind): QuestionStrategy {
  return STRATEGIES[kind];
}

/** The id of a choice that stays, or a random one: in the order of time it would give away the author's order. */
function idOf(text: string, present: readonly Choice[]): string {
  return present.find((choice) => choice.text === text)?.id ?? newRandomId();
}

function invalid(pointer: string, reason: Phrase): QuestionInvalid {
  return new QuestionInvalid({ errors: [fieldError(pointer, reason)] });
}
