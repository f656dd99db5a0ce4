import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildTree } from '#workspace/build/build.mts';
import { Failure, runTool } from '#workspace/shared/failure.mts';
import { ROOT } from '#workspace/shared/paths.mts';
import { writeSamples } from './samples.mts';

const HERE = path.join(ROOT, 'tools', 'laboratory', 'documents');
/** Not part of the tree, and kept for the next run. */
const FOLDER = path.join(ROOT, '.stack', 'documents');

const HELP = `Writes invoices and credit notes in all languages, and has veraPDF judge them by PDF/A-2a and PDF/UA-1. Ends with 1
when a rule is broken. Needs Java 17 and Maven, which fetches veraPDF.

  npm run documents                    the files are in .stack/documents afterwards
`;

await runTool(async () => {
  const { values } = parseArgs({
    options: { help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  await buildTree();
  await mkdir(FOLDER, { recursive: true });
  const libraries = path.join(FOLDER, 'libraries');
  const fetching = ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${libraries}`];
  if ((await run('mvn', fetching, HERE)) !== 0) throw new Failure('Maven could not fetch veraPDF.');
  const files = await writeSamples(FOLDER);
  const judge = path.join(HERE, 'Judge.java');
  return run('java', ['-cp', path.join(libraries, '*'), judge, ...files], FOLDER);
});

function run(command: string, args: readonly string[], cwd: string): Promise<number> {
  const child = spawn(command, args, { cwd, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', () =>
      reject(new Failure(`"${command}" is missing: install Java 17 and Maven.`)),
    );
    child.once('close', (code) => resolve(code ?? 1));
  });
}
