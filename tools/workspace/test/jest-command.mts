import { globSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../shared/paths.mts';

const JEST = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');

/** The arguments that run Jest for one project, for the pinned Node. */
export function jestArguments(projectRoot: string, options: readonly string[]): string[] {
  return [
    JEST,
    ...['--config', path.join(projectRoot, 'jest.config.js'), '--passWithNoTests'],
    ...options,
  ];
}

/** The environment of every Jest. */
export function jestEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...env,
    // Some packages are ES modules only; with this flag Jest can `require` them.
    NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
  };
}

/** The arguments that run Jest for all projects but the journeys, which need the whole platform. */
export function everyProject(options: readonly string[]): string[] {
  const configs = globSync(['apps/*/jest.config.js', 'libs/**/jest.config.js'], { cwd: ROOT });
  const tested = configs.filter((config) => path.basename(path.dirname(config)) !== 'e2e');
  return [JEST, ...options, '--projects', ...tested.sort()];
}
