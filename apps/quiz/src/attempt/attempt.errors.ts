import { domainError } from '@course-plateform/common/kernel';

export class AttemptNotFound extends domainError({
  code: 'attempt.not_found',
  status: 404,
  title: 'Attempt not found',
}) {}

export class QuizAccessDisputed extends domainError({
  code: 'quiz.access_disputed',
  status: 403,
  title: 'Access suspended',
  detail: 'The payment for the course is disputed at the bank. Your progress is kept.',
  remedy:
    'Settle the dispute with your bank; the access comes back when it is withdrawn or decided.',
}) {}

export class QuizLocked extends domainError({
  code: 'quiz.lesson_locked',
  status: 403,
  title: 'Lesson locked',
  detail: 'The section of this quiz is not open to you yet.',
  remedy:
    'Wait until `availableAt`, if there is one, and complete the lessons of the sections before.',
  extensions: {
    availableAt: { type: 'string', example: '2026-12-08T09:00:00.000Z', optional: true },
    missingLessons: { type: 'integer' },
  },
}) {}

export class AttemptInProgress extends domainError({
  code: 'attempt.in_progress',
  status: 409,
  title: 'Attempt in progress',
  detail: 'You have an attempt in progress.',
  remedy: 'Submit it, or wait for its deadline; then start another one.',
}) {}

export class AttemptNoneLeft extends domainError({
  code: 'attempt.none_left',
  status: 409,
  title: 'No attempts left',
  detail: 'This quiz can be taken {allowed, plural, one {once} other {# times}}.',
  example: { allowed: 3 },
}) {}

export class AttemptSubmitted extends domainError({
  code: 'attempt.submitted',
  status: 409,
  title: 'Attempt already submitted',
  detail: 'This attempt has been submitted.',
  remedy: 'Read its result; start another attempt if there are any left.',
}) {}

export class AttemptNotSubmitted extends domainError({
  code: 'attempt.not_submitted',
  status: 409,
  title: 'Attempt in progress',
  detail: 'There is no result before the attempt is submitted.',
  remedy: 'Submit the attempt, then read its result.',
}) {}

export class AttemptTimeUp extends domainError({
  code: 'attempt.time_up',
  status: 410,
  title: 'Deadline passed',
  detail: 'The answers that were saved in time have been submitted.',
  remedy: 'Read its result; start another attempt if there are any left.',
}) {}

export class AttemptQuestionNotFound extends domainError({
  code: 'attempt.question_not_found',
  status: 404,
  title: 'Question not found',
  detail: 'This attempt has no such question.',
}) {}

export class AnswerInvalid extends domainError({
  code: 'attempt.answer_invalid',
  status: 422,
  title: 'Invalid answer',
  detail: 'The question does not offer this answer.',
}) {}
