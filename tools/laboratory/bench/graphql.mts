import { Failure } from '#workspace/shared/failure.mts';
import type { Stage } from './stage.mts';
import { type Row, median } from './table.mts';

/** Instructors and categories; the rating is the catalog's own. */
const QUESTIONS = 2;

/** How long a hostile document may keep the process busy, in milliseconds. */
const HOSTILE_MS = 20;

/** How often each document is sent. */
const TIMES = 25;

/** Documents that took seconds of GraphQL's own validation, and the worst that is still let through. */
const HOSTILE: readonly string[] = [
  `{ courses { ${'items { id } '.repeat(1_000)} } }`,
  `{ ${'__typename '.repeat(20_000)} }`,
  `{ ${Array.from({ length: 5_000 }, (_, n) => `a${n}: __typename`).join(' ')} }`,
  `{ courses { pagination { ${'totalItems '.repeat(480)} } } }`,
  `{ ${Array.from({ length: 490 }, (_, n) => `f${n}`).join(' ')} }`,
  `{ ${'course(id: "1") { id title instructor { id name } } '.repeat(10)} }`,
];

/** What GraphQL costs: questions to other services for a page, and time for documents that are meant to do harm. */
export async function measureGraphql(stage: Stage): Promise<Row[]> {
  const { platform } = await stage.demo();
  const url = platform.serviceUrl('course');
  return [await questionsRow(url), await hostileRow(url)];
}

/** How many requests a page of the catalog sends to other services, whatever its size. */
async function questionsRow(url: string): Promise<Row> {
  const small = await questionsFor(url, 2);
  const large = await questionsFor(url, 20);
  return {
    name: 'GraphQL page of 20, questions to services',
    ours: String(large),
    baseline: `${small} (page of 2)`,
    goal: `as many, ≤ ${QUESTIONS}`,
    met: large === small && large <= QUESTIONS,
  };
}

/** The dearest hostile document beside the cheapest harmless one, one request after the other. */
async function hostileRow(url: string): Promise<Row> {
  const harmless = await medianTime(url, '{ __typename }');
  const times: number[] = [];
  for (const query of HOSTILE) times.push(await medianTime(url, query));
  const ours = Math.max(...times);
  return {
    name: 'GraphQL, dearest hostile document',
    ours: `${ours.toFixed(1)} ms`,
    baseline: `${harmless.toFixed(1)} ms (harmless)`,
    goal: `< ${HOSTILE_MS} ms`,
    met: ours < HOSTILE_MS,
  };
}

async function medianTime(url: string, query: string): Promise<number> {
  const times: number[] = [];
  for (let sent = 0; sent < TIMES; sent += 1) {
    const before = performance.now();
    await (await post(url, query)).arrayBuffer();
    times.push(performance.now() - before);
  }
  return median(times);
}

function post(url: string, query: string): Promise<Response> {
  return fetch(`${url}/course/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
}

async function questionsFor(url: string, limit: number): Promise<number> {
  const before = await requested(url);
  const query = `{ courses(limit: ${limit}) { items { title rating instructor { name } category { name } } } }`;
  const response = await post(url, query);
  const { data } = (await response.json()) as {
    data?: { courses: { items: { instructor: unknown; category: unknown }[] } };
  };
  const items = data?.courses.items ?? [];
  if (items.length !== limit || items.some((item) => !item.instructor || !item.category)) {
    throw new Failure(`GraphQL gave ${items.length} complete courses instead of ${limit}.`);
  }
  return (await requested(url)) - before;
}

/** The number of requests a service has sent since its start, by its own metrics. */
async function requested(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const counts = text.matchAll(/^rpc_client_duration_seconds_count\{[^}]*\} (\d+)/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}
