import { domainError } from '@course-plateform/common/kernel';

export class AttemptNotFound extends domainError({
  code: 'attempt.not_found',
  status: 404,
  title: 'No such attempt',
}) {}

export class AttemptInProgress extends domainError({
  code: 'attempt.in_progress',
  status: 409,
  title: 'An attempt is under way',
  detail: 'Finish the attempt you have begun first.',
  remedy: 'Submit the attempt that is under way, or let its time run out; then begin another one.',
}) {}

export class AttemptNoneLeft extends domainError({
  code: 'attempt.none_left',
  status: 409,
  title: 'No attempts left',
  detail: 'This quiz can be taken {allowed, plural, one {once} other {# times}}.',
  remedy: 'Nothing: the results you have stay.',
}) {}

export class AttemptSubmitted extends domainError({
  code: 'attempt.submitted',
  status: 409,
  title: 'Submitted already',
  detail: 'This attempt is over. See its result.',
  remedy: 'Read its result; begin another attempt if there are any left.',
}) {}

export class AttemptNotSubmitted extends domainError({
  code: 'attempt.not_submitted',
  status: 409,
  title: 'Still under way',
  detail: 'There is a result once the attempt is submitted.',
  remedy: 'Submit the attempt, then ask for its result again.',
}) {}

export class AttemptTimeUp extends domainError({
  code: 'attempt.time_up',
  status: 410,
  title: 'The time is up',
  detail: 'What you had answered in time was submitted.',
  remedy: 'Read its result; begin another attempt if there are any left.',
}) {}

export class AttemptQuestionNotFound extends domainError({
  code: 'attempt.question_not_found',
  status: 404,
  title: 'No such question in this attempt',
}) {}

export class AnswerInvalid extends domainError({
  code: 'attempt.answer_invalid',
  status: 422,
  title: 'Not an answer to this question',
  detail: 'The question does not offer this answer.',
}) {}
