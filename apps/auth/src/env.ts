import {
  defineSettings,
  integerOr,
  list,
  listOf,
  mailSettings,
  optionalText,
  ownInProduction,
  platformSettings,
  postgresSettings,
  secretOr,
  textOr,
  urlOr,
} from '@course-plateform/common/config';
import { PERMISSIONS, Permission } from '@course-plateform/types/platform';

const passwordSettings = {
  passwordPepper: secretOr(
    'development-password-pepper-please-change',
    'Mixed into every password before it is hashed; changing it makes all passwords wrong',
  ),
  bcryptCost: integerOr(
    12,
    { min: 4, max: 15 },
    'The cost of a password hash; one more doubles the time',
  ),
  commonPasswords: list('Passwords that nobody may have, separated by commas'),
};

const sessionSettings = {
  accessTokenSeconds: integerOr(
    900,
    { min: 60, max: 900 },
    'How long an access token is good, in seconds',
  ),
  refreshTokenDays: integerOr(
    30,
    { min: 1, max: 365 },
    'How long a session lasts without being used, in days',
  ),
  refreshRaceSeconds: integerOr(
    10,
    { min: 0, max: 60 },
    'How long a refresh token that was just replaced is taken for a race and not for a theft, in seconds',
  ),
  sessionsMax: integerOr(
    100,
    { min: 1, max: 10_000 },
    'Open sessions of one account; one more ends the one that was not seen for longest',
  ),
  signingKeySecret: secretOr(
    'development-signing-key-secret-please-change',
    'Encrypts the private keys of access tokens in the database',
  ),
};

const loginLimits = {
  loginFreeAttempts: integerOr(
    10,
    { min: 1, max: 1000 },
    'Failed logins to one account before it must be waited',
  ),
  loginFreeAttemptsPerAddress: integerOr(
    100,
    { min: 1, max: 100_000 },
    'Failed logins from one IP address before it must be waited',
  ),
  loginWaitMaxSeconds: integerOr(
    900,
    { min: 1, max: 86_400 },
    'The longest wait between two logins after many failed ones, in seconds; also how long failures count',
  ),
};

const isGoogleOn = ({ googleClientId }: Readonly<Record<string, unknown>>): boolean =>
  googleClientId !== undefined;

const googleSettings = {
  googleClientId: optionalText(
    'The id of this platform at Google; without it nobody signs in with Google',
  ),
  googleClientSecret: optionalText('The secret that goes with it'),
  googleCallbackUrl: ownInProduction(
    urlOr(
      'http://127.0.0.1:3000/api/v1/auth/oauth/google/callback',
      ['http:', 'https:'],
      'Where Google sends browsers back to, as it is registered there',
    ),
    isGoogleOn,
  ),
  googleIssuer: textOr('https://accounts.google.com', 'The issuer that id tokens must name'),
  googleAuthorizationUrl: urlOr(
    'https://accounts.google.com/o/oauth2/v2/auth',
    ['http:', 'https:'],
    'Where browsers are sent to sign in with Google',
  ),
  googleTokenUrl: urlOr(
    'https://oauth2.googleapis.com/token',
    ['http:', 'https:'],
    'Where codes of Google are exchanged',
  ),
  googleUserinfoUrl: urlOr(
    'https://www.googleapis.com/oauth2/v3/userinfo',
    ['http:', 'https:'],
    'The address of the profile of a Google account',
  ),
  googleJwksUrl: urlOr(
    'https://www.googleapis.com/oauth2/v3/certs',
    ['http:', 'https:'],
    'The keys that id tokens of Google are signed with',
  ),
  oauthPageUrl: ownInProduction(
    urlOr(
      'http://127.0.0.1:3000/signed-in',
      ['http:', 'https:'],
      'The page that gets the code after signing in with Google',
    ),
    isGoogleOn,
  ),
  oauthRedirects: list(
    'More pages that may get it, separated by commas; exactly as clients name them',
  ),
};

/** The settings of this service: what the environment may say, and the injection token of what it says. */
export class AuthServiceSettings extends defineSettings('auth', {
  ...platformSettings('auth'),
  ...postgresSettings,
  ...mailSettings,
  ...passwordSettings,
  ...sessionSettings,
  ...loginLimits,
  ...googleSettings,
  firstAdminEmail: optionalText(
    'The e-mail address of the first admin, who is registered at the start when there is no such account',
  ),
  firstAdminPassword: optionalText('The password of the first admin'),
  passwordResetUrl: ownInProduction(
    textOr(
      'http://127.0.0.1:3000/reset-password?token={token}',
      'The page that takes a new password; {token} is the secret from the mail',
    ),
  ),
  passwordResetMinutes: integerOr(
    15,
    { min: 1, max: 1440 },
    'How long the link to choose a new password is good, in minutes',
  ),
  unverifiedPermissionsWithheld: listOf(
    [Permission.orderCreate, Permission.instructorApply],
    PERMISSIONS,
    'Permissions that nobody has whose e-mail address is not confirmed, separated by commas; none withholds nothing',
  ),
  emailVerificationUrl: ownInProduction(
    textOr(
      'http://127.0.0.1:3000/verify-email?token={token}',
      'The page that confirms an e-mail address; {token} is the secret from the mail',
    ),
  ),
  emailVerificationHours: integerOr(
    24,
    { min: 1, max: 168 },
    'How long the link to confirm an e-mail address is good, in hours',
  ),
}) {}
