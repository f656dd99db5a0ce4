// Runs Jest for one project the way every project needs it: `node tools/workspace/test/jest.mts <root> <name> [jest options]`.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Failure, runTool } from '../shared/failure.mts';
import { ROOT } from '../shared/paths.mts';
import { jestArguments, jestEnvironment } from './jest-command.mts';

await runTool(async () => {
  const [projectRoot, name, ...options] = process.argv.slice(2);
  if (!projectRoot || !name) throw new Failure('Usage: jest.mts <project root> <project name>');
  const results = path.join('dist', 'test-results', `${name}.json`);
  mkdirSync(path.join(ROOT, path.dirname(results)), { recursive: true });
  const report = ['--json', '--outputFile', results];
  const args = jestArguments(projectRoot, [...report, ...workers(options), ...options]);
  const env = { ...jestEnvironment(process.env), JEST_KEEP_MODULES: '1' };
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env });
  return status ?? 1;
});

/** At least two, so that the longest project does not leave a processor idle when all others have ended. */
function workers(options: readonly string[]): readonly string[] {
  if (options.some((option) => /^(-i|-w|--runInBand|--maxWorkers)/.test(option))) return [];
  return ['--maxWorkers', String(Math.max(2, availableParallelism() - 1))];
}
