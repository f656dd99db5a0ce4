import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { Failure } from '../shared/failure.mts';
import { LOG_DIR, STACK_DIR } from '../shared/paths.mts';
import {
  type Launch,
  type ProcessId,
  type Server,
  TIERS,
  type Tier,
  isAlive,
  launch,
  startTime,
  stopProcess,
} from './processes.mts';

const RUNS_DIR = path.join(STACK_DIR, 'runs');

export type RunKind = 'start' | 'test' | 'platform' | 'bench' | 'lists' | 'search';

export interface RunningProcess extends ProcessId {
  readonly name: string;
  readonly stopSignal: NodeJS.Signals;
  readonly patienceMs: number;
  readonly tier: Tier;
}

/** What one tool has started, kept in a file so that the next tool can clean up when this one is killed. */
export interface RunRecord {
  readonly kind: RunKind;
  readonly owner: ProcessId;
  readonly processes: readonly RunningProcess[];
  readonly folders: readonly string[];
  /** What `npm run stack -- status` shows: names and addresses. */
  readonly addresses: Readonly<Record<string, string>>;
}

/** Everything this tool has started and must not leave behind. */
export class Run {
  private readonly servers = new Map<number, { server: Server; entry: RunningProcess }>();
  private readonly folders = new Set<string>();
  private readonly addresses: Record<string, string> = {};
  private readonly owner: ProcessId;
  private readonly file: string;
  private readonly kind: RunKind;
  private ending = false;
  private ended = false;

  constructor(kind: RunKind) {
    this.kind = kind;
    this.owner = { pid: process.pid, startedAt: startTime(process.pid) ?? '' };
    this.file = path.join(RUNS_DIR, `${process.pid}.json`);
    this.write();
  }

  launch(options: Launch): Server {
    // What was going on when the end began may not start anything more.
    if (this.ending) throw new Failure(`${options.name} is not started any more.`);
    const server = launch(options);
    const { name, stopSignal, patienceMs, tier } = options;
    const { pid, startedAt } = server;
    const entry = { name, stopSignal, patienceMs, tier, pid, startedAt };
    this.servers.set(server.pid, { server, entry });
    this.write();
    void server.exited.then(() => {
      this.servers.delete(server.pid);
      this.write();
    });
    return server;
  }

  /** A folder that is removed at the end of the run. */
  addFolder(folder: string): void {
    this.folders.add(folder);
    this.write();
  }

  addAddress(name: string, address: string): void {
    this.addresses[name] = address;
    this.write();
  }

  /** Whether the end has begun; a process that ends now was stopped. */
  get isEnding(): boolean {
    return this.ending;
  }

  /** Stops what is running, tier by tier; more may be started afterwards. */
  stop(): Promise<void> {
    return stopAll([...this.servers.values()].map(({ entry }) => entry));
  }

  /** Stops what is still running, and forgets the run. */
  async end(): Promise<void> {
    this.ending = true;
    await this.stop();
    this.ended = true;
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true });
    rmSync(this.file, { force: true });
  }

  private write(): void {
    if (this.ended) return;
    const record: RunRecord = {
      kind: this.kind,
      owner: this.owner,
      processes: [...this.servers.values()].map(({ entry }) => entry),
      folders: [...this.folders],
      addresses: this.addresses,
    };
    mkdirSync(RUNS_DIR, { recursive: true });
    writeFileSync(`${this.file}.new`, JSON.stringify(record, null, 2));
    renameSync(`${this.file}.new`, this.file);
  }
}

async function stopAll(processes: readonly RunningProcess[]): Promise<void> {
  for (const tier of TIERS) {
    const together = processes.filter((entry) => entry.tier === tier);
    await Promise.all(
      together.map((entry) => stopProcess(entry, entry.stopSignal, entry.patienceMs)),
    );
  }
}

interface StoredRun extends RunRecord {
  readonly file: string;
}

function storedRuns(): StoredRun[] {
  mkdirSync(RUNS_DIR, { recursive: true });
  return readdirSync(RUNS_DIR)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const file = path.join(RUNS_DIR, name);
      try {
        return [{ ...(JSON.parse(readFileSync(file, 'utf8')) as RunRecord), file }];
      } catch {
        // Another tool ended and removed its record between the two calls.
        return [];
      }
    });
}

/** The runs of tools that are alive. */
export function liveRuns(kind?: RunKind): RunRecord[] {
  return storedRuns().filter((run) => isAlive(run.owner) && (!kind || run.kind === kind));
}

/** Stops and removes what killed tools of this checkout have left behind; returns how many processes that were. */
export async function cleanDeadRuns(): Promise<number> {
  let stopped = 0;
  for (const run of storedRuns().filter(({ owner }) => !isAlive(owner))) {
    const left = run.processes.filter(isAlive);
    stopped += left.length;
    await stopAll(left);
    for (const folder of run.folders) rmSync(folder, { recursive: true, force: true });
    rmSync(run.file, { force: true });
  }
  removeOldLogs();
  return stopped;
}

/** Sets that run side by side write to the same log files, which would grow for ever. */
function removeOldLogs(): void {
  const live = new Set<string>(liveRuns().map(({ kind }) => kind));
  for (const name of existsSync(LOG_DIR) ? readdirSync(LOG_DIR) : []) {
    const kind = /^(test|platform|bench|lists|search)-/.exec(name)?.[1];
    if (kind && !live.has(kind)) rmSync(path.join(LOG_DIR, name), { force: true });
  }
}

/**
 * Runs `stop` once when the tool is told to end: Ctrl-C, a signal, or the death of the launcher. Signals that come
 * while it is stopping are ignored, as a terminal sends Ctrl-C to every process of the chain.
 */
export function onStopRequest(stop: (reason: string) => void): void {
  let requested = false;
  const once = (reason: string): void => {
    if (requested) return;
    requested = true;
    stop(reason);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => once(signal));
  }
  process.on('disconnect', () => once('the launcher ended'));
}
