import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildTree } from '#workspace/build/build.mts';
import { Failure, runTool } from '#workspace/shared/failure.mts';
import { ROOT } from '#workspace/shared/paths.mts';
import { onStopRequest } from '#workspace/stack/run.mts';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Node runs this file as it is and knows no path aliases
import { SERVICES } from '../../../libs/types/platform/src/services.ts';

interface ResilienceTest {
  readonly promise: string;
  /** The arguments of Node: the program that tests it, and its options. */
  readonly args: readonly string[];
}

const journey = (name: string): readonly string[] => [
  ...['node_modules/jest/bin/jest.js', '--config', 'apps/e2e/jest.config.js', '--forceExit'],
  ...['--testPathPatterns', 'together', '--testNamePattern', `\\b${name}\\b`],
];

/** Specs of services, with stores of their own. */
const specs = (pattern: string, ...projects: readonly string[]): readonly string[] => [
  ...[
    'tools/workspace/stack/main.mts',
    'exec',
    'node',
    'node_modules/jest/bin/jest.js',
    '--forceExit',
  ],
  ...['--projects', ...projects, '--testPathPatterns', pattern],
];

const TESTS: Readonly<Record<string, ResilienceTest>> = {
  A2: {
    promise:
      'a relay publishes 1,000 events a second, a consumer handles 500, a single event within 300 ms',
    args: ['tools/laboratory/bench/main.mts', '--only', 'events', '--strict'],
  },
  A1: {
    promise: 'crashes of order, user-progress and Stripe lose no purchase by card and double none',
    args: journey('A1'),
  },
  B1: {
    promise:
      'a poison event moves to the dead letters within 60 s, later ones flow, and a replay handles it',
    args: journey('B1'),
  },
  B2: {
    promise:
      'no event is lost when the broker loses its data: a replay of the outboxes restores it',
    args: journey('B2'),
  },
  C1: {
    promise: 'the broker lets a service do what its contracts say, and nothing else',
    args: ['--test', '--test-reporter', 'spec', 'tools/workspace/broker/permissions.test.mts'],
  },
  D1: {
    promise:
      'a hanging broker costs a limited time: 503 within 3 s, success 2 s after its return, no restart',
    args: journey('D1'),
  },
  E1: {
    promise: 'paid and refunded in any order and multiplicity end without access',
    args: journey('E1'),
  },
  F1: {
    promise:
      'webhooks that come twice, late, in any order or never leave books and enrollments right',
    args: journey('F1'),
  },
  F2: {
    promise: 'crashes and double clicks around calls to Stripe: one order, one charge, one refund',
    args: journey('F2'),
  },
  F3: {
    promise: 'no price, amount, buyer or role that a client sends has any effect',
    args: journey('F3'),
  },
  COUPONS: {
    promise: 'fifty concurrent orders on a coupon of ten give exactly ten, also when order crashes',
    args: journey('COUPONS'),
  },
  H1: {
    promise:
      'every route treats every role and anonymous callers as its policy says; an ended token is refused within 5 s',
    args: [
      ...['node_modules/jest/bin/jest.js', '--config', 'apps/e2e/jest.config.js', '--forceExit'],
      ...['--testPathPatterns', 'journey'],
    ],
  },
  I1: {
    promise: 'every service refuses every invalid token, over HTTP and over NATS',
    args: specs('tokens', ...SERVICES.map(({ name }) => `apps/${name}`)),
  },
  I2: {
    promise: 'a refresh token works once; reuse ends the session, a race does not',
    args: specs('token-refresh', 'apps/auth'),
  },
  I3: {
    promise: 'neither the response nor its duration reveals who has an account',
    args: ['tools/laboratory/bench/main.mts', '--only', 'identity', '--strict'],
  },
  N1: {
    promise: '100 payments with eight crashes among them leave no gap in the numbers of invoices',
    args: journey('N1'),
  },
  Q1: {
    promise:
      'a key stays claimed while its request runs, and is free 5 s after its process crashed',
    args: journey('Q1'),
  },
};

const HELP = `Runs the resilience tests in their long form, and prints their counts.

  npm run resilience                     all of them, in some minutes
  npm run resilience -- B1 D1            some of them
  npm run resilience -- B1 --seed 42     with the random choices of an earlier run
  npm run resilience -- A1 F1 --full     as much as their promises name, in up to a quarter of an hour each

${Object.entries(TESTS)
  .map(([name, { promise }]) => `  ${name}  ${promise}`)
  .join('\n')}
`;

await runTool(async () => {
  const { values, positionals } = parseArgs({
    options: {
      seed: { type: 'string' },
      full: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
    allowPositionals: true,
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const names = choose(positionals);
  const seed = readSeed(values.seed);
  await buildTree();
  const failed: string[] = [];
  for (const name of names) {
    process.stdout.write(`\n${name}  ${TESTS[name]?.promise ?? ''}\n`);
    const settings = {
      RESILIENCE_SEED: String(seed),
      RESILIENCE_SIZE: values.full ? 'full' : 'usual',
    };
    if (!(await passes(TESTS[name]?.args ?? [], settings))) failed.push(name);
  }
  process.stdout.write(
    `\n${names.length - failed.length} of ${names.length} passed, seed ${seed}\n`,
  );
  if (failed.length > 0) throw new Failure(`Failed: ${failed.join(', ')}.`);
  return 0;
});

function choose(wanted: readonly string[]): readonly string[] {
  const all = Object.keys(TESTS);
  const names = wanted.map((name) => name.toUpperCase());
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    throw new Failure(`There is no test ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  }
  return names.length > 0 ? names : all;
}

function readSeed(text: string | undefined): number {
  const seed = text === undefined ? randomInt(2 ** 31) : Number(text);
  if (Number.isInteger(seed)) return seed;
  throw new Failure(`"${text ?? ''}" is no seed: it is a whole number.`);
}

function passes(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<boolean> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      RESILIENCE_FORM: 'long',
      ...settings,
      NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
      PATH: `${path.join(ROOT, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
    },
  });
  onStopRequest(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0));
  });
}
