import { createRequire } from 'node:module';
import { Failure } from '#workspace/shared/failure.mts';
import type { Profiled, Profiler } from './profile.mts';
import { median } from './table.mts';

interface LoadResult {
  readonly requests: { readonly average: number; readonly total: number };
  readonly errors: number;
  readonly non2xx: number;
}

interface Request {
  readonly path: string;
  readonly method?: 'POST';
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Called before each time it is sent. */
  readonly setupRequest?: (request: Request) => Request;
}

type Autocannon = (options: {
  readonly url: string;
  readonly connections: number;
  readonly duration: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly requests: readonly Request[];
}) => Promise<LoadResult>;

// The package has no types of its own.
const autocannon = createRequire(import.meta.url)('autocannon') as Autocannon;

const CONNECTIONS = 16;
const WARM_UP_SECONDS = 2;
const SECONDS = 4;
const ROUNDS = 3;

/** A server under load, and the paths that are requested in turn. */
export interface Target {
  readonly url: string;
  /** The process that responds, when it may be profiled. */
  readonly pid?: number | undefined;
  readonly paths: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON; the paths are requested with POST when there is one. */
  readonly body?: string;
  /** Headers that are others each time. */
  readonly eachTime?: () => Readonly<Record<string, string>>;
}

/** Explains what the requests cost that `requestRates` has counted, when someone wants to know. */
export async function explainCosts(
  title: string,
  targets: Readonly<Record<string, Target>>,
  profiler: Profiler | undefined,
): Promise<void> {
  if (!profiler) return;
  const programs = Object.entries(targets).flatMap(([name, target]): [string, Profiled][] => {
    const { pid } = target;
    if (pid === undefined) return [];
    const counted = async (): Promise<number> => (await load(target, SECONDS)).total;
    return [[name, { pid, load: counted }]];
  });
  await profiler.explain(title, Object.fromEntries(programs));
}

/**
 * Requests per second of several servers. They take turns, and the median counts, because the machine may be busy
 * with other things meanwhile.
 */
export async function requestRates<Name extends string>(
  targets: Readonly<Record<Name, Target>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(targets) as Name[];
  const rates = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (const name of names) await load(targets[name], WARM_UP_SECONDS);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of names) {
      const { average } = await load(targets[name], SECONDS);
      rates.get(name)?.push(average);
    }
  }
  const medians = names.map((name) => [name, median(rates.get(name) ?? [])] as const);
  return Object.fromEntries(medians) as Record<Name, number>;
}

async function load(target: Target, seconds: number): Promise<LoadResult['requests']> {
  const { url, paths, headers = {} } = target;
  const { requests, errors, non2xx } = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    headers,
    requests: paths.map((path) => requestOf(path, target)),
  });
  if (errors + non2xx > 0) {
    throw new Failure(`${url}${paths[0] ?? ''} failed ${errors + non2xx} times under load.`);
  }
  return requests;
}

function requestOf(path: string, { body, eachTime }: Target): Request {
  const headers = { 'content-type': 'application/json' };
  const request: Request = body === undefined ? { path } : { path, method: 'POST', body, headers };
  if (!eachTime) return request;
  return {
    ...request,
    setupRequest: (next) => ({ ...next, headers: { ...next.headers, ...eachTime() } }),
  };
}

/** Fails unless two servers give the same bytes for every path. */
export async function assertSameBytes(ours: Target, baseline: Target): Promise<void> {
  for (const path of ours.paths) {
    const [mine, theirs] = await Promise.all([bytes(ours, path), bytes(baseline, path)]);
    if (mine !== theirs) {
      const place = [...mine].findIndex((letter, index) => letter !== theirs[index]);
      const around = (text: string): string => text.slice(Math.max(0, place - 40), place + 200);
      throw new Failure(
        `The baseline returns something else for ${path}:\n${around(mine)}\n${around(theirs)}`,
      );
    }
  }
}

async function bytes({ url, headers = {} }: Target, path: string): Promise<string> {
  const response = await fetch(url + path, { headers });
  const text = await response.text();
  if (!response.ok) throw new Failure(`${url}${path} returned ${response.status}: ${text}`);
  return text;
}

/** A JSON response of a service. */
export async function getJson<T>(url: string, headers: Record<string, string> = {}): Promise<T> {
  return JSON.parse(await bytes({ url, paths: [], headers }, '')) as T;
}
