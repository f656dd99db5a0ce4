import { domainError } from '@course-plateform/common/kernel';

export class IdentityNotFound extends domainError({
  code: 'identity.not_found',
  status: 404,
  title: 'Identity not found',
}) {}

export class LastMethod extends domainError({
  code: 'identity.last_method',
  status: 409,
  title: 'Last way to sign in',
  detail: 'Without this identity you could not sign in any more.',
  remedy: 'Set a password by requesting a password reset, then try again.',
}) {}
