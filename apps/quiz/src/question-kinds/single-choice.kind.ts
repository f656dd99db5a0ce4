import { defineMessage } from '@course-plateform/common/kernel';
import { KindField, ListField } from '@course-plateform/types/platform';
import {
  CHOICES,
  type Choice,
  ChoiceDto,
  type ChoiceQuestion,
  ChoiceQuestionUpdateDto,
  choicesWithIds,
  writtenChoices,
} from './choices';
import { ChoiceAnswerDto, OneChoice, OneChoiceAuthored, OneChoiceView } from './one-choice';
import { QuestionCreate, type QuestionKind } from './question-kind';
import { questionInvalid } from './question.errors';

const KIND = 'single_choice';
const ONE_CORRECT = defineMessage('question.one_correct', 'exactly one choice must be correct');

export class SingleChoiceCreateDto extends QuestionCreate {
  @KindField(KIND)
  override kind!: typeof KIND;

  @ListField(() => ChoiceDto, { ...CHOICES, description: 'Exactly one of them is correct' })
  choices!: ChoiceDto[];
}

export class AuthoredSingleChoiceResponse extends OneChoiceAuthored {
  @KindField(KIND)
  override kind!: typeof KIND;
}

export class SingleChoiceResponse extends OneChoiceView {
  @KindField(KIND)
  override kind!: typeof KIND;
}

class SingleChoice extends OneChoice implements QuestionKind {
  readonly kind = KIND;
  readonly shapes = {
    create: SingleChoiceCreateDto,
    update: ChoiceQuestionUpdateDto,
    authored: AuthoredSingleChoiceResponse,
    view: SingleChoiceResponse,
    answer: ChoiceAnswerDto,
  };

  content({ choices }: SingleChoiceCreateDto) {
    return { choices: withOneCorrect(choices) };
  }

  written(question: ChoiceQuestion): Pick<SingleChoiceCreateDto, 'choices'> {
    return { choices: writtenChoices(question) };
  }

  edited({ choices: present }: ChoiceQuestion, { choices }: ChoiceQuestionUpdateDto) {
    return choices ? { choices: withOneCorrect(choices, present) } : {};
  }

  order({ choices }: ChoiceQuestion, mix: <T>(parts: readonly T[]) => readonly T[]) {
    return mix(choices).map(({ id }) => id);
  }
}

function withOneCorrect(choices: readonly ChoiceDto[], present?: readonly Choice[]): Choice[] {
  const right = choices.filter(({ correct }) => correct).length;
  if (right !== 1) throw questionInvalid('/choices', ONE_CORRECT);
  return choicesWithIds(choices, present);
}

/** One of several choices is right. */
export const singleChoice = new SingleChoice();
