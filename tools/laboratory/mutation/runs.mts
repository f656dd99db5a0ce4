import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { onStopRequest } from '#workspace/stack/run.mts';
import { jestArguments, jestEnvironment } from '#workspace/test/jest-command.mts';

/** Longer than any test file takes, so that an endless loop is told from a slow machine, in milliseconds. */
const PATIENCE_MS = 30_000;

/** How a run of tests ended. A mutant is noticed by both of the latter. */
export type RunEnd = 'passed' | 'failed' | 'endless';

/** A test file, what it costs, and the mutants whose place it runs. */
export interface TestFile {
  readonly file: string;
  readonly ms: number;
  readonly mutants: ReadonlySet<string>;
}

/** Runs the tests of projects in an instrumented copy of the workspace. */
export class TestRuns {
  private readonly children = new Set<ReturnType<typeof spawn>>();
  private readonly copy: string;
  private readonly env: NodeJS.ProcessEnv;

  constructor(copy: string, stores: Readonly<Record<string, string>>) {
    this.copy = copy;
    this.env = { ...jestEnvironment({ ...process.env, ...stores }), NO_COLOR: '1' };
    onStopRequest(() => {
      for (const child of this.children) child.kill('SIGKILL');
    });
  }

  /**
   * Runs all tests of projects as they are, and finds out what each file runs.
   * @throws Error when a test fails: nothing can be said about a project whose tests are red
   */
  async measure(roots: readonly string[]): Promise<readonly TestFile[]> {
    const folder = mkdtempSync(path.join(this.copy, 'covered-'));
    const files: TestFile[] = [];
    for (const [index, root] of roots.entries()) {
      const results = path.join(folder, `results-${index}`);
      const setup = path.join(import.meta.dirname, 'coverage.cjs');
      const options = ['--json', '--outputFile', results, '--setupFilesAfterEnv', setup];
      const end = await this.jest(root, options, { MUTATION_COVERAGE: folder }, 600_000);
      if (end !== 'passed') throw new Error(`The tests of ${root} fail as they are.`);
      files.push(
        ...durationsOf(results).map(([file, ms]) => ({ file, ms, mutants: new Set<string>() })),
      );
    }
    const covered = new Map(
      globSync(path.join(folder, '*.json')).map((file) => {
        const { testPath, mutants } = JSON.parse(readFileSync(file, 'utf8')) as Covered;
        return [testPath, new Set(mutants)] as const;
      }),
    );
    return files.map((file) => ({ ...file, mutants: covered.get(file.file) ?? file.mutants }));
  }

  /** Runs test files with one mutant switched on, the cheapest first, until one fails. */
  async withMutant(
    id: string,
    files: readonly TestFile[],
    roots: readonly string[],
  ): Promise<RunEnd> {
    for (const root of roots) {
      const own = files.filter(({ file }) =>
        file.startsWith(path.join(this.copy, root) + path.sep),
      );
      for (const { file, ms } of own.toSorted((a, b) => a.ms - b.ms)) {
        const options = ['--bail', '--runTestsByPath', file];
        const switched = { __STRYKER_ACTIVE_MUTANT__: id };
        const end = await this.jest(root, options, switched, PATIENCE_MS + 5 * ms);
        if (end !== 'passed') return end;
      }
    }
    return 'passed';
  }

  private jest(
    root: string,
    options: readonly string[],
    env: Readonly<Record<string, string>>,
    atMostMs: number,
  ): Promise<RunEnd> {
    const args = jestArguments(root, ['--runInBand', '--silent', '--forceExit', ...options]);
    const child = spawn(process.execPath, args, {
      cwd: this.copy,
      env: { ...this.env, ...env },
      stdio: 'ignore',
    });
    this.children.add(child);
    return new Promise((resolve, reject) => {
      let end: RunEnd | undefined;
      const late = setTimeout(() => {
        end = 'endless';
        child.kill('SIGKILL');
      }, atMostMs);
      child.on('error', reject);
      child.on('exit', (code) => {
        clearTimeout(late);
        this.children.delete(child);
        resolve(end ?? (code === 0 ? 'passed' : 'failed'));
      });
    });
  }
}

interface Covered {
  readonly testPath: string;
  readonly mutants: readonly string[];
}

function durationsOf(results: string): (readonly [string, number])[] {
  const { testResults } = JSON.parse(readFileSync(results, 'utf8')) as {
    testResults: { name: string; startTime: number; endTime: number }[];
  };
  return testResults.map(({ name, startTime, endTime }) => [name, endTime - startTime] as const);
}
