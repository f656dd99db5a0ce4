import { createHash } from 'node:crypto';

/** What the stand-in vouches for: the claims of OpenID Connect Core 5.1 that the platform reads. */
export interface User {
  readonly sub: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly name: string;
  readonly given_name: string;
  readonly family_name: string;
}

/**
 * The user that someone chose to be. The same address is the same user, also after a restart.
 * @param query of the authorization request; `login_hint` is the address, the names are optional
 */
export function userOf(query: URLSearchParams): User {
  const email = query.get('login_hint')?.trim() ?? '';
  const [local = ''] = email.split('@');
  const [first = '', ...rest] = local.split(/[._-]+/).map(capitalized);
  const given_name = query.get('given_name') || first;
  const family_name = query.get('family_name') || rest.join(' ');
  return {
    sub: createHash('sha256').update(email.toLowerCase()).digest('hex').slice(0, 21),
    email,
    email_verified: query.get('email_verified') !== 'false',
    name: `${given_name} ${family_name}`.trim(),
    given_name,
    family_name,
  };
}

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
