import { until } from '#workspace/stack/ports.mts';
import { type Target, assertSameBytes, explainCosts, getJson, requestRates } from './load.mts';
import { accessToken } from './sign-in.mts';
import type { Stage } from './stage.mts';
import { type Row, ratioRow } from './table.mts';

const LIMIT = 20;
/** What Node takes by itself, in the baseline and in a container; on a laptop services are started with less. */
const NODE_AS_BASELINE = ['--max-semi-space-size=16'];

/** One course in so many is on sale. */
const ONE_IN = 10;
const SALE_MS = 86_400_000;
/** Longer than the catalog needs to file courses under their new prices. */
const SHOWN_MS = 60_000;

interface Named {
  readonly id: string;
  readonly listPrice: { readonly amountMinor: number; readonly currency: string };
  readonly saleEndsAt: string | null;
  readonly instructor: { readonly id: string } | null;
  readonly category: { readonly id: string } | null;
}

/** Course page and catalog list, cached and not, against the driver alone. */
export async function measureCatalog(stage: Stage): Promise<Row[]> {
  const { platform, accounts } = await stage.demo();
  const cached = platform.serviceUrl('course');
  const uncached = await stage.another('course', { CATALOG_CACHE_MS: '0' }, NODE_AS_BASELINE);
  const list = `/api/v1/courses?page=1&limit=${LIMIT}`;
  const { items } = await getJson<{ items: readonly Named[] }>(cached + list);
  const raw = await stage.baseline('raw-catalog.mts', {
    MONGODB_URL: stage.stores.urls.mongodb,
    NAMES: JSON.stringify(await namesOf(items, stage)),
  });
  try {
    const pages = items.map(({ id }) => `/api/v1/courses/${id}`);
    const servers = {
      raw: { url: raw.url, pid: raw.server.pid },
      uncached: { url: uncached.url, pid: uncached.server.pid },
      cached: { url: cached },
    };
    const withoutSales = [
      ...(await compare(stage, 'Course page', pages, servers)),
      ...(await compare(stage, 'Catalog list', [list], servers)),
    ];
    // By an admin: the demo has several instructors.
    const token = await accessToken(platform, accounts, 'admin');
    const priced = items.filter(({ listPrice }) => listPrice.amountMinor > 0);
    const lists = [cached, uncached.url].map((url) => url + list);
    await putOnSale(priced.slice(0, Math.ceil(items.length / ONE_IN)), lists, {
      url: cached,
      token,
    });
    return [
      ...withoutSales,
      ...(await compare(stage, 'Catalog list, 10 % on sale', [list], servers)),
    ];
  } finally {
    await Promise.all([raw.server.stop(), uncached.server.stop()]);
  }
}

/** Takes a fifth off the prices of courses, and waits until the catalog shows it. */
async function putOnSale(
  courses: readonly Named[],
  lists: readonly string[],
  { url, token }: { readonly url: string; readonly token: string },
): Promise<void> {
  const endsAt = new Date(Date.now() + SALE_MS).toISOString();
  for (const { id, listPrice } of courses) {
    const amountMinor = Math.floor(listPrice.amountMinor * 0.8);
    const response = await fetch(`${url}/api/v1/courses/${id}/sale-prices`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ price: { ...listPrice, amountMinor }, endsAt }),
    });
    if (!response.ok) throw new Error(`No sale of ${id}: ${await response.text()}`);
  }
  const areShown = async (list: string): Promise<boolean> => {
    const { items } = await getJson<{ items: readonly Named[] }>(list);
    const onSale = new Set(items.flatMap((item) => (item.saleEndsAt === null ? [] : item.id)));
    return courses.every(({ id }) => onSale.has(id));
  };
  for (const list of lists) {
    if (!(await until(() => areShown(list), SHOWN_MS))) throw new Error(`${list} shows no sales`);
  }
}

type Servers = Readonly<Record<'raw' | 'uncached' | 'cached', Omit<Target, 'paths'>>>;

async function compare(
  stage: Stage,
  name: string,
  paths: readonly string[],
  servers: Servers,
): Promise<Row[]> {
  const targets = {
    raw: { ...servers.raw, paths },
    uncached: { ...servers.uncached, paths },
    cached: { ...servers.cached, paths },
  };
  await assertSameBytes(targets.uncached, targets.raw);
  await assertSameBytes(targets.cached, targets.raw);
  const rates = await requestRates(targets);
  await explainCosts(`${name}, uncached`, targets, stage.profiler);
  return [
    ratioRow(`${name}, uncached`, rates.uncached, rates.raw, 0.65),
    ratioRow(`${name}, cached`, rates.cached, rates.raw, 0.85),
  ];
}

/** What the upstream services say about the courses of the list, by id; taken from the databases they belong to. */
async function namesOf(items: readonly Named[], stage: Stage): Promise<object> {
  const { MongoClient } = await import('mongodb');
  const client = await MongoClient.connect(stage.stores.urls.mongodb);
  try {
    const rows = await client
      .db('course')
      .collection<{ _id: string; instructorId: string; categoryId: string }>('catalog_entry')
      .find({ _id: { $in: items.map(({ id }) => id) } })
      .toArray();
    const shown = new Map(items.map((item) => [item.id, item]));
    return {
      instructors: Object.fromEntries(
        rows.map((row) => [row.instructorId, shown.get(row._id)?.instructor]),
      ),
      categories: Object.fromEntries(
        rows.map((row) => [row.categoryId, shown.get(row._id)?.category]),
      ),
    };
  } finally {
    await client.close();
  }
}
