import { spawn } from 'node:child_process';
import path from 'node:path';
import { Failure } from '../shared/failure.mts';
import { ROOT } from '../shared/paths.mts';
import { programEnvironment } from './environment.mts';
import type { Platform } from './platform.mts';

/** Where the built program that makes the demo starts. */
export const SEED_PROGRAM = path.join(ROOT, 'dist', 'tools', 'workspace', 'seed', 'src', 'main.js');

export interface SeedOptions {
  /** Gets the accounts: a JSON array of `{ role, email, password }`. */
  readonly accountsFile: string;
  /** Where the users of the demo read their mails; undefined when they need not confirm their addresses. */
  readonly mailboxUrl: string | undefined;
  /** Settings of the platform besides the usual ones, such as its first administrator. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Fills a platform with the demo.
 * @throws Failure with the seed's own words when it cannot
 */
export function seedDemo(
  platform: Platform,
  { accountsFile, mailboxUrl, settings }: SeedOptions,
): Promise<void> {
  const child = spawn(process.execPath, ['--enable-source-maps', SEED_PROGRAM], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...programEnvironment({
        program: 'seed',
        ports: new Map(),
        stores: platform.stores.urls,
        overrides: settings,
      }),
      GATEWAY_URL: platform.gatewayUrl,
      DEMO_ACCOUNTS_FILE: accountsFile,
      MAILBOX_URL: mailboxUrl,
    },
  });
  let words = '';
  child.stderr.on('data', (data: Buffer) => (words += data.toString('utf8')));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Failure(`The demo could not be made: ${words.trim().slice(-2000)}`));
    });
  });
}
