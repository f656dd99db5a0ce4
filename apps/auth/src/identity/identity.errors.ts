import { domainError } from '@course-plateform/common/kernel';

export class IdentityNotFound extends domainError({
  code: 'identity.not_found',
  status: 404,
  title: 'No such identity',
}) {}

export class LastMethod extends domainError({
  code: 'identity.last_method',
  status: 409,
  title: 'The last way to sign in',
  detail: 'Without this identity you could not sign in any more. Set a password first.',
  remedy: 'Set a password with a mail to choose a new one, and try again.',
}) {}
