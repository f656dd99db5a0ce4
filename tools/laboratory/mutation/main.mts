import { mkdtempSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Failure, runTool } from '#workspace/shared/failure.mts';
import { Steps } from '#workspace/shared/steps.mts';
import { Run, cleanDeadRuns } from '#workspace/stack/run.mts';
import { startStores } from '#workspace/stack/stores.mts';
import { testEnvironment } from '#workspace/stack/test-environment.mts';
import { projectRoots } from '#workspace/test/projects.mts';
import { copyWorkspace } from './copy.mts';
import { type Change, type Instrumented, instrument } from './mutants.mts';
import { Results, type Verdict } from './results.mts';
import { type TestFile, TestRuns, filesFor } from './runs.mts';
import { sample } from './sample.mts';
import { TESTED_ELSEWHERE } from './tested-elsewhere.mts';

const HELP = `Breaks rules of a project one at a time and tells which ones no test notices.

  npm run mutation -- course                       a sample of 40
  npm run mutation -- course --sample 100 --seed 7 the same ones again for the same seed
  npm run mutation -- course --file offer          only in files whose name holds this; may be given several times
  npm run mutation -- course --again               those once more that no test noticed, after you wrote one
  npm run mutation -- course --minimum 85          fails when fewer percent are noticed

What is known is kept in dist/mutation until the project's source changes: stopped and started again, it goes on.
`;

const AT_ONCE = Math.max(1, os.availableParallelism());

await runTool(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      sample: { type: 'string', default: '40' },
      seed: { type: 'string', default: '1' },
      minimum: { type: 'string', default: '0' },
      file: { type: 'string', multiple: true, default: [] },
      again: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [project] = positionals;
  if (values.help || project === undefined) {
    process.stdout.write(HELP);
    return values.help ? 0 : 1;
  }
  const root = projectRoots().get(project);
  if (root === undefined) throw new Failure(`There is no project called ${project}.`);
  const steps = new Steps();
  const made = await steps.step(
    'Mutants',
    () => instrument(root),
    ({ changes }) => `${changes.length}`,
  );
  const within = made.changes.filter(
    ({ file }) => values.file.length === 0 || values.file.some((part) => file.includes(part)),
  );
  const chosen = sample(within, Number(values.sample), Number(values.seed));
  const results = new Results(project, made.state);
  const open = chosen.filter((change) => !results.knows(change, values.again));
  if (open.length > 0) await settle(steps, { root, made, open, results });
  process.stdout.write(results.table(chosen));
  return results.percent(chosen) < Number(values.minimum) ? 1 : 0;
});

interface Work {
  readonly root: string;
  readonly made: Instrumented;
  readonly open: readonly Change[];
  readonly results: Results;
}

async function settle(steps: Steps, { root, made, open, results }: Work): Promise<void> {
  await cleanDeadRuns();
  const run = new Run('test');
  try {
    const copy = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'course-plateform-mutants-')));
    run.addFolder(copy);
    await steps.step('Copy', () => copyWorkspace(copy, made.files));
    const stores = await steps.step('Stores', () =>
      startStores({ run, ports: 'free', persistent: false, urlsFrom: 'TEST_POSTGRES_URL' }),
    );
    const runs = new TestRuns(copy, testEnvironment(stores));
    const roots = [root, ...(TESTED_ELSEWHERE[root] ?? [])];
    const files = await steps.step(
      'Tests as they are',
      () => runs.measure(roots, AT_ONCE),
      (all) => `${all.length} files`,
    );
    await steps.step('Tests of mutants', () =>
      inParallel(open, async (change) => {
        const verdict = await verdictOn(change, runs, files, roots);
        results.add(change, verdict);
        steps.print(`  ${verdict.padEnd(9)} ${change.file}:${change.line} ${change.mutator}`);
      }),
    );
  } finally {
    await run.end();
  }
}

async function verdictOn(
  { id }: Change,
  runs: TestRuns,
  files: readonly TestFile[],
  roots: readonly string[],
): Promise<Verdict> {
  const covering = filesFor(id, files);
  if (covering.length === 0) return 'unvisited';
  return (await runs.withMutant(id, covering, roots)) === 'passed' ? 'survived' : 'noticed';
}

async function inParallel<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const rest = [...all];
  const worker = async (): Promise<void> => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
