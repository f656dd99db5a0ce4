import {
  type ChildProcess,
  type ExecFileSyncOptionsWithStringEncoding,
  execFileSync,
  spawn,
} from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../shared/failure.mts';

/** A process that can be told from a later one with the same number. */
export interface ProcessId {
  readonly pid: number;
  readonly startedAt: string;
}

/** When a process started, in the system's own notation; nothing when it is not running. */
export function startTime(pid: number): string | undefined {
  try {
    if (existsSync('/proc/self/stat')) {
      // The second field, the program's name in brackets, may itself hold spaces and brackets.
      const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? undefined : `${bootId()} ${fields[19] ?? ''}`;
    }
    const options: ExecFileSyncOptionsWithStringEncoding = {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    };
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], options).trim() || undefined;
  } catch {
    return undefined;
  }
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

export function isAlive(process: ProcessId): boolean {
  return startTime(process.pid) === process.startedAt;
}

/** Sends a signal to the process's whole group, or to the process alone; silent when it is gone. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Signals a process to stop, waits, and ends it and what is left of its group when it does not. */
export async function stopProcess(
  target: ProcessId,
  signal: NodeJS.Signals,
  patienceMs: number,
): Promise<void> {
  if (!isAlive(target)) return;
  signalProcess(target.pid, signal);
  const deadline = Date.now() + patienceMs;
  while (isAlive(target) && Date.now() < deadline) await sleep(25);
  // Every process is started as the leader of a group of its own.
  signalProcess(-target.pid, 'SIGKILL');
  while (isAlive(target)) await sleep(25);
}

export interface Launch {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** A program that its log goes through on the way to the file, with arguments. */
  readonly logFilter?: readonly [string, ...string[]] | undefined;
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  /** Gives it an input, on which it waits for its turn. */
  readonly waits?: boolean;
  readonly stopSignal: NodeJS.Signals;
  readonly patienceMs: number;
  /** When it is stopped: the gateway before the services it leads to, the stores after all who use them. */
  readonly tier: Tier;
}

export const TIERS = ['gateway', 'service', 'store'] as const;

export type Tier = (typeof TIERS)[number];

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A server started by this tool. It writes to its log file itself, so it outlives the tool's death without harm. */
export interface Server extends ProcessId {
  readonly name: string;
  readonly logFile: string;
  /** Where in the log this start begins. */
  readonly logOffset: number;
  readonly exited: Promise<Exit>;
  exit(): Exit | undefined;
  /** Tells one that waits that it is its turn. */
  go(): void;
  stop(): Promise<void>;
}

/** Starts a server as the leader of its own process group, so that Ctrl-C reaches only the tool. */
export function launch(options: Launch): Server {
  mkdirSync(path.dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a');
  let logOffset = statSync(options.logFile).size;
  const filter = options.logFilter && launchFilter(options.logFilter, log);
  const output = filter?.stdin ?? log;
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: [options.waits ? 'pipe' : 'ignore', output, output],
    ...(options.user ?? {}),
  });
  closeSync(log);
  // The server alone holds it from here on, so it ends with the server.
  filter?.stdin?.destroy();
  const written = filter && new Promise((resolve) => filter.on('close', resolve));
  let exit: Exit | undefined;
  const exited = new Promise<Exit>((resolve) => {
    child.on('exit', (code, signal) => resolve((exit = { code, signal })));
    child.on('error', () => resolve((exit = { code: null, signal: null })));
  }).then(async (end) => {
    // Its last words are in the file then.
    await written;
    return end;
  });
  const { pid } = child;
  if (pid === undefined) {
    throw new Failure(`${options.name} could not be started: ${options.command} does not run.`);
  }
  child.unref();
  // One that has died meanwhile takes no input; `exited` tells of it.
  child.stdin?.on('error', () => undefined);
  const id = { pid, startedAt: startTime(pid) ?? '' };
  return {
    ...id,
    name: options.name,
    logFile: options.logFile,
    get logOffset() {
      return logOffset;
    },
    exited,
    exit: () => exit,
    go: () => {
      logOffset = statSync(options.logFile).size;
      child.stdin?.end('\n');
    },
    stop: () => stopProcess(id, options.stopSignal, options.patienceMs),
  };
}

function launchFilter(
  [command, ...args]: readonly [string, ...string[]],
  log: number,
): ChildProcess {
  const filter = spawn(command, args, { detached: true, stdio: ['pipe', log, log] });
  filter.on('error', () => undefined);
  if (filter.pid === undefined) throw new Failure(`A log cannot be kept: ${command} does not run.`);
  filter.unref();
  return filter;
}

/** The last lines a server wrote since this start; lines that are not JSON first, as they are meant for users. */
export function lastWords(server: Server, count = 5): string {
  const text = readFileSync(server.logFile).subarray(server.logOffset).toString('utf8');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const plain = lines.filter((line) => !line.startsWith('{'));
  return (plain.length > 0 ? plain : lines)
    .slice(-count)
    .map((line) => `    ${line.slice(0, 500)}`)
    .join('\n');
}

/** How a process ended, as words. */
export function describeExit(exit: Exit): string {
  if (exit.signal) return `was ended by ${exit.signal}`;
  return `ended with code ${exit.code ?? 'unknown'}`;
}
