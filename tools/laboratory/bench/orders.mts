import { databaseName } from '#workspace/stack/environment.mts';
import { Failure } from '#workspace/shared/failure.mts';
import { assertSameBytes, explainCosts, getJson, requestRates } from './load.mts';
import { accessToken } from './sign-in.mts';
import type { Stage } from './stage.mts';
import { type Row, ratioRow } from './table.mts';

/** A buyer reads orders of their own, against the queries alone. */
export async function measureOrders(stage: Stage): Promise<Row[]> {
  const { platform, accounts } = await stage.demo();
  const url = platform.serviceUrl('order');
  const headers = { authorization: `Bearer ${await accessToken(platform, accounts)}` };
  const { items } = await getJson<{ items: { id: string }[] }>(`${url}/api/v1/orders`, headers);
  const paths = items.map(({ id }) => `/api/v1/orders/${id}`);
  if (paths.length === 0) throw new Failure('The learner of the demo has no order.');
  const database = new URL(stage.stores.urls.postgres);
  database.pathname = `/${databaseName('order')}`;
  const raw = await stage.baseline('raw-orders.mts', { DATABASE_URL: database.href });
  try {
    const targets = {
      raw: { url: raw.url, pid: raw.server.pid, paths },
      ours: { url, pid: platform.pid('order'), paths, headers },
    };
    await assertSameBytes(targets.ours, targets.raw);
    const rates = await requestRates(targets);
    await explainCosts('GET /orders/{id}', targets, stage.profiler);
    return [ratioRow('GET /orders/{id}', rates.ours, rates.raw, 0.65)];
  } finally {
    await raw.server.stop();
  }
}
