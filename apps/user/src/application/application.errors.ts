import { domainError } from '@course-plateform/common/kernel';

export class ApplicationNotFound extends domainError({
  code: 'instructor_application.not_found',
  status: 404,
  title: 'No such application',
}) {}

export class ApplicationExists extends domainError({
  code: 'instructor_application.exists',
  status: 409,
  title: 'Already applied',
  detail: 'Your last application has not been decided yet.',
  remedy: 'Wait for the decision.',
}) {}

export class AlreadyInstructor extends domainError({
  code: 'instructor_application.not_needed',
  status: 409,
  title: 'No application needed',
  detail: 'You may write courses already.',
  remedy: 'Nothing: begin your first course.',
}) {}

export class RefusalReasonMissing extends domainError({
  code: 'instructor_application.reason_missing',
  status: 422,
  title: 'A refusal needs a reason',
  detail: 'Tell the applicant why.',
  remedy: 'Send a reason.',
}) {}
