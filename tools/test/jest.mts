// Runs Jest for one project the way every project needs it: `node tools/test/jest.mts <root> <name> [jest options]`.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Failure, runTool } from '../shared/failure.mts';
import { ROOT } from '../shared/paths.mts';

await runTool(async () => {
  const [projectRoot, name, ...options] = process.argv.slice(2);
  if (!projectRoot || !name) throw new Failure('Usage: jest.mts <project root> <project name>');
  const results = path.join('dist', 'test-results', `${name}.json`);
  mkdirSync(path.join(ROOT, path.dirname(results)), { recursive: true });
  const { status } = spawnSync(
    process.execPath,
    [
      path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'),
      ...['--config', path.join(projectRoot, 'jest.config.js'), '--passWithNoTests'],
      ...['--json', '--outputFile', results, ...options],
    ],
    {
      cwd: ROOT,
      stdio: 'inherit',
      env: {
        ...process.env,
        // Some packages are ES modules only; with this flag Jest can `require` them.
        NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
      },
    },
  );
  return status ?? 1;
});
