import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { ROOT } from '../shared/paths.mts';

/** What the user has set in the environment, before any file was read. */
const GIVEN: NodeJS.ProcessEnv = { ...process.env };

/**
 * Reads `.env` at the root into the environment of this tool, for development: what is set already stays.
 * Tests, measurements and production never read it.
 */
export function loadEnvironmentFile(root: string = ROOT, env: NodeJS.ProcessEnv = process.env) {
  for (const [name, value] of Object.entries(settingsIn(root, env))) env[name] ??= value;
}

/**
 * The environment of a program in development: what the user has set, then `apps/<program>/.env`, then `.env` at
 * the root.
 */
export function developmentEnvironment(
  program: string,
  root: string = ROOT,
  given: NodeJS.ProcessEnv = GIVEN,
): NodeJS.ProcessEnv {
  return {
    ...settingsIn(root, given),
    ...settingsIn(path.join(root, 'apps', program), given),
    ...given,
  };
}

function settingsIn(folder: string, env: NodeJS.ProcessEnv): NodeJS.Dict<string> {
  const file = path.join(folder, '.env');
  if (env.NODE_ENV === 'production' || !existsSync(file)) return {};
  return parseEnv(readFileSync(file, 'utf8'));
}
