import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe } from '../shared/failure.mts';
import { STACK_DIR } from '../shared/paths.mts';
import type { Steps } from '../shared/steps.mts';
import { DEMO_ACCOUNTS_FILE, DEMO_ADMIN, PROGRAMS } from '../stack/environment.mts';
import type { Platform } from '../stack/platform.mts';
import { SEED_PROGRAM, seedDemo } from '../stack/seed.mts';

const SEEDED_FILE = path.join(STACK_DIR, 'seeded');

/** Fills in the demo unless these stores have it already. */
export async function seedOnce(
  steps: Steps,
  platform: Platform,
  mailboxUrl: string | undefined,
): Promise<void> {
  if (!existsSync(SEED_PROGRAM)) return;
  // Another server in the environment is another, empty place.
  const place = platform.stores.urls.postgres;
  if (existsSync(SEEDED_FILE) && readFileSync(SEEDED_FILE, 'utf8') === place) return;
  if (platform.programs.length < PROGRAMS.length) {
    steps.print('– The demo needs all services, left out');
    return;
  }
  // Users of the demo confirm their addresses first, and nobody can read mails at a server of someone's.
  if (!mailboxUrl && process.env['UNVERIFIED_PERMISSIONS_WITHHELD'] !== 'none') {
    steps.print('– The demo needs the mailbox, or UNVERIFIED_PERMISSIONS_WITHHELD=none, left out');
    return;
  }
  await steps.step('Demo', () =>
    seedDemo(platform, { accountsFile: DEMO_ACCOUNTS_FILE, mailboxUrl }),
  );
  writeFileSync(SEEDED_FILE, place);
}

/** Someone who can sign in to the demo. */
export interface DemoAccount {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

/** Who can sign in: the administrator alone as long as there is no demo. */
export function demoAccounts(): DemoAccount[] {
  const admin = { role: 'admin', ...DEMO_ADMIN };
  if (!existsSync(DEMO_ACCOUNTS_FILE)) return [admin];
  try {
    return JSON.parse(readFileSync(DEMO_ACCOUNTS_FILE, 'utf8')) as DemoAccount[];
  } catch (error) {
    process.stderr.write(`The list of demo accounts cannot be read: ${describe(error)}\n`);
    return [admin];
  }
}
