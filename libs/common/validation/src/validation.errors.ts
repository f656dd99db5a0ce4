import { domainError } from '@course-plateform/common/kernel';

export class RequestInvalid extends domainError({
  code: 'request.invalid',
  status: 422,
  title: 'Invalid request',
  detail: 'Some fields of the request are not valid; see errors.',
  extensions: { errorsLeftOut: { type: 'integer', optional: true } },
}) {}
