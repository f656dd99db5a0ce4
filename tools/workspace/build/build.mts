import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { copyFile, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Options, transformFile, version as swcVersion } from '@swc/core';
import { Failure, describe } from '../shared/failure.mts';
import { ROOT } from '../shared/paths.mts';
import { buildBrowserTools } from './browser.mts';

const require = createRequire(import.meta.url);
const DIST = path.join(ROOT, 'dist');
/** What programs read at run time, beside themselves. */
const COPIED = /\.(json|mp4)$/;
const GROUPS = ['apps', 'libs', 'tools/workspace/seed', 'tools/laboratory/bench'];
/** The project whose pages load tools that have to be bundled. */
const GATEWAY = 'apps/gateway';
const LEFT_OUT = /(\.(spec|e2e-spec)\.ts|\.d\.ts)$/;

export interface BuildResult {
  readonly built: number;
  readonly unchanged: number;
  readonly removed: number;
}

/**
 * Compiles the sources of the given project roots (all when none is given) into `dist/<same path>`. Only files newer
 * than their output are compiled; outputs whose source is gone are removed.
 */
export async function buildTree(projectRoots: readonly string[] = []): Promise<BuildResult> {
  const roots = projectRoots.length > 0 ? projectRoots : await allProjectRoots();
  const options = swcOptions();
  const stamp = createHash('sha256')
    .update(JSON.stringify([swcVersion, options]))
    .digest('hex');
  const [results, tools] = await Promise.all([
    Promise.all(roots.map((root) => buildProject(root, options, stamp))),
    roots.includes(GATEWAY) && buildBrowserTools(path.join(DIST, GATEWAY, 'browser')),
  ]);
  const failures = results.flatMap((result) => result.failures);
  if (failures.length > 0) throw new Failure(`The build failed.\n${failures.join('\n')}`);
  const sum = (pick: (result: ProjectResult) => number): number =>
    results.reduce((total, result) => total + pick(result), 0);
  return {
    built: sum((result) => result.built) + (tools ? 1 : 0),
    unchanged: sum((result) => result.unchanged),
    removed: sum((result) => result.removed),
  };
}

interface ProjectResult extends BuildResult {
  readonly failures: readonly string[];
}

/** Project roots relative to the checkout: every folder of the groups that has a `src` of its own. */
async function allProjectRoots(): Promise<string[]> {
  const found: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    const entries = await list(path.join(ROOT, folder));
    if (entries.includes('src')) found.push(folder);
    else await Promise.all(entries.map((entry) => visit(path.posix.join(folder, entry))));
  };
  await Promise.all(GROUPS.map(visit));
  return found.sort();
}

async function list(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

async function buildProject(root: string, options: Options, stamp: string): Promise<ProjectResult> {
  const sourceDir = path.join(ROOT, root, 'src');
  const outputDir = path.join(DIST, root, 'src');
  const stampFile = path.join(DIST, root, '.build-stamp');
  const stale = !existsSync(stampFile) || (await readFile(stampFile, 'utf8')) !== stamp;
  const expected = new Set<string>();
  const failures: string[] = [];
  let built = 0;
  let unchanged = 0;

  const compile = async (file: string): Promise<void> => {
    const source = path.join(sourceDir, file);
    const output = path.join(outputDir, file.replace(/\.ts$/, '.js'));
    expected.add(output);
    if (file.endsWith('.ts')) expected.add(`${output}.map`);
    if (!stale && (await isNewer(output, source))) {
      unchanged += 1;
      return;
    }
    await mkdir(path.dirname(output), { recursive: true });
    try {
      if (file.endsWith('.ts')) await transform(source, output, options);
      else await copyFile(source, output);
      built += 1;
    } catch (error) {
      failures.push(error instanceof Error ? sentenceOf(error) : describe(error));
    }
  };

  await Promise.all((await files(sourceDir)).filter(isSource).map(compile));
  const gone = (await files(outputDir)).map((file) => path.join(outputDir, file));
  const toRemove = gone.filter((file) => !expected.has(file) && !file.includes('.tmp-'));
  await Promise.all(toRemove.map((file) => rm(file, { force: true })));
  if (failures.length === 0 && expected.size > 0) await writeFile(stampFile, stamp);
  return { built, unchanged, removed: toRemove.length, failures };
}

/** The compiler's words with the place in the file, without the backtrace of the compiler itself. */
function sentenceOf({ message }: Error): string {
  return (message.split(/\n+Caused by:/)[0] ?? message).trimEnd();
}

/** Whether a file is compiled or copied, and not a test. What browsers load is in folders called `public`. */
export function isSource(file: string): boolean {
  if (/(^|\/)public\/[^/]+\.(js|css|svg|png)$/.test(file)) return true;
  return (file.endsWith('.ts') && !LEFT_OUT.test(file)) || COPIED.test(file);
}

async function files(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

async function isNewer(output: string, source: string): Promise<boolean> {
  const [made, changed] = await Promise.all([stat(output).catch(() => undefined), stat(source)]);
  return made !== undefined && made.mtimeMs > changed.mtimeMs;
}

async function transform(source: string, output: string, options: Options): Promise<void> {
  const { code, map } = await transformFile(source, {
    ...options,
    sourceFileName: path.relative(path.dirname(output), source),
  });
  // Written aside and renamed: two builds at once, or a service that starts meanwhile, never see half a file.
  const temporary = `${output}.tmp-${process.pid}`;
  const reference = `\n//# sourceMappingURL=${path.basename(output)}.map\n`;
  await writeFile(`${output}.map`, map ?? '');
  await writeFile(temporary, code + reference);
  await rename(temporary, output);
}

function swcOptions(): Options {
  const base = JSON.parse(readFileSync(path.join(ROOT, 'tsconfig.base.json'), 'utf8')) as {
    compilerOptions: { paths: Record<string, string[]> };
  };
  return {
    swcrc: false,
    configFile: false,
    sourceMaps: true,
    module: { type: 'commonjs', resolveFully: true },
    jsc: {
      ...(require(path.join(ROOT, 'swc.options.js')) as Options['jsc']),
      baseUrl: ROOT,
      paths: base.compilerOptions.paths,
    },
  };
}
