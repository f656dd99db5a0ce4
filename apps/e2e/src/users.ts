import { type PlatformClient, type Schemas, createClient, unwrap } from '@course-plateform/client';
import { type Reachable, confirmEmail } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';

/** The sample password of the user's document; it satisfies the rules. */
export const PASSWORD = 'Password123';

/** Someone who is signed in. */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly role: string;
  readonly token: string;
  readonly client: PlatformClient;
  /** Signs in again, for a token with the rights of a new role. */
  signInAgain(): Promise<User>;
}

/** A visitor who is not signed in. */
export function visitor(baseUrl: string): PlatformClient {
  return createClient({ baseUrl });
}

/** Signs up someone new, who confirms the address and has all rights of a learner. */
export async function register(place: Reachable, firstName: string): Promise<User> {
  const email = `${firstName.toLowerCase()}-${crypto.randomUUID().slice(0, 8)}@example.com`;
  const anybody = visitor(place.gatewayUrl);
  const { refreshToken } = await unwrap(
    anybody.POST('/api/v1/auth/registrations', {
      body: { firstName, lastName: 'Example', email, password: PASSWORD },
    }),
  );
  await eventually(`a confirmed address of ${firstName}`, () => confirmEmail(place, email), 30_000);
  const session = await unwrap(
    anybody.POST('/api/v1/auth/token-refreshes', { body: { refreshToken } }),
  );
  return userOf(place.gatewayUrl, session, () => signIn(place.gatewayUrl, email, PASSWORD));
}

export async function signIn(baseUrl: string, email: string, password: string): Promise<User> {
  const session = await unwrap(
    visitor(baseUrl).POST('/api/v1/auth/sessions', { body: { email, password } }),
  );
  return userOf(baseUrl, session, () => signIn(baseUrl, email, password));
}

/** The user of a session. */
export function userOf(
  baseUrl: string,
  { user, accessToken }: Schemas['SignInResponse'],
  signInAgain: () => Promise<User>,
): User {
  const client = createClient({ baseUrl, token: accessToken });
  return { ...user, token: accessToken, client, signInAgain };
}
