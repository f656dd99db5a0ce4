import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { plainEnvironment } from './environment';
import type { Platform } from './platform';

const ROOT = path.resolve(__dirname, '../../..');

const FOLDERS = { stack: 'tools/workspace/stack', trace: 'tools/operator/trace' } as const;

/** Runs a command line tool against a platform, as `npm run <tool> -- …` does. @returns what it prints */
export async function runTool(
  { stores }: Platform,
  tool: keyof typeof FOLDERS,
  ...args: readonly string[]
): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
      path.join(ROOT, FOLDERS[tool], 'main.mts'),
      ...args,
    ],
    { cwd: ROOT, env: { ...plainEnvironment(), NATS_URL: stores.nats } },
  );
  return stdout;
}
