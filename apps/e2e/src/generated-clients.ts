import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { plainEnvironment } from './environment';
import { PASSWORD, type User } from './users';

const ROOT = path.resolve(__dirname, '../../..');

/** What a generated client received from the platform. */
export interface Seen {
  readonly client: string;
  readonly email: string;
  readonly titles: readonly string[];
  readonly notForSale: readonly string[];
}

/**
 * Calls a platform as `npm run contract -- calls` does, with each client that generators make of the document. The one in
 * Python is left out where Python is too old for its generator.
 */
export async function callWithGeneratedClients(
  gatewayUrl: string,
  user: User,
): Promise<{ calls: Seen[]; leftOut: string[] }> {
  const tool = path.join(ROOT, 'tools/workspace/contract/main.mts');
  const account = ['--email', user.email, '--password', PASSWORD];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [tool, 'calls', '--url', gatewayUrl, ...account],
    { cwd: ROOT, env: plainEnvironment() },
  );
  const lines = stdout.split('\n');
  return {
    calls: lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Seen),
    leftOut: lines.flatMap((line) => /^– (\S+) left out/.exec(line)?.[1] ?? []),
  };
}
