import { domainError } from '@course-plateform/common/kernel';

export class GoogleUnavailable extends domainError({
  code: 'auth.google_unavailable',
  status: 503,
  title: 'Signing in with Google is not possible',
  detail: 'Google does not answer, or signing in with Google is not set up here.',
  remedy: 'Sign in with your password, or try again later.',
}) {}

export class OauthRedirectRefused extends domainError({
  code: 'auth.oauth_redirect_refused',
  status: 400,
  title: 'Page not allowed',
  detail: 'Browsers are not sent to this page after signing in.',
}) {}

export class OauthStateInvalid extends domainError({
  code: 'auth.oauth_state_invalid',
  status: 400,
  title: 'Signing in was not begun here',
  detail: 'This way back is unknown in this browser, was used, or took too long. Begin again.',
  remedy: 'Begin signing in again.',
}) {}

export class OauthRefused extends domainError({
  code: 'auth.oauth_refused',
  status: 403,
  title: 'Not signed in',
  detail: 'Google did not vouch for you, or you did not let it.',
}) {}

export class OauthProfileInvalid extends domainError({
  code: 'auth.oauth_profile_invalid',
  status: 422,
  title: 'Google profile not usable',
  detail: 'Your Google profile has an e-mail address or a name that cannot be used here.',
  remedy: 'Change it at Google, or sign up with an e-mail address and a password.',
}) {}

export class OauthCodeOver extends domainError({
  code: 'auth.oauth_code_over',
  status: 410,
  title: 'Code no longer good',
  detail: 'The code has expired or was used. Begin signing in again.',
}) {}

export class GoogleEmailUnverified extends domainError({
  code: 'auth.google_email_unverified',
  status: 403,
  title: 'E-mail address not confirmed',
  detail: 'Google has not confirmed the e-mail address of this Google account.',
}) {}

export class LinkRequired extends domainError({
  code: 'auth.link_required',
  status: 409,
  title: 'There is an account already',
  detail:
    'There is an account with this e-mail address. Prove its password once to link Google to it.',
  remedy: 'Send “linkTicket” and the password to POST /auth/identities.',
  extensions: { linkTicket: { type: 'string' } },
}) {}
