import { spawn } from 'node:child_process';
import { Failure } from '../shared/failure.mts';
import { ROOT } from '../shared/paths.mts';
import type { Run } from '../stack/run.mts';
import { startStores } from '../stack/stores.mts';
import { testEnvironment } from '../stack/test-environment.mts';
import { everyProject, jestArguments, jestEnvironment } from './jest-command.mts';
import { projectRoots } from './projects.mts';

/**
 * Runs the tests of one project, or of all, again and again as its files, or those of the libraries it uses, are saved;
 * the stores live as long. Ends with Jest.
 */
export async function watch(
  run: Run,
  projects: readonly string[],
  options: readonly string[],
  onStop: (stop: () => void) => void,
): Promise<number> {
  const args = watched(projects, options);
  if (!process.stdin.isTTY) {
    process.stdout.write('There is no terminal, so keys do nothing; saved files are tested.\n');
  }
  const stores = await startStores({
    run,
    ports: 'free',
    persistent: false,
    urlsFrom: 'TEST_POSTGRES_URL',
    logPrefix: 'test-',
  });
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...jestEnvironment(process.env), ...testEnvironment(stores) },
  });
  onStop(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 0));
  });
}

/** What Jest is started with. */
function watched(projects: readonly string[], options: readonly string[]): string[] {
  const [project, ...more] = projects;
  if (project === undefined) return everyProject(options);
  const root = projectRoots().get(project);
  if (root === undefined) throw new Failure(`There is no project called ${project}.`);
  if (more.length > 0) throw new Failure('One project can be watched at a time, or all.');
  const roots = [...new Set([root, 'libs'])].flatMap((folder) => ['--roots', `${ROOT}/${folder}`]);
  return jestArguments(root, [...options, ...roots]);
}
