import { createHmac } from 'node:crypto';
import { Failure } from '#workspace/shared/failure.mts';
import { CATEGORY, COURSE, type ListEntry, OWNER, type Variant } from './entries.mts';
import { CURSOR_SECRET, type Listed, signIn } from './platform.mts';
import { type Statement, faultsOf } from './statement.mts';

const LIMIT = 20;
const CALLS = 50;
/** A slow list is called less often: no more calls after so many milliseconds, but always some. */
const CALLS_MS = 5_000;
const CALLS_AT_LEAST = 5;

interface ListResponse {
  readonly items: readonly unknown[];
  readonly page?: { readonly next: string | null };
  readonly pagination?: { readonly totalPages: number; readonly totalItems: number };
}

/** One list, requested in one way, at one size of its table. */
export interface Measured {
  readonly name: string;
  readonly indexes: readonly string[];
  /** Of the place where most was looked at. */
  readonly examined: number;
  readonly returned: number;
  /** What the total of a numbered list looked at. */
  readonly counted: number | undefined;
  /** Milliseconds of up to 50 requests each at the beginning, deep inside and at the end: the slowest of the three p95. */
  readonly p95: number;
  readonly faults: readonly string[];
}

/** Reads one list in all its ways from a service that runs. */
export async function measureList(
  listed: Listed,
  entry: ListEntry,
  rows: number,
): Promise<Measured[]> {
  // Renewed between the ways: all of them together may take longer than a token lasts.
  let { token } = await signIn(listed.platform);
  const read = (query: Query): Promise<ListResponse> => readList(listed, entry, query, token);
  const prepared = [];
  for (const variant of entry.variants) {
    prepared.push({ variant, places: await placesOf(variant, rows, listed, read) });
  }
  const explained: Statement[][] = [];
  const inMongo = entry.service === 'course';
  if (!inMongo) await listed.postgres.explain(true);
  for (const { places } of prepared) {
    ({ token } = await signIn(listed.platform));
    const statements: Statement[] = [];
    for (const place of places) {
      const once = async (): Promise<void> => void (await read(place));
      const sent = inMongo
        ? await listed.mongo.capture(once)
        : await listed.postgres.capture(entry.service, once);
      if (sent.length === 0) throw new Failure(`${nameOf(entry, place)} sent no statement.`);
      statements.push(...sent);
    }
    explained.push(statements);
  }
  if (!inMongo) await listed.postgres.explain(false);
  const measured: Measured[] = [];
  for (const [index, { variant, places }] of prepared.entries()) {
    ({ token } = await signIn(listed.platform));
    const p95s: number[] = [];
    for (const place of places) p95s.push(await p95Of(() => read(place)));
    measured.push({
      name: nameOf(entry, variant.query),
      ...judge(explained[index] ?? [], variant.binding === undefined),
      p95: Math.max(...p95s),
    });
  }
  return measured;
}

type Query = Readonly<Record<string, string>>;

/** The beginning, deep inside, and the last that can be reached. */
async function placesOf(
  variant: Variant,
  rows: number,
  listed: Listed,
  read: (query: Query) => Promise<ListResponse>,
): Promise<Query[]> {
  const known: Readonly<Record<string, string>> = {
    [OWNER]: listed.hotOwner,
    [COURSE]: listed.hotCourse,
    [CATEGORY]: listed.category,
  };
  const first = Object.fromEntries(
    Object.entries(variant.query).map(([name, value]) => [name, known[value] ?? value]),
  );
  const beginning = await read(first);
  if (beginning.items.length === 0) {
    throw new Failure(`${JSON.stringify(variant.query)} finds nothing, so nothing is measured.`);
  }
  if (variant.positions && variant.binding) {
    const binding = Object.fromEntries(
      Object.entries(variant.binding).map(([name, value]) => [name, known[String(value)] ?? value]),
    );
    const { deep, last } = variant.positions(rows);
    return [first, ...[deep, last].map((at) => ({ ...first, cursor: sign(at, binding) }))];
  }
  const pages = beginning.pagination?.totalPages ?? 1;
  return [
    first,
    ...[Math.ceil(pages / 2), pages].map((page) => ({ ...first, page: String(page) })),
  ];
}

/** A cursor as the service would give it out (`Cursors` in libs/common/http); it refuses one that is made otherwise. */
function sign(position: readonly (string | number)[], binding: object): string {
  const body = Buffer.from(JSON.stringify(position)).toString('base64url');
  const signature = createHmac('sha256', CURSOR_SECRET)
    .update(`${JSON.stringify(binding)}\n${body}`)
    .digest('base64url');
  return `${body}.${signature}`;
}

async function readList(
  { platform, hotCourse }: Listed,
  entry: ListEntry,
  query: Query,
  token: string,
): Promise<ListResponse> {
  const search = new URLSearchParams({ limit: String(LIMIT), ...query }).toString();
  const route = entry.path.replace(/\{\w+\}/, hotCourse);
  const url = `${platform.serviceUrl(entry.service)}${route}?${search}`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  const text = await response.text();
  if (!response.ok) throw new Failure(`${url} returned ${response.status}: ${text}`);
  return JSON.parse(text) as ListResponse;
}

function judge(
  statements: readonly Statement[],
  numbered: boolean,
): Pick<Measured, 'indexes' | 'examined' | 'returned' | 'counted' | 'faults'> {
  const worst = (some: readonly Statement[]): Statement | undefined =>
    [...some].sort((a, b) => b.examined - a.examined)[0];
  const page = worst(statements.filter(({ total }) => !total));
  const total = worst(statements.filter((statement) => statement.total));
  const faults = statements.flatMap((one) => faultsOf(one, { limit: LIMIT, numbered }));
  return {
    indexes: [...new Set(statements.flatMap(({ indexes }) => indexes))],
    examined: page?.examined ?? 0,
    returned: page?.returned ?? 0,
    counted: total?.examined,
    faults: [...new Set(faults)],
  };
}

async function p95Of(call: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  const until = performance.now() + CALLS_MS;
  while (times.length < CALLS && (performance.now() < until || times.length < CALLS_AT_LEAST)) {
    const began = performance.now();
    await call();
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? 0;
}

function nameOf(entry: ListEntry, query: Query): string {
  const shown = Object.entries(query).map(([name, value]) =>
    /^(courseId|userId|instructorId|categoryId)$/.test(name) ? name : `${name}=${value}`,
  );
  return [entry.path.replace('/api/v1', ''), shown.join('&')].filter(Boolean).join('?');
}
