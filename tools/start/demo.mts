import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failure, describe } from '../shared/failure.mts';
import { ROOT, STACK_DIR } from '../shared/paths.mts';
import type { Steps } from '../shared/steps.mts';
import {
  DEMO_ACCOUNTS_FILE,
  DEMO_ADMIN,
  PROGRAMS,
  programEnvironment,
} from '../stack/environment.mts';
import type { Platform } from '../stack/platform.mts';

const SEED = path.join(ROOT, 'dist', 'tools', 'seed', 'src', 'main.js');
const SEEDED_FILE = path.join(STACK_DIR, 'seeded');

/** Fills in the demo unless these stores have it already. */
export async function seedOnce(steps: Steps, platform: Platform): Promise<void> {
  if (!existsSync(SEED)) return;
  // Another server in the environment is another, empty place.
  const place = platform.stores.urls.postgres;
  if (existsSync(SEEDED_FILE) && readFileSync(SEEDED_FILE, 'utf8') === place) return;
  if (platform.programs.length < PROGRAMS.length) {
    steps.say('– The demo needs all services, left out');
    return;
  }
  await steps.step('Demo', () => runSeed(platform));
  writeFileSync(SEEDED_FILE, place);
}

function runSeed(platform: Platform): Promise<void> {
  const child = spawn(process.execPath, ['--enable-source-maps', SEED], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...programEnvironment({ program: 'seed', ports: new Map(), stores: platform.stores.urls }),
      GATEWAY_URL: platform.gatewayUrl,
      DEMO_ACCOUNTS_FILE,
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

/** Somebody who can sign in to the demo. */
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
