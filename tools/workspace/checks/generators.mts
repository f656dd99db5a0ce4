// Proves the generators on a copy of the workspace: what they make is formatted, compiles, lints, passes its tests and
// starts. The copy runs this same file, so that every tool in it works on the copy.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Tree } from '@nx/devkit';
import { FsTree, flushChanges } from 'nx/src/generators/tree.js';
import { buildTree } from '../build/build.mts';
import event from '../generators/event/generator.mts';
import rpc from '../generators/rpc/generator.mts';
import service from '../generators/service/generator.mts';
import { Failure, runTool } from '../shared/failure.mts';
import { ROOT, TYPE_CHECKER } from '../shared/paths.mts';
import { Steps } from '../shared/steps.mts';
import { startPlatform } from '../stack/platform.mts';
import { Run, cleanDeadRuns, onStopRequest } from '../stack/run.mts';
import { startStores } from '../stack/stores.mts';
import { testEnvironment } from '../stack/test-environment.mts';
import { command, stopCommands } from '../test/command.mts';

const SERVICES = ['newsletter', 'gift-card'];
/** As a user types them: one of each kind. */
const TYPED = [
  ['service', 'newsletter'],
  ['feature', 'newsletter', 'subscriber'],
  ['rpc', 'newsletter', 'newsletter.get-many', '--callers', 'gift-card'],
  ['event', 'newsletter', 'newsletter', 'sent', '--consumers', 'gift-card:sent-newsletter'],
];
const PROJECTS = [
  ...SERVICES.map((name) => `apps/${name}`),
  ...SERVICES.map((name) => `libs/types/${name}`),
];

/** What the generators change besides. */
const CHANGED = ['libs/types/platform', 'libs/common/i18n/src/locales', 'apps/e2e/project.json'];

const ENV: NodeJS.ProcessEnv = {
  ...process.env,
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  ESLINT_USE_FLAT_CONFIG: 'false',
  NODE_NO_WARNINGS: '1',
  NO_COLOR: '1',
};

const PARTS: Readonly<Record<string, () => Promise<number>>> = { generate, prove };

await runTool(PARTS[process.argv[2] ?? ''] ?? outside);

async function outside(): Promise<number> {
  await cleanDeadRuns();
  const run = new Run('test');
  const copy = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'course-plateform-generators-')));
  run.addFolder(copy);
  try {
    await copyWorkspace(copy);
    // One after the other: the tools read the table of services when they start.
    for (const part of Object.keys(PARTS)) if ((await runInside(copy, part)) !== 0) return 1;
    return 0;
  } finally {
    await run.end();
  }
}

async function copyWorkspace(copy: string): Promise<void> {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard'];
  const { ok, output } = await command('git', args);
  if (!ok) throw new Failure(`Git cannot list the files of the workspace:\n${output}`);
  const files = output
    .split('\n')
    .filter((file) => file !== '' && !file.startsWith('docs/images/'));
  for (const file of files) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    // A file may be gone that Git still knows.
    cpSync(path.join(ROOT, file), path.join(copy, file), { force: true, errorOnExist: false });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
}

