import { IdField, ListField } from '@course-plateform/types/platform';
import {
  AuthoredChoiceResponse,
  type ChoiceQuestion,
  ChoiceResponse,
  authoredChoices,
  visibleChoices,
} from './choices';
import { AuthoredQuestion, QuestionView, type Share } from './question-kind';

export class ChoiceAnswerDto {
  @IdField({
    nullable: true,
    description: 'The `id` of one of the choices; null takes the answer back',
  })
  choiceId!: string | null;
}

export class OneChoiceAuthored extends AuthoredQuestion {
  @ListField(() => AuthoredChoiceResponse, {
    description: 'In the order of the author, with the key',
  })
  choices!: AuthoredChoiceResponse[];
}

export class OneChoiceView extends QuestionView {
  @ListField(() => ChoiceResponse, { description: 'In the order of this attempt' })
  choices!: ChoiceResponse[];

  @IdField({ nullable: true, description: 'What the learner has chosen so far; null for nothing' })
  chosenId!: string | null;
}

interface OneChoiceAnswer {
  readonly choiceId: string;
}

/** What kinds have in common that are answered by one choice: all of the points or none. */
export abstract class OneChoice {
  authored(question: ChoiceQuestion): Pick<OneChoiceAuthored, 'choices'> {
    return { choices: authoredChoices(question) };
  }

  view(
    question: ChoiceQuestion,
    order: readonly string[],
    answer: OneChoiceAnswer | undefined,
  ): Pick<OneChoiceView, 'choices' | 'chosenId'> {
    return { choices: visibleChoices(question, order), chosenId: answer?.choiceId ?? null };
  }

  answer({ choiceId }: ChoiceAnswerDto): OneChoiceAnswer | null {
    return choiceId === null ? null : { choiceId };
  }

  accepts({ choices }: ChoiceQuestion, { choiceId }: OneChoiceAnswer): boolean {
    return choices.some(({ id }) => id === choiceId);
  }

  grade({ choices }: ChoiceQuestion, { choiceId }: OneChoiceAnswer): Share {
    const chosen = choices.find(({ id }) => id === choiceId);
    return { earned: chosen?.correct ? 1 : 0, of: 1 };
  }
}
