import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '#workspace/shared/failure.mts';
import { onStopRequest } from '#workspace/stack/run.mts';
import { jestArguments, jestEnvironment } from '#workspace/test/jest-command.mts';
import { type JestReport, Tally } from '#workspace/test/report.mts';

/** Longer than any test file takes, so that an endless loop is told from a slow machine, in milliseconds. */
const PATIENCE_MS = 30_000;
const MEASURED_AT_MOST_MS = 900_000;

/** How a run of tests ended. A mutant is noticed by both of the latter. */
export type RunEnd = 'passed' | 'failed' | 'endless';

/** A test file, what it costs, and the mutants whose place it runs. */
export interface TestFile {
  readonly file: string;
  readonly ms: number;
  /** While its modules load and its app boots. */
  readonly started: ReadonlySet<string>;
  /** In its tests. */
  readonly tested: ReadonlySet<string>;
}

/**
 * The files that may notice a mutant: those whose tests run its place, and where more files boot past it, these too.
 * Such a place belongs to the boot, as a route that is registered does, and what it does shows later, in any test. Of
 * other places, files that only boot past them can hardly notice, and are left out because they are many.
 */
export function filesFor(id: string, files: readonly TestFile[]): readonly TestFile[] {
  const tested = files.filter((file) => file.tested.has(id));
  const booting = files.filter((file) => file.started.has(id) && !file.tested.has(id));
  return booting.length > tested.length ? [...tested, ...booting] : tested;
}

/** Runs the tests of projects in an instrumented copy of the workspace. */
export class TestRuns {
  private readonly children = new Set<ReturnType<typeof spawn>>();
  private readonly copy: string;
  private readonly env: NodeJS.ProcessEnv;
  private isStopped = false;

  constructor(copy: string, stores: Readonly<Record<string, string>>) {
    this.copy = copy;
    this.env = { ...jestEnvironment({ ...process.env, ...stores }), NO_COLOR: '1' };
    onStopRequest(() => {
      this.isStopped = true;
      for (const child of this.children) child.kill('SIGKILL');
    });
  }

  /**
   * Runs all tests of projects as they are, and finds out what each file runs.
   * @throws Failure that names the tests that fail: nothing can be said about a project whose tests are red
   */
  async measure(roots: readonly string[], atOnce: number): Promise<readonly TestFile[]> {
    const folder = mkdtempSync(path.join(this.copy, 'covered-'));
    const files: (readonly [string, number])[] = [];
    for (const [index, root] of roots.entries()) {
      const results = path.join(folder, `results-${index}`);
      const setup = path.join(import.meta.dirname, 'coverage.cjs');
      // To the end: Jest leaves no report of a run that bails out.
      const options = ['--maxWorkers', String(atOnce), '--json', '--outputFile', results];
      const end = await this.jest(
        root,
        [...options, '--setupFilesAfterEnv', setup],
        { MUTATION_COVERAGE: folder },
        MEASURED_AT_MOST_MS,
      );
      if (end !== 'passed') throw new Failure(redAsTheyAre(root, results));
      files.push(...durationsOf(results));
    }
    const covered = new Map(
      globSync(path.join(folder, '*.json')).map((file) => {
        const read = JSON.parse(readFileSync(file, 'utf8')) as Covered;
        return [read.testPath, read] as const;
      }),
    );
    return files.map(([file, ms]) => {
      const { started, tested } = covered.get(file) ?? {};
      return { file, ms, started: new Set(started), tested: new Set(tested) };
    });
  }

  /** Runs test files with one mutant switched on, the cheapest first, until one fails. */
  async withMutant(
    id: string,
    files: readonly TestFile[],
    roots: readonly string[],
  ): Promise<RunEnd> {
    for (const root of roots) {
      const own = files
        .filter(({ file }) => file.startsWith(path.join(this.copy, root) + path.sep))
        .toSorted((a, b) => a.ms - b.ms);
      const longest = own.at(-1);
      if (!longest) continue;
      const paths = own.map(({ file }) => file);
      const tool = (name: string): string => path.join(import.meta.dirname, name);
      const end = await this.jest(
        root,
        [
          ...['--bail', '--runInBand', '--env', tool('first-failure.cjs')],
          ...['--testSequencer', tool('cheapest-first.cjs'), '--runTestsByPath', ...paths],
        ],
        { __STRYKER_ACTIVE_MUTANT__: id, MUTATION_ORDER: paths.join('\n') },
        PATIENCE_MS + 5 * longest.ms,
      );
      if (end !== 'passed') return end;
    }
    return 'passed';
  }

  /**
   * @param atMostMs between two signs of life
   * @throws Failure when the tool is stopped
   */
  private jest(
    root: string,
    options: readonly string[],
    env: Readonly<Record<string, string>>,
    atMostMs: number,
  ): Promise<RunEnd> {
    const args = jestArguments(root, ['--silent', '--forceExit', ...options]);
    const child = spawn(process.execPath, args, {
      cwd: this.copy,
      env: { ...this.env, ...env },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.children.add(child);
    return new Promise((resolve, reject) => {
      let end: RunEnd | undefined;
      const late = setTimeout(() => {
        end = 'endless';
        child.kill('SIGKILL');
      }, atMostMs);
      child.on('message', () => late.refresh());
      child.on('error', reject);
      child.on('exit', (code) => {
        clearTimeout(late);
        this.children.delete(child);
        // Killed, not failed: nothing is known about its mutant.
        if (this.isStopped) reject(new Failure('Stopped. What is known by now is kept.'));
        resolve(end ?? (code === 0 ? 'passed' : 'failed'));
      });
    });
  }
}

/** Why nothing can be said about a project, from the report of its tests as they are. */
export function redAsTheyAre(root: string, results: string): string {
  if (!existsSync(results)) return `The tests of ${root} did not run to their end.`;
  const tally = new Tally();
  tally.addReport(root, JSON.parse(readFileSync(results, 'utf8')) as JestReport);
  return `The tests of ${root} fail as they are.\n${tally.list()}`;
}

interface Covered {
  readonly testPath: string;
  readonly started: readonly string[];
  readonly tested: readonly string[];
}

function durationsOf(results: string): (readonly [string, number])[] {
  const { testResults } = JSON.parse(readFileSync(results, 'utf8')) as {
    testResults: { name: string; startTime: number; endTime: number }[];
  };
  return testResults.map(({ name, startTime, endTime }) => [name, endTime - startTime] as const);
}
