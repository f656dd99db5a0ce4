import { setTimeout as pause } from 'node:timers/promises';
import { type PlatformClient, createClient, unwrap } from '@course-plateform/client';
import { PASSWORD } from './demo';

/** Somebody who is signed in. */
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

export async function register(
  baseUrl: string,
  role: string,
  firstName: string,
  lastName: string,
): Promise<Account> {
  const email = `${plain(firstName)}.${plain(lastName)}@example.com`;
  const { accessToken } = await unwrap(
    createClient({ baseUrl }).POST('/api/v1/auth/registrations', {
      body: { firstName, lastName, email, password: PASSWORD },
    }),
  );
  return { role, email, client: createClient({ baseUrl, token: accessToken }) };
}

/** Registers, applies, is accepted, and signs in again with the new rights. */
export async function registerInstructor(
  baseUrl: string,
  admin: Account,
  firstName: string,
  lastName: string,
): Promise<Account> {
  const { client, email } = await register(baseUrl, 'instructor', firstName, lastName);
  const { id } = await unwrap(
    client.POST('/api/v1/instructor-applications', {
      body: { motivation: `${firstName} has taught for years and wants to reach more people.` },
    }),
  );
  await unwrap(
    admin.client.POST('/api/v1/instructor-applications/{id}/decisions', {
      params: { path: { id } },
      body: { decision: 'accepted' },
    }),
  );
  return signInWithNewRights(baseUrl, email);
}

/** The auth service hears of the new role within moments; until then a sign-in still gives the old one. */
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
