import { Client } from 'pg';
import { expiredToken } from '@course-plateform/common/testing';
import type { User } from './users';
import { type Platform, SIGNING_KEY_SECRET } from './platform';

/** Someone's access token as it would be an hour later; the platform's own key has signed it. */
export async function expiredTokenOf({ token }: User, { stores }: Platform): Promise<string> {
  const client = new Client({ connectionString: new URL('/auth', stores.postgres).href });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string; encryptedPrivateKey: string }>(
      `SELECT id, encrypted_private_key AS "encryptedPrivateKey" FROM signing_key WHERE state = 'current'`,
    );
    const [key] = rows;
    if (!key) throw new Error('There is no signing key');
    return await expiredToken(token, { ...key, secret: SIGNING_KEY_SECRET });
  } finally {
    await client.end();
  }
}
