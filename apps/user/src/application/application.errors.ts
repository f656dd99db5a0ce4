import { domainError } from '@course-plateform/common/kernel';

export class ApplicationNotFound extends domainError({
  code: 'instructor_application.not_found',
  status: 404,
  title: 'Application not found',
}) {}

export class ApplicationExists extends domainError({
  code: 'instructor_application.exists',
  status: 409,
  title: 'Application already open',
  detail: 'Your last application has not been decided yet.',
  remedy: 'Wait for the decision.',
}) {}

export class AlreadyInstructor extends domainError({
  code: 'instructor_application.not_needed',
  status: 409,
  title: 'No application needed',
  detail: 'You already have the right to create courses.',
}) {}

export class ApplicationReasonMissing extends domainError({
  code: 'instructor_application.reason_missing',
  status: 422,
  title: 'Reason missing',
  detail: 'Say why the application is rejected.',
  remedy: 'Send a reason.',
}) {}
