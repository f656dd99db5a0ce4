import { existsSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../shared/failure.mts';
import { LOG_DIR, ROOT } from '../shared/paths.mts';
import { GATEWAY, programEnvironment, usualPort } from './environment.mts';
import { developmentEnvironment } from './environment-files.mts';
import { isFree, until } from './ports.mts';
import { type Server, describeExit, lastWords } from './processes.mts';
import type { Run } from './run.mts';
import type { StoreName } from './store-names.mts';
import { takenPort } from './stores.mts';

const READY_MS = 60_000;
const STOP_MS = 15_000;
const SOURCE_MAPS = path.join(import.meta.dirname, 'source-maps.cjs');
const SPARE = path.join(import.meta.dirname, 'spare.cjs');

/**
 * Node keeps three times this for young objects and does not give it back: by default 48 MB, which a service has filled
 * once it has loaded its code, and hardly needs afterwards. Eleven programs side by side should not cost as much.
 */
const YOUNG_SPACE_MB = 4;

/** Where the built program of a service starts. */
export function builtMain(program: string): string {
  return path.join(ROOT, 'dist', 'apps', program, 'src', 'main.js');
}

/** Whether the program exists in the workspace. */
export function exists(program: string): boolean {
  return existsSync(path.join(ROOT, 'apps', program, 'src', 'main.ts'));
}

/** Fails with every taken port at once, before anything is started. */
export async function checkPorts(programs: readonly string[]): Promise<void> {
  const taken: string[] = [];
  for (const program of programs) {
    const port = usualPort(program);
    if (!(await isFree(port))) taken.push(takenPort(port, `which ${program} listens on`));
  }
  if (taken.length > 0) throw new Failure(taken.join('\n✖ '));
}

export interface StartProgramOptions {
  readonly run: Run;
  readonly ports: ReadonlyMap<string, number>;
  readonly stores: Readonly<Record<StoreName, string>>;
  readonly overrides?: Readonly<Record<string, string>> | undefined;
  /** Whether the program gets what `.env` files say; false when left out. */
  readonly environmentFiles?: boolean;
  /** Options for the program's Node. */
  readonly nodeArgs?: readonly string[];
  readonly logPrefix?: string;
  /** Called when the program ends after it was ready, unexpectedly. */
  readonly onDeath?: (program: string, sentence: string) => void;
}

/**
 * Starts one service or the gateway from built output and waits until it says that it is ready.
 *
 * @param spare of this program, made in advance
 */
export async function startProgram(
  program: string,
  options: StartProgramOptions,
  spare?: Server,
): Promise<Server> {
  const port = options.ports.get(program) ?? usualPort(program);
  const server = spare && !spare.exit() ? spare : launchProgram(program, options);
  server.go();
  const ready = until(() => isReady(port, server), READY_MS, 100);
  await Promise.race([ready, server.exited]);
  const exit = server.exit();
  if (exit) throw new Failure(died(program, describeExit(exit), server));
  if (!(await ready)) {
    const sentence = died(program, `was not ready after ${READY_MS / 1000} s`, server);
    await server.stop();
    throw new Failure(sentence);
  }
  void server.exited.then((end) => {
    if (!options.run.isEnding) options.onDeath?.(program, died(program, describeExit(end), server));
  });
  return server;
}

/**
 * Starts a program in advance: it loads its packages, nothing of ours, and waits for its turn.
 *
 * @param packages that it is going to use
 */
export function launchSpare(
  program: string,
  options: StartProgramOptions,
  packages: readonly string[],
): Server {
  return launchProgram(program, options, packages);
}

function launchProgram(
  program: string,
  options: StartProgramOptions,
  packages?: readonly string[],
): Server {
  if (!existsSync(builtMain(program))) {
    throw new Failure(
      `${program} has no built output: \`node tools/workspace/build/main.mts\` makes it.`,
    );
  }
  const inherited = options.environmentFiles ? developmentEnvironment(program) : process.env;
  const env = programEnvironment({ program, ...options, inherited });
  return options.run.launch({
    name: program,
    command: process.execPath,
    args: [
      ...['--require', SOURCE_MAPS, `--max-semi-space-size=${YOUNG_SPACE_MB}`],
      ...(packages ? ['--require', SPARE] : []),
      ...(options.nodeArgs ?? []),
      builtMain(program),
    ],
    cwd: ROOT,
    env: packages ? { ...env, SPARE_PACKAGES: packages.join() } : env,
    waits: packages !== undefined,
    logFile: path.join(LOG_DIR, `${options.logPrefix ?? ''}${program}.log`),
    stopSignal: 'SIGTERM',
    patienceMs: STOP_MS,
    tier: program === GATEWAY ? 'gateway' : 'service',
  });
}

async function isReady(port: number, server: Server): Promise<boolean> {
  if (server.exit()) return true;
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health/ready`, {
      signal: AbortSignal.timeout(2_000),
    });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
}

function died(program: string, what: string, server: Server): string {
  const words = lastWords(server);
  const log = path.relative(ROOT, server.logFile);
  return `${program} ${what} (${log}).${words ? ` Its last words:\n${words}` : ''}`;
}
