import { usesPostgres } from '#workspace/stack/environment.mts';
import type { Platform } from '#workspace/stack/platform.mts';
import { processorTimes } from './processor.mts';
import { Purchases, type Shop } from './purchase-flow.mts';
import { PurchaseLanes } from './purchase-lanes.mts';

/** Buyers at once. */
const AT_ONCE = 12;
/** Made before anything is counted: by then a program has compiled the code that a purchase runs most. */
export const WARM_UP = 240;
/** No purchase begins later than this; a purchase that began is ended. */
export const SECONDS = 15;

export interface Measured {
  readonly purchases: Purchases;
  /** How many were made, those of the warm-up included. */
  readonly made: number;
  readonly perSecond: number;
  /** Milliseconds of the processor for a purchase, by program. */
  readonly processor: ReadonlyMap<string, number>;
  /** Statements for a purchase, by service. */
  readonly statements: ReadonlyMap<string, number>;
}

/** Who buys what, where. */
export interface Shopping {
  readonly shop: Shop;
  readonly tokens: Iterable<string>;
  readonly courseIds: readonly string[];
}

/**
 * What purchases cost where the programs have been warmed up: a program of these sizes is compiled for some hundred
 * purchases, and would be compared by how soon that is over.
 * @param baseline the names of its programs, when it is not the platform that is measured: the platform then idles
 *   beside it, and what that takes does not count
 */
export async function measureShopping(
  platform: Platform,
  { shop, tokens, courseIds }: Shopping,
  baseline: ReadonlyMap<number, string> = new Map(),
): Promise<Measured> {
  const programs = platform.programs.map((name) => [platform.pid(name) ?? 0, name] as const);
  const names = new Map([...programs, ...baseline]);
  const lanes = new PurchaseLanes(tokens, courseIds, AT_ONCE);
  const warmUp = new Purchases(shop);
  await lanes.make(WARM_UP, (token, courseId) => warmUp.make(token, courseId));
  const purchases = new Purchases(shop);
  const before = { processor: processorTimes(names), statements: await statementsOf(platform) };
  const began = performance.now();
  await lanes.run(
    (token, courseId) => purchases.make(token, courseId),
    () => performance.now() - began < SECONDS * 1000,
  );
  const tookMs = performance.now() - began;
  const used = processorTimes(names);
  if (baseline.size > 0) for (const name of platform.programs) used.delete(name);
  const { count } = purchases;
  return {
    purchases,
    made: warmUp.count + count,
    perSecond: (count * 1000) / tookMs,
    processor: eachOf(before.processor, used, count),
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
