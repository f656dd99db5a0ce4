import { domainError } from '@course-plateform/common/kernel';

export class InvalidCredentials extends domainError({
  code: 'auth.invalid_credentials',
  status: 401,
  title: 'Sign-in failed',
  detail: 'The e-mail address or the password is wrong.',
  remedy: 'Check the address and the password, and try again.',
}) {}

export class TooManyAttempts extends domainError({
  code: 'auth.too_many_attempts',
  status: 429,
  title: 'Too many attempts',
  detail:
    'Too many failed sign-ins. Try again in {seconds, plural, one {# second} other {# seconds}}.',
  example: { seconds: 30 },
}) {}

export class RefreshInvalid extends domainError({
  code: 'auth.refresh_invalid',
  status: 401,
  title: 'Session ended',
  detail: 'The refresh token is unknown, or its session has ended.',
}) {}

export class RefreshRace extends domainError({
  code: 'auth.refresh_race',
  status: 409,
  title: 'Token already refreshed',
  detail: 'This refresh token has just been replaced.',
  remedy: 'Use the tokens of the other response; the session continues.',
}) {}

export class RefreshReused extends domainError({
  code: 'auth.refresh_reused',
  status: 401,
  title: 'Session ended for security',
  detail: 'A refresh token that had been replaced was used again.',
  remedy: 'Sign in again. If you did not expect this, change your password.',
}) {}

export class SessionNotFound extends domainError({
  code: 'auth.session_not_found',
  status: 404,
  title: 'Session not found',
}) {}
