import { Failure } from '#workspace/shared/failure.mts';
import { percentile } from '../bench/table.mts';
import type { Made, Search } from './searches.mts';

const CALLS = 100;
const WARM_UP_CALLS = 5;
/** A slow search is sent less often: no more requests after so many milliseconds, but always some. */
const CALLS_MS = 6_000;
const CALLS_AT_LEAST = 20;
/** How many requests with the same words there may be that find nothing: not every pair of words has a course. */
const FOUND_AT_LEAST = 0.5;

/** Milliseconds of one kind of search at one number of courses. */
export interface Times {
  readonly p50: number;
  readonly p95: number;
}

interface Response {
  readonly items?: readonly unknown[];
  readonly suggestions?: readonly unknown[];
  readonly correction?: string | null;
}

/** Sends one kind of search again and again, one request at a time. */
export async function measureSearch(url: string, search: Search, made: Made): Promise<Times> {
  const times: number[] = [];
  let found = 0;
  for (let n = 0; n < WARM_UP_CALLS; n += 1) await send(url, search, made, CALLS + n);
  const until = performance.now() + CALLS_MS;
  for (let n = 0; n < CALLS; n += 1) {
    if (n >= CALLS_AT_LEAST && performance.now() > until) break;
    const began = performance.now();
    const response = await send(url, search, made, n);
    times.push(performance.now() - began);
    if (isAsExpected(search, response)) found += 1;
  }
  if (found < times.length * FOUND_AT_LEAST) {
    throw new Failure(
      `${search.name}: only ${found} of ${times.length} responses are as expected.`,
    );
  }
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}

function isAsExpected({ findsNothing }: Search, response: Response): boolean {
  const { items, suggestions, correction } = response;
  if (findsNothing) return typeof correction === 'string';
  return (items ?? suggestions ?? []).length > 0;
}

async function send(url: string, search: Search, made: Made, n: number): Promise<Response> {
  const query = new URLSearchParams(search.query(n, made)).toString();
  const response = await fetch(`${url}${search.path}?${query}`);
  const text = await response.text();
  if (!response.ok)
    throw new Failure(`${search.path}?${query} returned ${response.status}: ${text}`);
  return JSON.parse(text) as Response;
}
