import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { GENERATED, type Generated, Snapshot } from '../checks/drift.mts';
import { Failure, describe, runTool } from '../shared/failure.mts';
import { ROOT, TYPE_CHECKER } from '../shared/paths.mts';
import { Steps } from '../shared/steps.mts';
import { Run, cleanDeadRuns, onStopRequest } from '../stack/run.mts';
import { startStores } from '../stack/stores.mts';
import { testEnvironment } from '../stack/test-environment.mts';
import { parted } from './arguments.mts';
import { type Outcome, command, commandBehind, stopCommands } from './command.mts';
import { forgetCoverage, reportCoverage } from './coverage.mts';
import { Tally, reportFile } from './report.mts';
import { watch } from './watch.mts';

const HELP = `Proves everything: format, lint, types, generated files, tests, journeys.

  npm test                               everything
  npm test -- review common-http         the tests of these projects only
  npm test -- review -t "refuses"        with options for Jest
  npm test -- review --watch             again whenever a file is saved
  npm test -- --watch                    the same for every project
  npm test -- review --coverage          with a report of what the tests have run
  npm test -- --coverage                 the same for everything
`;

const { FORCE_COLOR: _, ...inherited } = process.env;

const ENV: NodeJS.ProcessEnv = {
  ...inherited,
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  ESLINT_USE_FLAT_CONFIG: 'false',
  NO_COLOR: '1',
};

const steps = new Steps();
const tally = new Tally();

await runTool(async () => {
  const args = process.argv.slice(2);
  if (args[0] === '--help' || args[0] === '-h') {
    process.stdout.write(HELP);
    return 0;
  }
  const { projects, options } = parted(args);
  const coverage = options.includes('--coverage');
  const watching = options.some((option) => option.startsWith('--watch'));
  const forAll = watching || options.every((option) => option === '--coverage');
  if (projects.length === 0 && !forAll) {
    throw new Failure(
      'Name the project that the options are for. `npm test -- --help` tells more.',
    );
  }
  await cleanDeadRuns();
  const run = new Run('test');
  let stopped = false;
  let stop = stopCommands;
  onStopRequest(() => {
    stopped = true;
    stop();
  });
  try {
    if (watching) return await watch(run, projects, options, (end) => (stop = end));
    if (coverage) forgetCoverage();
    await (projects.length > 0
      ? some(run, projects, options)
      : everything(run, options, () => stopped));
  } finally {
    await run.end();
  }
  if (stopped) throw new Failure('Stopped before the end.');
  return conclude();
});

function conclude(): number {
  if (tally.failed > 0) process.stdout.write(`\n${tally.list()}\n`);
  process.stdout.write(`${tally.passed} passed, ${tally.failed} failed\n`);
  return tally.failed > 0 || tally.passed === 0 ? 1 : 0;
}

async function everything(
  run: Run,
  options: readonly string[],
  isStopped: () => boolean,
): Promise<void> {
  const inOrder = async (...works: readonly (() => Promise<unknown>)[]): Promise<void> => {
    for (const work of works) if (!isStopped()) await work();
  };
  await inOrder(...GENERATED.map((generated) => () => drift(generated)));
  // Types first: the soonest to tell that something is wrong. The journeys call with the clients that are made here.
  await Promise.all([inOrder(types, contract, generatedClients, clientPackage), generators()]);
  await inOrder(
    () => tests(run, options),
    () => run.stop(),
    // Journeys wait for a third of their time. What only reads the tree has the processors then.
    () => Promise.all([journeys(), inOrder(format, lint, workspace)]),
  );
}

/** One step that counts as one: it passes or fails as a whole. */
async function check(title: string, work: () => Promise<Outcome>): Promise<boolean> {
  try {
    await steps.step(title, async () => {
      const { ok, output } = await work();
      if (!ok) throw new Failure(output);
    });
    tally.pass();
    return true;
  } catch (error) {
    tally.fail(title, describe(error));
    return false;
  }
}

/** As with tests, Nx knows when nothing that it depends on has changed since it last passed. */
function generators(): Promise<boolean> {
  return check('Generators', () =>
    command('nx', ['run', 'tools-workspace:generators', '--output-style', 'static'], ENV),
  );
}

function contract(): Promise<boolean> {
  return check('Contract', () => contractTool('breaking'));
}

function generatedClients(): Promise<boolean> {
  return check('Generators of clients', () => contractTool('generators', '--no-java'));
}

function contractTool(...args: readonly string[]): Promise<Outcome> {
  return command('node', ['tools/workspace/contract/main.mts', ...args], ENV);
}

function clientPackage(): Promise<boolean> {
  return check('Client package', () =>
    command('node', ['tools/workspace/client-package/main.mts'], ENV),
  );
}

function format(): Promise<boolean> {
  return check('Format', () => commandBehind('prettier', ['--check', '.'], ENV));
}

function types(): Promise<boolean> {
  return check('Types', async () => {
    const results = [await typeCheck('tsconfig.json'), await typeCheck('tools/tsconfig.json')];
    return {
      ok: results.every(({ ok }) => ok),
      output: results.map(({ output }) => output).join(''),
    };
  });
}

function typeCheck(config: string): Promise<Outcome> {
  return command('node', [TYPE_CHECKER, '--project', config, '--pretty', 'false'], ENV);
}

function lint(): Promise<boolean> {
  return check('Lint', linted);
}

