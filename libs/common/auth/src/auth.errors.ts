import { domainError } from '@course-plateform/common/kernel';

export class TokenMissing extends domainError({
  code: 'auth.token_missing',
  status: 401,
  title: 'Sign in first',
  detail: 'This needs an access token: send it as "Authorization: Bearer …".',
}) {}

export class TokenInvalid extends domainError({
  code: 'auth.token_invalid',
  status: 401,
  title: 'Invalid access token',
  detail: 'The access token is not one that this platform issued for this interface.',
}) {}

export class TokenExpired extends domainError({
  code: 'auth.token_expired',
  status: 401,
  title: 'Access token expired',
  detail: 'The access token has expired. Get a new one with the refresh token.',
  remedy: 'Get a new access token with the refresh token, and send the request again.',
}) {}

export class Forbidden extends domainError({
  code: 'auth.forbidden',
  status: 403,
  title: 'Not allowed',
  detail: 'Your role does not include the permission "{permission}".',
}) {}

/** The role includes the permission and the token does not, because auth withholds it from unconfirmed addresses. */
export class EmailUnverified extends domainError({
  code: 'auth.email_unverified',
  status: 403,
  title: 'Confirm your e-mail address first',
  detail: 'This needs an account whose e-mail address is confirmed.',
  remedy:
    'Open the link in the mail you were sent, or ask for a new one; then get a new access token with the refresh token.',
}) {}

/** No key was ever received, so no token can be judged. With a last good set this does not happen. */
export class KeysUnavailable extends domainError({
  code: 'auth.keys_unavailable',
  status: 503,
  title: 'Sign-in is not available at the moment',
  detail: 'Access tokens cannot be checked because the keys of the auth service cannot be read.',
}) {}
