import { setTimeout as pause } from 'node:timers/promises';
import { type PlatformClient, createClient, unwrap } from '@course-plateform/client';
// eslint-disable-next-line @nx/enforce-module-boundaries -- the index of that library brings everything that tests need
import { type Reachable, confirmEmail } from '../../../../libs/common/testing/src/confirm-email';
import { PASSWORD } from './demo';

/** A mail comes within seconds; this is for a machine that is busy. */
const MAIL_WITHIN_MS = 20_000;

/** Where the demo is made. */
export interface Place {
  readonly gatewayUrl: string;
  /** Without it nobody confirms an address. */
  readonly mailboxUrl: string | undefined;
}

/** Someone who is signed in. */
export interface Account {
  readonly role: string;
  readonly email: string;
  readonly client: PlatformClient;
}

export async function signIn(baseUrl: string, email: string, password: string): Promise<Account> {
  const anonymous = createClient({ baseUrl });
  const { accessToken, user } = await unwrap(
    anonymous.POST('/api/v1/auth/sessions', { body: { email, password } }),
  );
  return { role: user.role, email, client: createClient({ baseUrl, token: accessToken }) };
}

/** Registers and confirms the address, which is needed to buy and to apply. */
export async function register(
  { gatewayUrl: baseUrl, mailboxUrl }: Place,
  role: string,
  firstName: string,
  lastName: string,
): Promise<Account> {
  const email = `${plain(firstName)}.${plain(lastName)}@example.com`;
  const anonymous = createClient({ baseUrl });
  const { accessToken, refreshToken } = await unwrap(
    anonymous.POST('/api/v1/auth/registrations', {
      body: { firstName, lastName, email, password: PASSWORD },
    }),
  );
  if (mailboxUrl === undefined) {
    return { role, email, client: createClient({ baseUrl, token: accessToken }) };
  }
  await confirm({ gatewayUrl: baseUrl, mailboxUrl }, email);
  const { accessToken: token } = await unwrap(
    anonymous.POST('/api/v1/auth/token-refreshes', { body: { refreshToken } }),
  );
  return { role, email, client: createClient({ baseUrl, token }) };
}

async function confirm(place: Reachable, email: string): Promise<void> {
  const ends = Date.now() + MAIL_WITHIN_MS;
  while (Date.now() < ends) {
    if (await confirmEmail(place, email)) return;
    await pause(20);
  }
  throw new Error(`${email} got no mail within ${MAIL_WITHIN_MS} ms`);
}

/** Registers, applies, is accepted, and signs in again with the new rights. */
export async function registerInstructor(
  place: Place,
  admin: Account,
  firstName: string,
  lastName: string,
): Promise<Account> {
  const { client, email } = await register(place, 'instructor', firstName, lastName);
  const { id } = await unwrap(
    client.POST('/api/v1/instructor-applications', {
      body: { motivation: `${firstName} has taught for years and wants to reach more people.` },
    }),
  );
  await unwrap(
    admin.client.POST('/api/v1/instructor-applications/{id}/decisions', {
      params: { path: { id } },
      body: { decision: 'approve' },
    }),
  );
  return signInWithNewRights(place.gatewayUrl, email);
}

/** The auth service hears of the new role within seconds; until then a sign-in still gives the old one. */
async function signInWithNewRights(baseUrl: string, email: string): Promise<Account> {
  for (let tries = 0; tries < 40; tries += 1) {
    await pause(100);
    const account = await signIn(baseUrl, email, PASSWORD);
    if (account.role === 'instructor') return account;
  }
  throw new Error(`${email} did not become an instructor`);
}

function plain(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}