async function linted(): Promise<Outcome> {
  // In a fresh checkout the boundary rule finds no project graph and would keep silent.
  const graph = await command('nx', ['show', 'projects'], ENV);
  if (!graph.ok) return graph;
  const folders = ['apps', 'libs', 'tools'].filter((folder) => existsSync(path.join(ROOT, folder)));
  const args = ['--max-warnings', '0', '--ext', '.ts,.mts,.js', ...folders];
  const outcome = await commandBehind('eslint', args, { ...ENV, NODE_NO_WARNINGS: '1' });
  if (!outcome.ok || outcome.output.includes('No cached ProjectGraph')) {
    return { ...outcome, ok: false };
  }
  return commandBehind('stylelint', ['--max-warnings', '0', 'apps/*/src/**/*.css'], ENV);
}

/** Tags, boundaries, cycles, and the proofs that their checks bite: they look at all projects, so at none alone. */
async function workspace(): Promise<void> {
  rmSync(reportFile('tools'), { force: true });
  const { ok, output } = await steps.step('Boundaries', () =>
    commandBehind('node', ['tools/workspace/checks/main.mts'], ENV),
  );
  tally.addProject('tools');
  if (!ok && !existsSync(reportFile('tools'))) process.stdout.write(output);
}

function drift({ name, command: line, files, remedy }: Generated): Promise<boolean> {
  return check(`Generated: ${name}`, async () => {
    const before = new Snapshot(files);
    const [program, ...args] = line;
    const outcome = await command(program, args, ENV);
    const changed = before.changed();
    before.restore();
    if (!outcome.ok || changed.length === 0) return outcome;
    const output = `Not what is generated now: ${changed.join(', ')}. Run \`${remedy}\` and commit.`;
    return { ok: false, output };
  });
}

async function projectsWith(target: string): Promise<string[]> {
  const args = ['show', 'projects', '--with-target', target, '--json'];
  const { ok, output } = await command('nx', args, ENV);
  const line = output.split('\n').find((candidate) => candidate.startsWith('['));
  if (!ok || !line) throw new Failure(`Nx cannot read the workspace:\n${output}`);
  return JSON.parse(line) as string[];
}

async function storeEnvironment(run: Run): Promise<NodeJS.ProcessEnv> {
  const stores = await steps.step('Stores', () =>
    startStores({
      run,
      ports: 'free',
      persistent: false,
      urlsFrom: 'TEST_POSTGRES_URL',
      logPrefix: 'test-',
    }),
  );
  return { ...ENV, ...testEnvironment(stores) };
}

/** Runs a target of projects; Nx leaves out what has not changed since it last passed and puts its report back. */
async function runTargets(
  target: string,
  projects: readonly string[],
  env: NodeJS.ProcessEnv,
  options: readonly string[] = [],
): Promise<void> {
  for (const project of projects) rmSync(reportFile(project), { force: true });
  const { ok, output } = await command(
    'nx',
    [
      ...['run-many', '--target', target, '--projects', projects.join(',')],
      // Of two Jest workers each: tests wait for stores and clocks about a quarter of their time.
      ...['--parallel', '2', '--output-style', 'static', ...options],
    ],
    env,
    (line) => {
      const task = /^> nx run ([\w-]+):[\w-]+(.*)$/.exec(line);
      if (task) steps.print(`  ${task[1] ?? ''}${task[2] ?? ''}`);
    },
  );
  const before = tally.failed;
  for (const project of projects) tally.addProject(project);
  const unexplained = !ok && tally.failed === before;
  if (unexplained) tally.fail(target, 'Nx says that it failed.');
  if (unexplained || projects.some((project) => !existsSync(reportFile(project)))) {
    process.stdout.write(output);
  }
}

async function tests(run: Run, options: readonly string[]): Promise<void> {
  try {
    const projects = await projectsWith('test');
    const env = await storeEnvironment(run);
    await steps.step('Tests', () => runTargets('test', projects, env, behind(options)));
    if (options.includes('--coverage')) reportCoverage(projects, projects);
  } catch (error) {
    tally.fail('Tests', describe(error));
  }
}

/**
 * Options change what is run, and Nx knows them only as words behind its own. What was covered is no result that Nx
 * keeps, so nothing is taken from its cache then.
 */
function behind(options: readonly string[]): string[] {
  const fresh = options.includes('--coverage') ? ['--skip-nx-cache'] : [];
  return [...fresh, ...(options.length > 0 ? ['--', ...options] : [])];
}

async function journeys(): Promise<void> {
  const built = await check('Build', () =>
    command('node', ['tools/workspace/build/main.mts'], ENV),
  );
  try {
    const projects = await projectsWith('e2e');
    if (!built || projects.length === 0) return;
    await steps.step('Journeys', () => runTargets('e2e', projects, ENV));
  } catch (error) {
    tally.fail('Journeys', describe(error));
  }
}

/** Only the tests of some projects, and their journeys where they have them. */
async function some(run: Run, names: readonly string[], options: readonly string[]): Promise<void> {
  const [withTests, withJourneys] = [await projectsWith('test'), await projectsWith('e2e')];
  const unknown = names.filter((name) => ![...withTests, ...withJourneys].includes(name));
  if (unknown.length > 0) {
    throw new Failure(
      `There are no tests of ${unknown.join(', ')}. Projects: ${withTests.join(', ')}.`,
    );
  }
  const tested = names.filter((name) => withTests.includes(name));
  const travelled = names.filter((name) => withJourneys.includes(name));
  if (tested.length > 0) {
    const env = await storeEnvironment(run);
    await steps.step('Tests', () => runTargets('test', tested, env, behind(options)));
    if (options.includes('--coverage')) reportCoverage(tested, tested);
  }
  if (
    travelled.length > 0 &&
    (await check('Build', () => command('node', ['tools/workspace/build/main.mts'], ENV)))
  ) {
    await steps.step('Journeys', () => runTargets('e2e', travelled, ENV, behind(options)));
  }
}
