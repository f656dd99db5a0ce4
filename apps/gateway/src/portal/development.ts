import { readFile } from 'node:fs/promises';
import type { GatewaySettings } from '../env';

/** An account of the demo. */
export interface DemoAccount {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

/** What the first page shows on a developer's machine and nowhere else. */
export interface Development {
  readonly accounts: readonly DemoAccount[];
  readonly mailboxUrl: string | undefined;
}

/** Reads who can sign in; the demo may be filled in after the start. @returns undefined in production */
export async function readDevelopment(settings: GatewaySettings): Promise<Development | undefined> {
  if (settings.nodeEnv === 'production') return undefined;
  const { demoAccountsFile, mailboxPageUrl } = settings;
  const accounts = demoAccountsFile === undefined ? [] : await readAccounts(demoAccountsFile);
  return { accounts, mailboxUrl: mailboxPageUrl };
}

async function readAccounts(file: string): Promise<DemoAccount[]> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as DemoAccount[];
  } catch (error) {
    if (Reflect.get(Object(error), 'code') === 'ENOENT') return [];
    throw error;
  }
}
