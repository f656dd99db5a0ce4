import { domainError } from '@course-plateform/common/kernel';

export class RequestInvalid extends domainError({
  code: 'request.invalid',
  status: 422,
  title: 'Invalid request',
  detail: 'One or more fields are invalid; see errors.',
  extensions: { errorsLeftOut: { type: 'integer', optional: true } },
}) {}
