import { domainError } from '@course-plateform/common/kernel';

export class TokenMissing extends domainError({
  code: 'auth.token_missing',
  status: 401,
  title: 'Access token missing',
  detail: 'Send an access token as "Authorization: Bearer …".',
}) {}

export class TokenInvalid extends domainError({
  code: 'auth.token_invalid',
  status: 401,
  title: 'Invalid access token',
  detail: 'The access token was not issued by this platform for this API.',
}) {}

export class TokenExpired extends domainError({
  code: 'auth.token_expired',
  status: 401,
  title: 'Access token expired',
  detail: 'The access token has expired.',
  remedy: 'Get a new access token with the refresh token, and send the request again.',
}) {}

export class Forbidden extends domainError({
  code: 'auth.forbidden',
  status: 403,
  title: 'Permission missing',
  detail: 'Your role does not include the permission "{permission}".',
  example: { permission: 'course:create' },
}) {}

/** The role has the permission, but auth withholds it from users with an unconfirmed address. */
export class EmailUnverified extends domainError({
  code: 'auth.email_unverified',
  status: 403,
  title: 'E-mail address not confirmed',
  detail: 'This needs an account with a confirmed e-mail address.',
  remedy:
    'Open the link in the e-mail you were sent, or request a new one; then refresh your tokens.',
}) {}

/** No key set was received since the start, so no token can be verified. Later, the last good set stays in use. */
export class KeysUnavailable extends domainError({
  code: 'auth.keys_unavailable',
  status: 503,
  title: 'Token verification unavailable',
  detail: 'Access tokens cannot be verified because the signing keys cannot be fetched.',
}) {}
