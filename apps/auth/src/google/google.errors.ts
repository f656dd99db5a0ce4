import { domainError } from '@course-plateform/common/kernel';

export class GoogleUnavailable extends domainError({
  code: 'auth.google_unavailable',
  status: 503,
  title: 'Google sign-in unavailable',
  detail: 'Google did not respond, or Google sign-in is not configured here.',
  remedy: 'Sign in with your password, or try again later.',
}) {}

export class OauthRedirectRefused extends domainError({
  code: 'auth.oauth_redirect_refused',
  status: 400,
  title: 'Redirect not allowed',
  detail: 'Browsers are not redirected to this page after signing in.',
}) {}

export class OauthStateInvalid extends domainError({
  code: 'auth.oauth_state_invalid',
  status: 400,
  title: 'Sign-in not started here',
  detail: 'This sign-in was not started in this browser, was already completed, or took too long.',
  remedy: 'Start signing in again.',
}) {}

export class OauthRefused extends domainError({
  code: 'auth.oauth_refused',
  status: 403,
  title: 'Sign-in refused',
  detail: 'Google did not confirm your identity, or you did not grant access.',
}) {}

export class OauthProfileInvalid extends domainError({
  code: 'auth.oauth_profile_invalid',
  status: 422,
  title: 'Google profile not usable',
  detail: 'Your Google profile has an e-mail address or a name that is not accepted here.',
  remedy: 'Change it at Google, or register with an e-mail address and a password.',
}) {}

export class OauthCodeOver extends domainError({
  code: 'auth.oauth_code_over',
  status: 410,
  title: 'Code expired',
  detail: 'The code has expired or has already been used.',
  remedy: 'Start signing in again.',
}) {}

export class GoogleEmailUnverified extends domainError({
  code: 'auth.google_email_unverified',
  status: 403,
  title: 'E-mail address not verified',
  detail: 'Google has not verified the e-mail address of this Google account.',
}) {}

export class LinkRequired extends domainError({
  code: 'auth.link_required',
  status: 409,
  title: 'Account already exists',
  detail:
    'An account with this e-mail address already exists. Enter its password once to link Google to it.',
  remedy: 'Send “linkTicket” and the password to POST /auth/identities.',
  extensions: { linkTicket: { type: 'string', example: 'q4Zt0b1x8m2' } },
}) {}
