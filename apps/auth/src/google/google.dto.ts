import { TextField } from '@course-plateform/types/platform';

export class OauthStartQuery {
  @TextField({
    max: 500,
    optional: true,
    description: 'One of the pages that are allowed; exactly',
  })
  redirect?: string;
}

/** What providers add (RFC 6749, 4.1.2; OpenID Connect); only state and code matter. */
export class OauthCallbackQuery {
  @TextField({ max: 500, optional: true })
  state?: string;

  @TextField({ max: 2000, optional: true })
  code?: string;

  @TextField({ max: 200, optional: true })
  error?: string;

  @TextField({ min: 0, max: 2000, optional: true })
  error_description?: string;

  @TextField({ min: 0, max: 2000, optional: true })
  error_uri?: string;

  @TextField({ min: 0, max: 2000, optional: true })
  scope?: string;

  @TextField({ min: 0, max: 20, optional: true })
  authuser?: string;

  @TextField({ min: 0, max: 200, optional: true })
  prompt?: string;

  @TextField({ min: 0, max: 200, optional: true })
  hd?: string;

  @TextField({ min: 0, max: 500, optional: true })
  iss?: string;

  @TextField({ min: 0, max: 500, optional: true })
  session_state?: string;
}

export class OauthExchangeCreateDto {
  @TextField({ max: 100, description: 'The code in the address of the page' })
  code!: string;
}

export class IdentityCreateDto {
  @TextField({ max: 100, description: 'From the answer auth.link_required' })
  linkTicket!: string;

  @TextField({ max: 128, verbatim: true, description: 'Of the account with the same address' })
  password!: string;
}
