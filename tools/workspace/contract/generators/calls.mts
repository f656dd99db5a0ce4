import { existsSync } from 'node:fs';
import path from 'node:path';
import { checkClients } from './check.mts';
import { NODE_CLIENTS } from './node-clients.mts';
import { PYTHON_FILES } from './python-client.mts';
import { type Printed, installPythonTools, python, run } from './tools.mts';

export interface Callee {
  readonly url: string;
  /** Of a user who may buy. */
  readonly email: string;
  readonly password: string;
}

/**
 * Calls a running platform with each generated client: signs in, reads the catalog, and is refused a quote.
 * @returns a line of JSON for each, with its name and what it received
 * @throws Failure when a client does not get what it expects
 */
export async function callPlatform({ url, email, password }: Callee): Promise<string[]> {
  const folder = await checkClients();
  const env = { PLATFORM_URL: url, PLATFORM_EMAIL: email, PLATFORM_PASSWORD: password };
  const lines: string[] = [];
  const received = (client: string, { stdout }: Printed): void => {
    lines.push(JSON.stringify({ client, ...(JSON.parse(stdout) as object) }));
  };
  for (const client of NODE_CLIENTS) {
    received(
      client,
      await run(process.execPath, [path.join(folder, `${client}.mjs`)], folder, env),
    );
  }
  const program = path.join(folder, PYTHON_FILES.at(-1) ?? '');
  const packages = await installPythonTools();
  if (packages !== undefined && existsSync(program)) {
    received('openapi-python-client', await python(packages, [program], folder, env));
  }
  return lines;
}
