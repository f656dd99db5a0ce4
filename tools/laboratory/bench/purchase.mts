import { randomUUID } from 'node:crypto';
import { databaseName, usesPostgres } from '#workspace/stack/environment.mts';
import { Failure } from '#workspace/shared/failure.mts';
import type { Platform } from '#workspace/stack/platform.mts';
import { newBuyers } from './buyers.mts';
import { getJson } from './load.mts';
import { processorTimes } from './processor.mts';
import { Purchases, STEPS, type Shop } from './purchase-flow.mts';
import { accessToken } from './sign-in.mts';
import type { Stage } from './stage.mts';
import { type Row, percentile, ratioRow } from './table.mts';

/** Buyers at once; each buys one course after the other. */
const BUYERS = 12;
/** No purchase begins later than this; a purchase that began is ended. */
const SECONDS = 20;
/** A program is named when it takes this much of a purchase, in milliseconds. */
const NAMED_MS = 0.5;

interface Course {
  readonly id: string;
  readonly price: { readonly amountMinor: number };
}

interface Measured {
  readonly purchases: Purchases;
  readonly perSecond: number;
  /** Milliseconds of the processor for a purchase, by program. */
  readonly processor: ReadonlyMap<string, number>;
  /** Statements for a purchase, by service. */
  readonly statements: ReadonlyMap<string, number>;
}

/** A program of the bare ones. */
type Started = Awaited<ReturnType<Stage['baseline']>>;

interface Shopping {
  readonly shop: Shop;
  readonly tokens: readonly string[];
  readonly courseIds: readonly string[];
}

/** A course from the cart until its buyer is enrolled, and what that costs, against a program without a framework. */
export async function measurePurchase(stage: Stage): Promise<Row[]> {
  const { platform, accounts } = await stage.demo();
  const list = `${platform.serviceUrl('course')}/api/v1/courses?page=1&limit=50`;
  const { items } = await getJson<{ items: readonly Course[] }>(list);
  const courseIds = items.filter(({ price }) => price.amountMinor > 0).map(({ id }) => id);
  if (courseIds.length < 2) throw new Failure('The demo has too few courses to buy.');
  const adminToken = await accessToken(platform, accounts, 'admin');
  const tokens = await newBuyers(stage, BUYERS);
  const shop = { url: platform.gatewayUrl, adminToken };
  const ours = await measure(platform, { shop, tokens, courseIds });
  const raw = await measureRaw(stage, platform, courseIds);
  const split = await measureSplit(stage, platform, courseIds);
  return [
    ...rowsOf(ours, raw),
    ratioRow('Purchases, against five bare programs', ours.perSecond, split.perSecond),
    processorRow('  Processor of a purchase', ours, split),
  ];
}

async function measureRaw(
  stage: Stage,
  platform: Platform,
  courseIds: readonly string[],
): Promise<Measured> {
  const bare = await stage.baseline('raw-purchase.mts', bareSettings(stage));
  return measureBare(platform, courseIds, new Map([['bare', bare]]), bare.url);
}

/** The same as several programs behind a gateway that ask each other what the services of the platform ask. */
async function measureSplit(
  stage: Stage,
  platform: Platform,
  courseIds: readonly string[],
): Promise<Measured> {
  const programs = new Map<string, Started>();
  for (const role of ['order', 'interaction', 'progress', 'course']) {
    const settings = { ...bareSettings(stage), ROLES: role, NEIGHBOURS: 'yes' };
    programs.set(`bare ${role}`, await stage.baseline('raw-purchase.mts', settings));
  }
  const address = (role: string): string => programs.get(`bare ${role}`)?.url ?? '';
  const gateway = await stage.baseline('raw-gateway.mts', {
    ORDER: address('order'),
    INTERACTION: address('interaction'),
    PROGRESS: address('progress'),
  });
  programs.set('bare gateway', gateway);
  return measureBare(platform, courseIds, programs, gateway.url);
}

function bareSettings(stage: Stage): Readonly<Record<string, string>> {
  const { postgres, mongodb, nats } = stage.stores.urls;
  const address = (service: string, store = postgres): string => {
    const url = new URL(store);
    url.pathname = `/${databaseName(service)}`;
    return url.href;
  };
  return {
    ORDER_URL: address('order'),
    INTERACTION_URL: address('interaction'),
    USER_PROGRESS_URL: address('user-progress'),
    COURSE_URL: address('course', mongodb),
    NATS_URL: nats,
  };
}

