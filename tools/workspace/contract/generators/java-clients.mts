import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Steps } from '../../shared/steps.mts';
import { installJavaGenerator, run } from './tools.mts';
import { DOCUMENT, Workplace, quiet } from './workplace.mts';

/** What openapi-generator says of itself. */
const OF_ITS_OWN = [
  /OpenAPI 3\.1 support is still in beta/,
  // It tries the name of a model for each parameter, and `error` is what OAuth calls one (RFC 6749).
  /Error \(model name matches existing language type\)/,
];

/** Whether this machine has the programs, as `java` and `mvn` say. */
export function has(program: string): boolean {
  return spawnSync(program, ['-version'], { stdio: 'ignore' }).status === 0;
}

/** Lets openapi-generator make a client in TypeScript and one in Java, and compiles them. */
export async function checkJavaClients(steps: Steps, place: Workplace): Promise<void> {
  const jar = await steps.step('Fetch openapi-generator', installJavaGenerator);
  const generate = async (generator: string, folder: string): Promise<void> => {
    const options = ['-i', DOCUMENT, '-o', folder, '-g', generator];
    quiet(await run('java', ['-jar', jar, 'generate', ...options], place.folder), OF_ITS_OWN);
  };
  await steps.step('openapi-generator: typescript-fetch', async () => {
    await generate('typescript-fetch', 'typescript-fetch');
    await place.compile('typescript-fetch');
  });
  await steps.step('openapi-generator: java', () => generate('java', 'java'));
  if (!has('mvn')) {
    steps.print('– The client in Java is not compiled: there is no Maven here');
    return;
  }
  await steps.step('Compile it with javac -Xlint', async () => {
    const lint = ['-Dmaven.compiler.showWarnings=true', '-Dmaven.compiler.showDeprecation=true'];
    const args = ['--batch-mode', '--quiet', ...lint, 'compile'];
    quiet(await run('mvn', args, path.join(place.folder, 'java')));
  });
}
