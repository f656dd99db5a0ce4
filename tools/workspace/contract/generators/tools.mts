import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { Failure } from '../../shared/failure.mts';
import { cacheDir } from '../../shared/paths.mts';

const HERE = import.meta.dirname;
const NODE_FILES = ['package.json', 'package-lock.json'].map(here);
const PYTHON_FILE = here('requirements.txt');
const JAVA_FILE = here('requirements-java.txt');
/** What names the versions of the generators in Node and Python. */
export const CLIENT_LOCKS = [...NODE_FILES, PYTHON_FILE];
export const JAVA_LOCKS = [...NODE_FILES, JAVA_FILE];
/** What openapi-python-client itself asks for. */
const OLDEST_PYTHON = 11;
const PYTHON = 'python3';

/** The programs in Node, in a folder with `node_modules`. @throws Failure when the registry cannot be reached */
export async function installNodeTools(): Promise<string> {
  return cached('contract-generators', [...NODE_FILES.map(read), process.version], async (to) => {
    for (const file of NODE_FILES) cpSync(file, path.join(to, path.basename(file)));
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], to);
  });
}

/**
 * The packages in Python, for `PYTHONPATH`; undefined where Python is too old for the generator.
 * @throws Failure when the registry cannot be reached, or there is no Python with pip
 */
export async function installPythonTools(): Promise<string | undefined> {
  const version = await pythonVersion();
  if (isTooOld(version)) return undefined;
  return cached('contract-generators-python', [read(PYTHON_FILE), version], (to) =>
    pipInstall(PYTHON_FILE, to),
  );
}

/** The jar of openapi-generator. @throws Failure when the registry cannot be reached */
export async function installJavaGenerator(): Promise<string> {
  const home = await cached('contract-generators-java', [read(JAVA_FILE)], (to) =>
    pipInstall(JAVA_FILE, to),
  );
  return path.join(home, 'openapi_generator_cli', 'openapi-generator.jar');
}

/** Whether the generator in Python does not run with this version. */
export function isTooOld(version: string): boolean {
  return Number(version.split('.')[1]) < OLDEST_PYTHON;
}

/** As in 3.11. */
export async function pythonVersion(): Promise<string> {
  const program = "import sys; print('%d.%d' % sys.version_info[:2])";
  return (await run(PYTHON, ['-c', program], HERE)).stdout.trim();
}

/** Runs a Python module or program with some packages. */
export async function python(
  packages: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Printed> {
  const own = { PYTHONPATH: packages, PYTHONDONTWRITEBYTECODE: '1', ...env };
  return run(PYTHON, args, cwd, own);
}

/** A name for some texts. */
export function digest(...texts: readonly string[]): string {
  return createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 12);
}

/** What a program has printed. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program. @throws Failure with what it printed, when it fails */
export async function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Printed> {
  const { FORCE_COLOR: _, ...inherited } = process.env;
  try {
    return await promisify(execFile)(command, args, {
      cwd,
      env: { ...inherited, NO_COLOR: '1', CI: '1', DO_NOT_TRACK: '1', ...env },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    throw new Failure(`${[command, ...args.slice(0, 3)].join(' ')} failed:\n${said(error)}`);
  }
}

function said(error: unknown): string {
  const { stdout = '', stderr = '', message } = error as Error & Record<string, string>;
  return `${stdout}${stderr}`.trim().slice(-3000) || message;
}

/** What has been fetched for these inputs before, or is fetched now in one move, so that nobody sees half of it. */
async function cached(
  name: string,
  inputs: readonly string[],
  fetchTo: (folder: string) => Promise<void>,
): Promise<string> {
  const target = path.join(cacheDir(), `${name}-${digest(...inputs)}`);
  if (existsSync(target)) return target;
  mkdirSync(cacheDir(), { recursive: true, mode: 0o755 });
  const folder = mkdtempSync(path.join(cacheDir(), 'fetch-'));
  try {
    await fetchTo(folder);
    renameSync(folder, target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return target;
}

async function pipInstall(requirements: string, to: string): Promise<void> {
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check'];
  const pinned = ['--no-deps', '--only-binary', ':all:', '--require-hashes'];
  await run(PYTHON, [...pip, ...pinned, '-r', requirements, '--target', to], to);
}

function here(file: string): string {
  return path.join(HERE, file);
}

function read(file: string): string {
  return readFileSync(file, 'utf8');
}
