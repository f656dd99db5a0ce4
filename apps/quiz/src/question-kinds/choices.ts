import { OmitType, PartialType } from '@nestjs/swagger';
import { newRandomId, defineMessage, present } from '@course-plateform/common/kernel';
import { BooleanField, IdField, ListField, TextField } from '@course-plateform/types/platform';
import { type Question, QuestionCreate } from './question-kind';
import { questionInvalid } from './question.errors';

const SAME_CHOICES = defineMessage('question.same_choices', 'two choices must not be the same');

/** One of the answers a learner can choose from. */
export interface Choice {
  readonly id: string;
  readonly text: string;
  /** The key: it never leaves the service in a learner's body. */
  readonly correct: boolean;
}

/** A stored question whose kind has choices. */
export interface ChoiceQuestion extends Question {
  readonly choices: readonly Choice[];
}

export class ChoiceDto {
  @TextField({
    max: 500,
    example: 'HyperText Markup Language',
    description: 'What the learner reads; no two choices of a question are the same',
  })
  text!: string;

  @BooleanField({ description: 'Whether it is a right choice' })
  correct!: boolean;
}

/** How many choices a question has. */
export const CHOICES = { minItems: 2, maxItems: 20 };

class ChoiceQuestionFields extends OmitType(QuestionCreate, ['kind']) {
  @ListField(() => ChoiceDto, {
    ...CHOICES,
    description: 'All choices; one with the same text as before keeps its id',
  })
  choices!: ChoiceDto[];
}

export class ChoiceQuestionUpdateDto extends PartialType(ChoiceQuestionFields, {
  skipNullProperties: false,
}) {}

export class AuthoredChoiceResponse {
  @IdField()
  id!: string;

  @TextField({
    max: 500,
    description: 'What the learner reads',
    example: 'HyperText Markup Language',
  })
  text!: string;

  @BooleanField({ description: 'Whether it is a right choice' })
  correct!: boolean;
}

export class ChoiceResponse {
  @IdField()
  id!: string;

  @TextField({
    max: 500,
    example: 'HyperText Markup Language',
    description: 'What there is to choose',
  })
  text!: string;
}

/**
 * The choices as they are stored. Those that stay keep their ids; a new one gets a random one, because in the order of
 * time it would give away the author's order.
 * @param present what the question has now
 * @throws QuestionInvalid when two are the same
 */
export function choicesWithIds(
  choices: readonly ChoiceDto[],
  present: readonly Choice[] = [],
): Choice[] {
  if (new Set(choices.map(({ text }) => text)).size < choices.length) {
    throw questionInvalid('/choices', SAME_CHOICES);
  }
  const ids = new Map(present.map(({ id, text }) => [text, id]));
  return choices.map(({ text, correct }) => ({
    id: ids.get(text) ?? newRandomId(),
    text,
    correct,
  }));
}

export function authoredChoices({ choices }: ChoiceQuestion): AuthoredChoiceResponse[] {
  return choices.map(({ id, text, correct }) => ({ id, text, correct }));
}

/** The choices in the form that makes them again. */
export function writtenChoices({ choices }: ChoiceQuestion): ChoiceDto[] {
  return choices.map(({ text, correct }) => ({ text, correct }));
}

/** The choices as a learner sees them, without the key. @param order their ids */
export function visibleChoices(
  { choices }: ChoiceQuestion,
  order: readonly string[],
): ChoiceResponse[] {
  const texts = new Map(choices.map(({ id, text }) => [id, text]));
  return order.map((id) => ({ id, text: present(texts.get(id), 'the text of a choice') }));
}