function runInside(copy: string, part: string): Promise<number> {
  const file = path.join(copy, path.relative(ROOT, import.meta.filename));
  // The channel closes when this process is killed; the one inside then stops what it started.
  const child = spawn(process.execPath, [...process.execArgv, file, part], {
    cwd: copy,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  onStopRequest(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function prove(): Promise<number> {
  const steps = new Steps();
  const run = new Run('test');
  onStopRequest(() => {
    stopCommands();
    void run.end();
  });
  try {
    await steps.step('Build', () => buildTree());
    await steps.step('Migration', () => must('nx', ['g', 'migration', 'newsletter']));
    await steps.step('Contract', contract);
    onlyGenerated();
    await Promise.all([
      steps.step('Format', () => must('prettier', ['--check', ...PROJECTS, ...CHANGED])),
      steps.step('Types', () =>
        must('node', [TYPE_CHECKER, '--project', 'tsconfig.json', '--pretty', 'false']),
      ),
      steps.step('Lint', () =>
        must('eslint', ['--max-warnings', '0', '--ext', '.ts', ...PROJECTS]),
      ),
    ]);
    await proveRunning(run, steps);
    return 0;
  } finally {
    stopCommands();
    await run.end();
  }
}

async function generate(): Promise<number> {
  await new Steps().step('Generate', generateAll);
  return 0;
}

async function generateAll(): Promise<void> {
  const [first = [], ...others] = TYPED;
  await must('nx', ['g', ...first, '--skipFinish']);
  await generateHere((tree) =>
    service(tree, { name: 'gift-card', database: 'mongodb', skipFinish: true }),
  );
  for (const generation of others) await must('nx', ['g', ...generation, '--skipFinish']);
  // Into files that generators have written before.
  const again = { service: 'newsletter', skipFinish: true };
  await generateHere((tree) =>
    rpc(tree, { ...again, request: 'newsletter.find', callers: 'order' }),
  );
  const paid = { aggregate: 'newsletter', event: 'paid', consumers: 'gift-card:paid-newsletter' };
  await generateHere((tree) => event(tree, { ...again, ...paid }));
}

/** Runs a generator without the second or two that Nx takes to find it. */
async function generateHere(generator: (tree: Tree) => Promise<unknown>): Promise<void> {
  const tree = new FsTree(ROOT, false);
  await generator(tree);
  flushChanges(ROOT, tree.listChanges());
}

/** What `npm run generate` makes of the new services only, and the checks of documents and texts on all. */
async function contract(): Promise<void> {
  await Promise.all(
    SERVICES.map((name) => {
      const main = `dist/apps/${name}/src/main.js`;
      return must('node', [main, 'openapi', `apps/${name}/openapi.json`]);
    }),
  );
  await must('node', ['tools/workspace/generate/main.mts', 'errors', 'broker', 'asyncapi']);
  await must('node', ['tools/workspace/contract/main.mts', 'lint', ...SERVICES, 'events']);
  await must('node', [
    '--test',
    'tools/workspace/checks/documents.test.mts',
    'tools/workspace/checks/translations.test.mts',
  ]);
}

/** The compiler and the linter look at what is new, and at the rest only as far as that imports it. */
function onlyGenerated(): void {
  const config = { extends: './tsconfig.base.json', include: PROJECTS };
  writeFileSync(path.join(ROOT, 'tsconfig.json'), JSON.stringify(config));
}

async function proveRunning(run: Run, steps: Steps): Promise<void> {
  const stores = await steps.step('Stores', () =>
    startStores({ run, ports: 'free', persistent: false, urlsFrom: 'TEST_POSTGRES_URL' }),
  );
  await steps.step('Tests', () =>
    must(
      'node',
      [
        'node_modules/jest/bin/jest.js',
        '--maxWorkers',
        '2',
        '--projects',
        ...SERVICES.map((name) => `apps/${name}`),
      ],
      { ...ENV, ...testEnvironment(stores), NODE_OPTIONS: '--experimental-vm-modules' },
    ),
  );
  await steps.step('Start', async () => {
    const programs = [...SERVICES, 'gateway'];
    const platform = await startPlatform({ run, stores, programs, ports: 'free' });
    for (const route of ['newsletters', 'subscribers', 'gift-cards']) {
      const { status } = await fetch(`${platform.gatewayUrl}/api/v1/${route}`);
      if (status !== 401) throw new Failure(`GET /${route} without a token returns ${status}.`);
    }
    await platform.stop();
  });
}

async function must(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = ENV,
): Promise<void> {
  const { ok, output } = await command(program, args, env);
  if (!ok) throw new Failure(`\`${program} ${args.join(' ')}\` in the copy failed:\n${output}`);
}
