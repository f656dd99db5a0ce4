import { domainError } from '@course-plateform/common/kernel';

export class EmailTaken extends domainError({
  code: 'auth.email_taken',
  status: 409,
  title: 'E-mail address already in use',
  detail: 'An account with this e-mail address already exists.',
  remedy: 'Sign in with this address, or register with another one.',
}) {}

export class PasswordRefused extends domainError({
  code: 'auth.password_refused',
  status: 422,
  title: 'Password too weak',
  detail: 'This password is too easy to guess; see errors.',
  remedy: 'Choose a longer or less common password; “errors” says what is wrong with this one.',
}) {}

export class AccountSuspended extends domainError({
  code: 'auth.account_suspended',
  status: 403,
  title: 'Account suspended',
  detail: 'This account is suspended and cannot sign in.',
  remedy: 'Contact the administrators of the platform.',
}) {}

export class AccountNotFound extends domainError({
  code: 'auth.account_not_found',
  status: 404,
  title: 'Account not found',
}) {}
