import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { GeneratorCallback } from '@nx/devkit';
import { ROOT } from '../shared/paths.mts';

/** What is left to do once the files are written: the migrations of services, then everything that is generated. */
export function finish(services: readonly string[], skip: boolean): GeneratorCallback {
  const migrations = services.map((service) => ['migration', service]);
  const commands = [...migrations, ['generate']];
  return () => {
    if (skip) {
      const lines = commands.map(
        ([tool = '', ...args]) => `  npm run ${[tool, ...args].join(' -- ')}`,
      );
      process.stdout.write(`\nStill to do:\n${lines.join('\n')}\n`);
      return;
    }
    for (const command of commands) runTool(command);
  };
}

/** Runs a tool as `npm run` does. @throws Error when it fails */
export function runTool(command: readonly string[]): void {
  const launcher = path.join(ROOT, 'tools', 'workspace', 'setup', 'run.mjs');
  const { status } = spawnSync(process.execPath, [launcher, ...command], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (status !== 0)
    throw new Error(`\`npm run ${command.join(' -- ')}\` failed: what it says is above.`);
}
