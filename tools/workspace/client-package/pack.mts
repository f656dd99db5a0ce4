import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { Failure } from '../shared/failure.mts';
import { ROOT } from '../shared/paths.mts';

export const CLIENT = path.join(ROOT, 'libs', 'client');
const OUTPUT = path.join(ROOT, 'dist', 'client-package');
/** The OpenAPI document of all services. */
export const JOINED_DOCUMENT = path.join(ROOT, 'apps', 'gateway', 'src', 'openapi.json');
export const TSC = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

/** For bundlers and Node (ES modules, CommonJS), and in one file for a page without a bundler. */
const FORMS: readonly BuildOptions[] = [
  { outfile: 'index.mjs', format: 'esm', packages: 'external' },
  { outfile: 'index.js', format: 'cjs', packages: 'external' },
  { outfile: 'browser.mjs', format: 'esm', minify: true },
];

/**
 * Builds the client and packs it.
 * @returns the package, a `.tgz`
 * @throws Failure when the compiler or npm does not do it
 */
export async function packClient(): Promise<string> {
  rmSync(OUTPUT, { recursive: true, force: true });
  mkdirSync(OUTPUT, { recursive: true });
  for (const name of ['package.json', 'README.md'])
    cpSync(path.join(CLIENT, name), path.join(OUTPUT, name));
  const dist = path.join(OUTPUT, 'dist');
  run(
    process.execPath,
    [TSC, '-p', path.join(CLIENT, 'tsconfig.package.json'), '--outDir', dist],
    ROOT,
  );
  // For generators of other languages; in one line, as nobody reads it there.
  const document: unknown = JSON.parse(readFileSync(JOINED_DOCUMENT, 'utf8'));
  writeFileSync(path.join(OUTPUT, 'openapi.json'), JSON.stringify(document));
  writeModuleTypes(dist);
  for (const { outfile = '', ...form } of FORMS) {
    await build({
      ...form,
      entryPoints: [path.join(CLIENT, 'src', 'index.ts')],
      outfile: path.join(dist, outfile),
      bundle: true,
      target: 'es2022',
      tsconfig: path.join(CLIENT, 'tsconfig.package.json'),
      logLevel: 'warning',
    });
  }
  run('npm', ['pack', '--silent', '--pack-destination', OUTPUT], OUTPUT);
  const name = readdirSync(OUTPUT).find((entry) => entry.endsWith('.tgz'));
  if (!name) throw new Failure('npm pack made no package.');
  return path.join(OUTPUT, name);
}

/**
 * Writes the declarations once more as those of ES modules. A type of a dependency differs between its ES module and its
 * CommonJS form, so that one set of declarations fits the users of one form only.
 */
function writeModuleTypes(dist: string): void {
  for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.d.ts')) continue;
    const text = readFileSync(path.join(dist, file), 'utf8');
    const folder = path.join(dist, path.dirname(file));
    const modules = text.replace(
      /(from |import\()'(\.[^']*)'/g,
      (_, before: string, name: string) => {
        const isFolder = existsSync(path.join(folder, name, 'index.d.ts'));
        return `${before}'${name}${isFolder ? '/index' : ''}.mjs'`;
      },
    );
    writeFileSync(path.join(dist, file.replace(/\.d\.ts$/, '.d.mts')), modules);
  }
}

/** Runs a program to its end. @throws Failure with what it printed, when it fails */
export function run(command: string, args: readonly string[], cwd: string): void {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (result.error) throw new Failure(`${command} could not be run: ${result.error.message}`);
  if (result.status !== 0)
    throw new Failure(
      `${path.basename(args[0] ?? command)} failed.\n${result.stdout}${result.stderr}`,
    );
}
