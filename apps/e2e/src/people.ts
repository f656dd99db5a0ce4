import { type PlatformClient, type Schemas, createClient, unwrap } from '@course-plateform/client';
import { type Reachable, confirmEmail } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';

/** The sample password of the user's document; it satisfies the rules. */
export const PASSWORD = 'Password123';

/** Somebody who is signed in. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly role: string;
  readonly token: string;
  readonly client: PlatformClient;
  /** Signs in again, for a token with the rights of a new role. */
  signInAgain(): Promise<Person>;
}

/** A visitor who is not signed in. */
export function visitor(baseUrl: string): PlatformClient {
  return createClient({ baseUrl });
}

/** Signs up somebody new, who confirms the address and has all rights of a learner. */
export async function register(place: Reachable, firstName: string): Promise<Person> {
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
  return personOf(place.gatewayUrl, session, () => signIn(place.gatewayUrl, email, PASSWORD));
}

export async function signIn(baseUrl: string, email: string, password: string): Promise<Person> {
  const session = await unwrap(
    visitor(baseUrl).POST('/api/v1/auth/sessions', { body: { email, password } }),
  );
  return personOf(baseUrl, session, () => signIn(baseUrl, email, password));
}

/** Whose session it is. */
export function personOf(
  baseUrl: string,
  { user, accessToken }: Schemas['SignInResponse'],
  signInAgain: () => Promise<Person>,
): Person {
  const client = createClient({ baseUrl, token: accessToken });
  return { ...user, token: accessToken, client, signInAgain };
}
