import { defineMessage } from '@course-plateform/common/kernel';
import { IdListField, KindField, ListField } from '@course-plateform/types/platform';
import {
  AuthoredChoiceResponse,
  CHOICES,
  type Choice,
  ChoiceDto,
  type ChoiceQuestion,
  ChoiceQuestionUpdateDto,
  ChoiceResponse,
  authoredChoices,
  choicesWithIds,
  visibleChoices,
  writtenChoices,
} from './choices';
import {
  AuthoredQuestion,
  QuestionCreate,
  type QuestionKind,
  QuestionView,
  type Share,
} from './question-kind';
import { questionInvalid } from './question.errors';

const KIND = 'multiple_choice';
const SOME_CORRECT = defineMessage('question.some_correct', 'at least one choice must be correct');

export class MultipleChoiceCreateDto extends QuestionCreate {
  @KindField(KIND)
  override kind!: typeof KIND;

  @ListField(() => ChoiceDto, { ...CHOICES, description: 'At least one of them is correct' })
  choices!: ChoiceDto[];
}

export class AuthoredMultipleChoiceResponse extends AuthoredQuestion {
  @KindField(KIND)
  override kind!: typeof KIND;

  @ListField(() => AuthoredChoiceResponse, {
    description: 'In the order of the author, with the key',
  })
  choices!: AuthoredChoiceResponse[];
}

export class MultipleChoiceResponse extends QuestionView {
  @KindField(KIND)
  override kind!: typeof KIND;

  @ListField(() => ChoiceResponse, { description: 'In the order of this attempt' })
  choices!: ChoiceResponse[];

  @IdListField({ maxItems: CHOICES.maxItems, description: 'What the learner has chosen so far' })
  chosenIds!: string[];
}

export class ChoicesAnswerDto {
  @IdListField({
    maxItems: CHOICES.maxItems,
    description: 'The `id`s of the choices; an empty list takes the answer back',
  })
  choiceIds!: string[];
}

interface ChoicesAnswer {
  readonly choiceIds: readonly string[];
}

/**
 * Any number of choices is right. Each right choice that was made earns one share of the points and each wrong one takes
 * one away, but never more than was earned: with three right choices, two right ones and a wrong one are a third. So
 * neither choosing everything nor guessing pays. It is what Canvas calls partial credit with penalty.
 */
class MultipleChoice implements QuestionKind {
  readonly kind = KIND;
  readonly shapes = {
    create: MultipleChoiceCreateDto,
    update: ChoiceQuestionUpdateDto,
    authored: AuthoredMultipleChoiceResponse,
    view: MultipleChoiceResponse,
    answer: ChoicesAnswerDto,
  };

  content({ choices }: MultipleChoiceCreateDto) {
    return { choices: withSomeCorrect(choices) };
  }

  written(question: ChoiceQuestion): Pick<MultipleChoiceCreateDto, 'choices'> {
    return { choices: writtenChoices(question) };
  }

  edited({ choices: present }: ChoiceQuestion, { choices }: ChoiceQuestionUpdateDto) {
    return choices ? { choices: withSomeCorrect(choices, present) } : {};
  }

  authored(question: ChoiceQuestion): Pick<AuthoredMultipleChoiceResponse, 'choices'> {
    return { choices: authoredChoices(question) };
  }

  order({ choices }: ChoiceQuestion, mix: <T>(parts: readonly T[]) => readonly T[]) {
    return mix(choices).map(({ id }) => id);
  }

  view(
    question: ChoiceQuestion,
    order: readonly string[],
    answer: ChoicesAnswer | undefined,
  ): Pick<MultipleChoiceResponse, 'choices' | 'chosenIds'> {
    return {
      choices: visibleChoices(question, order),
      chosenIds: [...(answer?.choiceIds ?? [])],
    };
  }

  answer({ choiceIds }: ChoicesAnswerDto): ChoicesAnswer | null {
    return choiceIds.length === 0 ? null : { choiceIds };
  }

  accepts({ choices }: ChoiceQuestion, { choiceIds }: ChoicesAnswer): boolean {
    const offered = new Set(choices.map(({ id }) => id));
    return choiceIds.every((id) => offered.has(id));
  }

  grade({ choices }: ChoiceQuestion, { choiceIds }: ChoicesAnswer): Share {
    const right = new Set(choices.filter(({ correct }) => correct).map(({ id }) => id));
    const hits = choiceIds.filter((id) => right.has(id)).length;
    const misses = choiceIds.length - hits;
    return { earned: Math.max(0, hits - misses), of: right.size };
  }
}

function withSomeCorrect(choices: readonly ChoiceDto[], present?: readonly Choice[]): Choice[] {
  if (!choices.some(({ correct }) => correct)) throw questionInvalid('/choices', SOME_CORRECT);
  return choicesWithIds(choices, present);
}

/** Several of the choices are right. */
export const multipleChoice = new MultipleChoice();
