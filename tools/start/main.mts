import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildTree } from '../build/build.mts';
import { Failure, describe, runTool } from '../shared/failure.mts';
import { LOG_DIR, ROOT, STACK_DIR } from '../shared/paths.mts';
import { Steps, seconds } from '../shared/steps.mts';
import {
  DEMO_ACCOUNTS_FILE,
  DEMO_ADMIN,
  GATEWAY,
  PROGRAMS,
  programEnvironment,
} from '../stack/environment.mts';
import { type Platform, startPlatform } from '../stack/platform.mts';
import { checkPorts, exists } from '../stack/programs.mts';
import { Run, cleanDeadRuns, liveRuns, onStopRequest } from '../stack/run.mts';
import { STORE_NAMES, STORE_TITLES } from '../stack/store-names.mts';
import { type Stores, startStores } from '../stack/stores.mts';

const HELP = `Starts the whole platform: stores, ten services, the gateway, and a demo the first time.

  npm start                          everything
  npm start -- --only course,user    these services (and the gateway), with all stores
  npm start -- --no-seed             without the demo
  npm run stack -- status            what runs, where
  npm run stack -- logs [service]    what they write
  npm run stack -- stop              stops a start in another terminal
  npm run stack -- reset             removes all data

Settings in the environment: POSTGRES_URL, MONGODB_URL, NATS_URL, REDIS_URL take a server of yours in the place of a
built-in one (\`docker compose up -d\` starts all four); POSTGRES_PORT, MONGODB_PORT, NATS_PORT, REDIS_PORT say where
the built-in ones listen. Every setting of .env.example works too.
`;

const SEED = path.join(ROOT, 'dist', 'tools', 'seed', 'src', 'main.js');
const SEEDED_FILE = path.join(STACK_DIR, 'seeded');

await runTool(async () => {
  const options = readOptions();
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const began = performance.now();
  const steps = new Steps();
  await makeRoom(steps);
  const programs = choosePrograms(options.only, steps);
  await checkPorts(programs);

  const run = new Run('start');
  let requested = (): void => undefined;
  const stopRequested = new Promise<'stop'>((resolve) => {
    requested = () => resolve('stop');
  });
  onStopRequest(() => requested());
  // A promise alone does not keep Node running.
  const alive = setInterval(() => undefined, 60_000);
  try {
    const outcome = await Promise.race([
      bringUp(run, steps, programs, options.seed),
      stopRequested,
    ]);
    if (outcome !== 'stop') {
      steps.say(table(outcome, began));
      await stopRequested;
    }
  } finally {
    clearInterval(alive);
    await steps.step('Stop', () => run.end());
  }
  return 0;
});

function readOptions(): { help: boolean; only: string | undefined; seed: boolean } {
  try {
    const { values } = parseArgs({
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        only: { type: 'string' },
        'no-seed': { type: 'boolean', default: false },
      },
    });
    return { help: values.help, only: values.only, seed: !values['no-seed'] };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('.')[0] ?? '') : '';
    throw new Failure(`${reason}. \`npm start -- --help\` tells the options.`);
  }
}

/** Cleans up after a killed run and refuses to start twice. */
async function makeRoom(steps: Steps): Promise<void> {
  const [other] = liveRuns('start');
  if (other) {
    throw new Failure(
      `The platform runs already (process ${other.owner.pid}). \`npm run stack -- status\` shows it, ` +
        '`npm run stack -- stop` stops it.',
    );
  }
  const cleaned = await cleanDeadRuns();
  if (cleaned > 0) steps.say(`✔ Stopped ${cleaned} processes that an earlier, killed run had left`);
}

function choosePrograms(only: string | undefined, steps: Steps): string[] {
  const names = only?.split(',').map((name) => name.trim());
  const unknown = names?.filter((name) => !PROGRAMS.includes(name)) ?? [];
  if (unknown.length > 0) {
    throw new Failure(
      `There is no service called ${unknown.join(', ')}. There are: ${PROGRAMS.join(', ')}.`,
    );
  }
  const wanted = names ? [...new Set([...names, GATEWAY])] : PROGRAMS;
  const absent = wanted.filter((program) => !exists(program));
  if (absent.length > 0) steps.say(`– Not written yet, left out: ${absent.join(', ')}`);
  return wanted.filter(exists);
}

async function bringUp(
  run: Run,
  steps: Steps,
  programs: readonly string[],
  seed: boolean,
): Promise<Platform> {
  const onDeath = (name: string, sentence: string): void =>
    steps.say(`✖ ${sentence}\n  The others go on. \`npm run stack -- logs ${name}\` shows more.`);
  mkdirSync(LOG_DIR, { recursive: true });
  for (const name of [...programs, ...STORE_NAMES]) {
    rmSync(path.join(LOG_DIR, `${name}.log`), { force: true });
  }
  const [stores] = await Promise.all([
    steps.step(
      'Stores',
      () =>
        startStores({
          run,
          dataDir: path.join(STACK_DIR, 'data'),
          ports: 'fixed',
          persistent: true,
          urlsFrom: 'POSTGRES_URL',
          brokerUsers: true,
          onDeath,
        }),
      sources,
    ),
    steps.step(
      'Build',
      () => buildTree(),
      ({ built }) => `${built} files`,
    ),
  ]);
  for (const name of STORE_NAMES) run.addAddress(STORE_TITLES[name], withoutSecret(stores, name));
  const platform = await steps.step(
    'Services',
    () =>
      startPlatform({
        run,
        stores,
        programs,
        ports: 'fixed',
        onDeath,
        onReady: (program, ms) => steps.say(`  ✔ ${program}  ${(ms / 1000).toFixed(1)} s`),
      }),
    ({ programs: started }) => `${started.length} ready`,
  );
  for (const program of programs) run.addAddress(program, platform.serviceUrl(program));
  if (seed) await seedOnce(steps, platform);
  return platform;
}

function sources({ byName }: Stores): string {
  return STORE_NAMES.map((name) => `${STORE_TITLES[name]} ${byName[name].source}`).join(', ');
}

function withoutSecret({ urls }: Stores, name: (typeof STORE_NAMES)[number]): string {
  const url = new URL(urls[name]);
  url.username = '';
  url.password = '';
  return url.href;
}

async function seedOnce(steps: Steps, platform: Platform): Promise<void> {
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

function table(platform: Platform, began: number): string {
  const line = (name: string, text: string): string => `  ${name.padEnd(16)}${text}`;
  const services = platform.programs.filter((program) => program !== GATEWAY);
  return [
    '',
    line('Portal', platform.programs.includes(GATEWAY) ? platform.gatewayUrl : 'not started'),
    ...services.map((program) => line(program, `${platform.serviceUrl(program)}/docs`)),
    '',
    ...demoAccounts().map(({ role, email, password }) => line(role, `${email}  ${password}`)),
    '',
    `Ready after ${seconds(began)}. Ctrl-C stops everything; the data stays.`,
  ].join('\n');
}

interface DemoAccount {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

function demoAccounts(): DemoAccount[] {
  const admin = { role: 'admin', ...DEMO_ADMIN };
  if (!existsSync(DEMO_ACCOUNTS_FILE)) return [admin];
  try {
    return JSON.parse(readFileSync(DEMO_ACCOUNTS_FILE, 'utf8')) as DemoAccount[];
  } catch (error) {
    process.stderr.write(`The list of demo accounts cannot be read: ${describe(error)}\n`);
    return [admin];
  }
}
