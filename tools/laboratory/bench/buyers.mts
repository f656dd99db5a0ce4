import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { databaseName } from '#workspace/stack/environment.mts';
import { Failure } from '#workspace/shared/failure.mts';
import type { Stage } from './stage.mts';

const PASSWORD = 'Bench-Password-1';

/** Access tokens of new users who may buy. */
export async function newBuyers(stage: Stage, count: number): Promise<string[]> {
  // Cheap hashes: what passwords cost has rows of its own.
  const auth = await stage.another('auth', { BCRYPT_COST: '4' });
  try {
    const emails = Array.from({ length: count }, () => `${randomUUID()}@example.com`);
    const url = `${auth.url}/api/v1/auth`;
    const user = { firstName: 'Grace', lastName: 'Hopper', password: PASSWORD };
    for (const email of emails) await post(`${url}/registrations`, { ...user, email });
    await verify(stage, emails);
    const tokens: string[] = [];
    for (const email of emails) {
      const session = await post<{ accessToken: string }>(`${url}/sessions`, {
        email,
        password: PASSWORD,
      });
      tokens.push(session.accessToken);
    }
    return tokens;
  } finally {
    await auth.server.stop();
  }
}

/** As if they had followed the links in their mails, which nobody of the bench reads. */
async function verify(stage: Stage, emails: readonly string[]): Promise<void> {
  const url = new URL(`/${databaseName('auth')}`, stage.stores.urls.postgres);
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    const text = 'update account set email_verified_at = now() where email = any($1)';
    await client.query(text, [emails]);
  } finally {
    await client.end();
  }
}

async function post<T>(url: string, body: object): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Failure(`${url}: ${response.status} ${text}`);
  return JSON.parse(text) as T;
}
