import { type MessageDescriptor, domainError, fieldError } from '@course-plateform/common/kernel';

export class QuestionInvalid extends domainError({
  code: 'quiz.question_invalid',
  status: 422,
  title: 'Invalid question',
  detail: 'The answers do not fit the kind of the question.',
}) {}

/** The failure that points at one field of a question. @param pointer a JSON pointer into the body */
export function questionInvalid(pointer: string, reason: MessageDescriptor): QuestionInvalid {
  return new QuestionInvalid({ errors: [fieldError(pointer, reason)] });
}
