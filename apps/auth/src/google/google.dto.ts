import { TextField } from '@course-plateform/types/platform';

export class OauthStartQuery {
  @TextField({
    max: 500,
    optional: true,
    description:
      'The page of the front end to come back to: exactly one of those that the operator has allowed; that of the platform when left out',
    example: 'https://app.example.com/signed-in',
  })
  redirect?: string;
}

/** The parameters of a callback (RFC 6749, 4.1.2; OpenID Connect), of which state and code are used. */
export class OauthCallbackQuery {
  @TextField({
    max: 500,
    optional: true,
    description:
      'What ties the response to the browser that started the flow; required for success',
    example: 'Yc2Vb0T9mQ7xRk4ZsA1d',
  })
  state?: string;

  @TextField({
    max: 2000,
    optional: true,
    description: 'The authorization code that is exchanged with Google',
    example: '4/0AX4XfWh',
  })
  code?: string;

  @TextField({
    max: 200,
    optional: true,
    description: 'Why Google did not sign the user in, such as `access_denied`',
    example: 'access_denied',
  })
  error?: string;

  @TextField({
    min: 0,
    max: 2000,
    optional: true,
    description: 'Sent by Google with an error; ignored',
    example: 'The user denied access.',
  })
  error_description?: string;

  @TextField({
    min: 0,
    max: 2000,
    optional: true,
    description: 'Sent by Google with an error; ignored',
    example: 'https://example.com/errors/1',
  })
  error_uri?: string;

  @TextField({
    min: 0,
    max: 2000,
    optional: true,
    description: 'Sent by Google; ignored',
    example: 'openid email profile',
  })
  scope?: string;

  @TextField({
    min: 0,
    max: 20,
    optional: true,
    description: 'Sent by Google; ignored',
    example: '0',
  })
  authuser?: string;

  @TextField({
    min: 0,
    max: 200,
    optional: true,
    description: 'Sent by Google; ignored',
    example: 'consent',
  })
  prompt?: string;

  @TextField({
    min: 0,
    max: 200,
    optional: true,
    description: 'Sent by Google for accounts of an organization; ignored',
    example: 'example.com',
  })
  hd?: string;

  @TextField({
    min: 0,
    max: 500,
    optional: true,
    description: 'Sent by Google (RFC 9207); ignored',
    example: 'https://accounts.google.com',
  })
  iss?: string;

  @TextField({
    min: 0,
    max: 500,
    optional: true,
    description: 'Sent by Google; ignored',
    example: 'a1b2c3d4',
  })
  session_state?: string;
}

export class OauthExchangeCreateDto {
  @TextField({
    max: 100,
    description: "The code in the fragment of the front end's page; it works once, for a minute",
    example: 'k3VbT0w6m1nQxZr8yE5sUaJcF2hLpD9gYtRiWqXoNuM',
  })
  code!: string;
}

export class IdentityCreateDto {
  @TextField({
    max: 100,
    description: 'The `linkTicket` of the `auth.link_required` problem',
    example: 'k3VbT0w6m1nQxZr8yE5sUaJcF2hLpD9gYtRiWqXoNuM',
  })
  linkTicket!: string;

  @TextField({
    max: 128,
    verbatim: true,
    description: 'The password of the account that has the same e-mail address',
    example: 'Password123',
  })
  password!: string;
}
