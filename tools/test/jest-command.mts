import path from 'node:path';
import { ROOT } from '../shared/paths.mts';

/** The arguments that run Jest for one project, for the pinned Node. */
export function jestArguments(projectRoot: string, options: readonly string[]): string[] {
  return [
    path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'),
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
