import type { Unchecked } from '@course-plateform/common/kernel';
import { validateShape } from '@course-plateform/common/validation';
import { AnyOf, OneOf } from '@course-plateform/types/platform';
import type { Question, QuestionUpdate } from './question-kind';
import { QUESTION_KINDS } from './registry';

export const QuestionCreateDto = OneOf(
  'QuestionCreateDto',
  'kind',
  QUESTION_KINDS.shapesOf('create'),
);
export type QuestionCreateDto = InstanceType<typeof QuestionCreateDto>;

/** A question as its author sees it, with the key. */
export const AuthoredQuestionResponse = OneOf(
  'AuthoredQuestionResponse',
  'kind',
  QUESTION_KINDS.shapesOf('authored'),
);
export type AuthoredQuestionResponse = InstanceType<typeof AuthoredQuestionResponse>;

/** A question as its learner sees it. */
export const QuestionResponse = OneOf('QuestionResponse', 'kind', QUESTION_KINDS.shapesOf('view'));
export type QuestionResponse = InstanceType<typeof QuestionResponse>;

export const QuestionUpdateDto = AnyOf(
  'QuestionUpdateDto',
  Object.values(QUESTION_KINDS.shapesOf('update')),
);
export type QuestionUpdateDto = InstanceType<typeof QuestionUpdateDto>;

export const AnswerDto = AnyOf('AnswerDto', Object.values(QUESTION_KINDS.shapesOf('answer')));
export type AnswerDto = InstanceType<typeof AnswerDto>;

/** What is to be changed about a question. @throws RequestInvalid when its kind has no such fields */
export function changeOf(question: Question, { value }: Unchecked): QuestionUpdate {
  return validateShape(QUESTION_KINDS.of(question).shapes.update, value, {
    unknownFields: 'refuse',
  });
}

/** What is stored of an answer to a question, null to take it back. @throws RequestInvalid when its kind has no such answer */
export function responseTo(question: Question, { value }: Unchecked): object | null {
  const kind = QUESTION_KINDS.of(question);
  return kind.answer(validateShape(kind.shapes.answer, value, { unknownFields: 'refuse' }));
}

export function toAuthoredQuestion(question: Question): AuthoredQuestionResponse {
  const { id, kind, text, points } = question;
  return { id, kind, text, points, ...QUESTION_KINDS.of(question).authored(question) };
}

/** @param order of its parts in the attempt */
export function toQuestionResponse(
  question: Question,
  order: readonly string[],
  answer: object | undefined,
): QuestionResponse {
  const { id, kind, text, points } = question;
  return { id, kind, text, points, ...QUESTION_KINDS.of(question).view(question, order, answer) };
}
