import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '#workspace/shared/failure.mts';
import { until } from '#workspace/stack/ports.mts';
import { type CpuProfile, sharesOf } from './profile-shares.mts';

const WRITTEN_MS = 20_000;
/** Less of a request is not worth a line, in microseconds. */
const SHOWN_US = 2;

/** A program under load, and how to put it there. */
export interface Profiled {
  readonly pid: number;
  /** @returns how many requests were completed */
  load(): Promise<number>;
}

/** Microseconds of a request, by library. */
type Costs = ReadonlyMap<string, number>;

/** Records where the processor time of requests goes. Programs must have been started with `environment`. */
export class Profiler {
  readonly folder: string;
  private readonly recorded = new Map<number, number>();
  private readonly tables: string[] = [];

  /** @param folder where the profiles are kept; emptied first */
  constructor(folder: string) {
    this.folder = folder;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  /** What a program has to be started with. */
  get environment(): Readonly<Record<string, string>> {
    const recorder = path.join(import.meta.dirname, 'recorder.cjs');
    return { NODE_OPTIONS: `--require ${recorder}`, PROFILE_FOLDER: this.folder };
  }

  /** Every table so far, as text. */
  get text(): string {
    return [...this.tables, `Profiles for a browser's developer tools: ${this.folder}`].join(
      '\n\n',
    );
  }

  /** Adds a table of what a request costs some programs. */
  async explain(title: string, programs: Readonly<Record<string, Profiled>>): Promise<void> {
    const costs = new Map<string, Costs>();
    for (const [name, program] of Object.entries(programs)) {
      costs.set(name, await this.record(program));
    }
    this.add(title, costs);
  }

  /** Adds a table of what has been recorded by the programs themselves. */
  add(title: string, costs: ReadonlyMap<string, Costs>): void {
    this.tables.push(tableOf(title, costs));
  }

  /** The next profile that a process writes. @param requests that were completed meanwhile */
  async costsOf(pid: number, requests: number): Promise<Costs> {
    const number = (this.recorded.get(pid) ?? 0) + 1;
    this.recorded.set(pid, number);
    const file = path.join(this.folder, `${String(pid)}-${String(number)}.cpuprofile`);
    if (!(await until(() => Promise.resolve(existsSync(file)), WRITTEN_MS))) {
      throw new Failure(`The process ${String(pid)} has written no profile.`);
    }
    return sharesOf(JSON.parse(readFileSync(file, 'utf8')) as CpuProfile, requests);
  }

  private async record({ pid, load }: Profiled): Promise<Costs> {
    process.kill(pid, 'SIGUSR2');
    const requests = await load();
    process.kill(pid, 'SIGUSR2');
    return this.costsOf(pid, requests);
  }
}

function tableOf(title: string, costs: ReadonlyMap<string, Costs>): string {
  const names = [...costs.keys()];
  const all = [...costs.values()];
  const sum = (of: Costs): number => [...of.values()].reduce((total, one) => total + one, 0);
  const libraries = new Set(all.flatMap((of) => [...of.keys()]));
  const shown = [...libraries].filter((name) => all.some((of) => (of.get(name) ?? 0) >= SHOWN_US));
  const rows = [
    ['all', ...all.map((of) => sum(of).toFixed(0))],
    ...shown.map((name) => [name, ...all.map((of) => (of.get(name) ?? 0).toFixed(0))]),
  ];
  const width = Math.max(...rows.map(([name = '']) => name.length));
  const columns = names.map((name) => Math.max(name.length, 7));
  const line = ([name = '', ...cells]: readonly string[]): string =>
    [name.padEnd(width), ...cells.map((cell, at) => cell.padStart(columns[at] ?? 0))].join('  ');
  return [`${title}, µs of a request`, line(['', ...names]), ...rows.map(line)].join('\n');
}