async function measureBare(
  platform: Platform,
  courseIds: readonly string[],
  programs: ReadonlyMap<string, Started>,
  url: string,
): Promise<Measured> {
  try {
    const tokens = Array.from({ length: BUYERS }, () => randomUUID());
    const shop = { url, adminToken: randomUUID() };
    const names = Array.from(programs, ([name, { server }]) => [server.pid, name] as const);
    return await measure(platform, { shop, tokens, courseIds }, new Map(names));
  } finally {
    for (const { server } of programs.values()) await server.stop();
  }
}

async function measure(
  platform: Platform,
  { shop, tokens, courseIds }: Shopping,
  baseline: ReadonlyMap<number, string> = new Map(),
): Promise<Measured> {
  const programs = platform.programs.map((name) => [platform.pid(name) ?? 0, name] as const);
  const names = new Map([...programs, ...baseline]);
  // The first purchase of each buyer only warms up.
  const [first = '', ...rest] = courseIds;
  await Promise.all(tokens.map((token) => new Purchases(shop).make(token, first)));
  const purchases = new Purchases(shop);
  const before = { processor: processorTimes(names), statements: await statementsOf(platform) };
  const began = performance.now();
  await Promise.all(
    tokens.map(async (token) => {
      for (const courseId of rest) {
        if (performance.now() - began > SECONDS * 1000) return;
        await purchases.make(token, courseId);
      }
    }),
  );
  const tookMs = performance.now() - began;
  const { count } = purchases;
  return {
    purchases,
    perSecond: (count * 1000) / tookMs,
    processor: eachOf(before.processor, processorTimes(names), count),
    statements: eachOf(before.statements, await statementsOf(platform), count),
  };
}

function eachOf(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  count: number,
): Map<string, number> {
  const entries = Array.from(after, ([name, value]) => {
    return [name, (value - (before.get(name) ?? 0)) / count] as const;
  });
  return new Map(entries.toSorted(([, one], [, other]) => other - one));
}

/** As each service counts them: without begin, commit and the relay. */
async function statementsOf(platform: Platform): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const service of platform.programs.filter(usesPostgres)) {
    const text = await (await fetch(`${platform.serviceUrl(service)}/metrics`)).text();
    const lines = text.matchAll(/^db_query_duration_seconds_count\{[^}]*\} (\d+)/gm);
    counts.set(
      service,
      Array.from(lines, ([, value]) => Number(value)).reduce((sum, value) => sum + value, 0),
    );
  }
  return counts;
}

function rowsOf(ours: Measured, raw: Measured): Row[] {
  return [
    ratioRow('Purchases, cart to enrolled', ours.perSecond, raw.perSecond, 0.4),
    ...STEPS.flatMap((step) =>
      [0.5, 0.95].map((part) => ({
        name: `  ${step}, p${part * 100}`,
        ours: `${percentile(ours.purchases.times[step], part).toFixed(1)} ms`,
        baseline: `${percentile(raw.purchases.times[step], part).toFixed(1)} ms`,
      })),
    ),
    ...processorRows(ours, raw),
    ...[...ours.statements]
      .filter(([, count]) => count >= 0.5)
      .map(([service, count]) => ({ name: `  Statements, ${service}`, ours: count.toFixed(1) })),
  ];
}

function processorRow(name: string, ours: Measured, raw: Measured): Row {
  const sum = ({ processor }: Measured): number =>
    [...processor.values()].reduce((total, ms) => total + ms, 0);
  return {
    name,
    ours: `${sum(ours).toFixed(1)} ms`,
    baseline: `${sum(raw).toFixed(1)} ms`,
    ratio: sum(ours) / sum(raw),
  };
}

function processorRows(ours: Measured, raw: Measured): Row[] {
  const names = new Set([...ours.processor.keys(), ...raw.processor.keys()]);
  const text = (times: ReadonlyMap<string, number>, name: string): string =>
    `${(times.get(name) ?? 0).toFixed(1)} ms`;
  return [
    processorRow('  Processor of a purchase', ours, raw),
    ...[...names]
      .filter((name) => [ours, raw].some(({ processor }) => (processor.get(name) ?? 0) >= NAMED_MS))
      .map((name) => ({
        name: `    ${name}`,
        ours: text(ours.processor, name),
        baseline: text(raw.processor, name),
      })),
  ];
}
