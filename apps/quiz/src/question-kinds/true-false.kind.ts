import { OmitType, PartialType } from '@nestjs/swagger';
import { BooleanField, KindField } from '@course-plateform/types/platform';
import { type Choice, type ChoiceQuestion, choicesWithIds } from './choices';
import { ChoiceAnswerDto, OneChoice, OneChoiceAuthored, OneChoiceView } from './one-choice';
import { QuestionCreate, type QuestionKind } from './question-kind';

const KIND = 'true_false';
const TRUE = 'True';

export class TrueFalseCreateDto extends QuestionCreate {
  @KindField(KIND)
  override kind!: typeof KIND;

  @BooleanField({ description: 'Whether the statement in `text` is true' })
  correct!: boolean;
}

export class TrueFalseUpdateDto extends PartialType(OmitType(TrueFalseCreateDto, ['kind']), {
  skipNullProperties: false,
}) {}

export class AuthoredTrueFalseResponse extends OneChoiceAuthored {
  @KindField(KIND)
  override kind!: typeof KIND;
}

export class TrueFalseResponse extends OneChoiceView {
  @KindField(KIND)
  override kind!: typeof KIND;
}

class TrueFalse extends OneChoice implements QuestionKind {
  readonly kind = KIND;
  readonly shapes = {
    create: TrueFalseCreateDto,
    update: TrueFalseUpdateDto,
    authored: AuthoredTrueFalseResponse,
    view: TrueFalseResponse,
    answer: ChoiceAnswerDto,
  };

  content({ correct }: TrueFalseCreateDto) {
    return { choices: trueAndFalse(correct) };
  }

  written({ choices }: ChoiceQuestion): Pick<TrueFalseCreateDto, 'correct'> {
    return { correct: choices.some(({ text, correct }) => text === TRUE && correct) };
  }

  edited({ choices: present }: ChoiceQuestion, { correct }: TrueFalseUpdateDto) {
    return correct === undefined ? {} : { choices: trueAndFalse(correct, present) };
  }

  order({ choices }: ChoiceQuestion) {
    return choices.map(({ id }) => id);
  }
}

function trueAndFalse(correct: boolean, present?: readonly Choice[]): Choice[] {
  const choices = [
    { text: TRUE, correct },
    { text: 'False', correct: !correct },
  ];
  return choicesWithIds(choices, present);
}

/** A statement is true or false; the two are never mixed. */
export const trueFalse = new TrueFalse();
