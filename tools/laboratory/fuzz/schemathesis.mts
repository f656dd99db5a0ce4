import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '#workspace/shared/failure.mts';
import { cacheDir } from '#workspace/shared/paths.mts';

const REQUIREMENTS = path.join(import.meta.dirname, 'requirements.txt');
/** What the pinned versions need. */
const OLDEST_PYTHON = [3, 11] as const;

/** The Python that runs Schemathesis, and the folder that its packages are in. */
export interface Schemathesis {
  readonly python: string;
  readonly packages: string;
}

/**
 * Finds the pinned Schemathesis in the cache, or fetches it.
 * @throws Failure when there is no Python for it, or the package index cannot be reached
 */
export function installSchemathesis(): Schemathesis {
  const python = ['python3', 'python'].find(isNewEnough);
  if (!python) {
    throw new Failure(`The fuzz needs Python ${OLDEST_PYTHON.join('.')} or newer with pip.`);
  }
  const version = run(python, ['--version']).stdout.trim();
  const requirements = readFileSync(REQUIREMENTS, 'utf8');
  const key = createHash('sha256').update(`${version} ${requirements}`).digest('hex').slice(0, 12);
  const packages = path.join(cacheDir(), `schemathesis-${key}`);
  if (!existsSync(packages)) fetchPackages(python, packages);
  return { python, packages };
}

function isNewEnough(python: string): boolean {
  const script = `import sys, pip; sys.exit(sys.version_info < (${OLDEST_PYTHON.join(', ')}))`;
  return run(python, ['-c', script]).status === 0;
}

function fetchPackages(python: string, target: string): void {
  mkdirSync(cacheDir(), { recursive: true, mode: 0o755 });
  const folder = mkdtempSync(path.join(cacheDir(), 'fetch-'));
  try {
    const { status, stderr } = run(python, [
      ...['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check'],
      ...['--retries', '2', '--timeout', '20', '--no-deps', '--only-binary', ':all:'],
      ...['--require-hashes', '-r', REQUIREMENTS, '--target', folder],
    ]);
    if (status !== 0) {
      throw new Failure(`Schemathesis could not be fetched: ${stderr.trim().slice(-1000)}`);
    }
    // In one move, so that another checkout never sees half of it.
    renameSync(folder, target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return { status, stdout: stdout ?? '', stderr: stderr ?? '' };
}

/** What one run is about. */
export interface SessionOptions {
  readonly documentFile: string;
  readonly serviceUrl: string;
  readonly role: string;
  readonly seed: number;
  readonly examples: number;
  readonly worldFile: string;
  readonly responsesFile: string;
  /** An empty folder for what Schemathesis writes. */
  readonly folder: string;
  readonly limitMs: number;
}

export interface SessionOutcome {
  readonly failed: boolean;
  readonly timedOut: boolean;
  readonly output: string;
}

const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
];

/** One service, one role: every operation with well-formed and with broken data. */
export class Session {
  private readonly options: SessionOptions;
  private readonly program: Schemathesis;
  private child: ChildProcess | undefined;

  constructor(program: Schemathesis, options: SessionOptions) {
    this.program = program;
    this.options = options;
  }

  run(): Promise<SessionOutcome> {
    const { folder, limitMs } = this.options;
    const args = ['-m', 'schemathesis.cli', 'run', ...this.arguments()];
    const child = spawn(this.program.python, args, {
      cwd: folder,
      env: this.environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    let output = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString('utf8')));
    child.stderr.on('data', (data: Buffer) => (output += data.toString('utf8')));
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, limitMs);
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => {
        clearTimeout(timer);
        resolve({ failed: code !== 0, timedOut, output });
      });
    });
  }

  stop(): void {
    this.child?.kill('SIGKILL');
  }

  private arguments(): string[] {
    const { documentFile, serviceUrl, seed, examples } = this.options;
    return [
      documentFile,
      ...['--url', serviceUrl, '--checks', CHECKS.join(','), '--mode', 'all'],
      ...['--phases', 'examples,coverage,fuzzing', '--max-examples', String(examples)],
      ...['--seed', String(seed), '--workers', '1', '--no-shrink', '--generation-database', 'none'],
      ...['--suppress-health-check', 'all', '--request-timeout', '30', '--warnings', 'off'],
      ...['--max-redirects', '0', '--no-color'],
    ];
  }

  private environment(): NodeJS.ProcessEnv {
    const { role, seed, worldFile, responsesFile } = this.options;
    return {
      ...process.env,
      PYTHONPATH: [this.program.packages, import.meta.dirname].join(path.delimiter),
      PYTHONDONTWRITEBYTECODE: '1',
      SCHEMATHESIS_HOOKS: 'hooks',
      // What is under test is on this machine; nothing may go elsewhere.
      NO_PROXY: '*',
      FUZZ_ROLE: role,
      FUZZ_SEED: String(seed),
      FUZZ_WORLD: worldFile,
      FUZZ_RESPONSES: responsesFile,
    };
  }
}
