import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { Failure } from '../shared/failure.mts';
import { ROOT } from '../shared/paths.mts';

export const CLIENT = path.join(ROOT, 'libs', 'client');
const OUTPUT = path.join(ROOT, 'dist', 'client-package');
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
  writeFileSync(path.join(dist, 'index.d.mts'), "export * from './index.js';\n");
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

/** Runs a program to its end. @throws Failure with what it printed, when it fails */
export function run(command: string, args: readonly string[], cwd: string): void {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (result.error) throw new Failure(`${command} could not be run: ${result.error.message}`);
  if (result.status !== 0)
    throw new Failure(
      `${path.basename(args[0] ?? command)} failed.\n${result.stdout}${result.stderr}`,
    );
}
