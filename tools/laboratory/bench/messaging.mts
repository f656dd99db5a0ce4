import type { Profiler } from './profile.mts';
import type { Stage } from './stage.mts';
import { type Row, median, rateRow, ratioRow } from './table.mts';

interface RpcResult {
  readonly ours: readonly number[];
  readonly raw: readonly number[];
  /** One round more of each, under the profiler. */
  readonly profiled?: { readonly caller: number; readonly responder: number } & Readonly<
    Record<'ours' | 'raw', number>
  >;
}

interface EventsResult {
  readonly relayPerSecond: number;
  readonly consumerPerSecond: number;
  readonly publishP95Ms: number;
}

/** From the commit to the broker while nothing else is going on, in milliseconds. */
const SOON_MS = 300;

/** A question by contract against a request of the NATS client alone. */
export async function measureRpc(stage: Stage): Promise<Row[]> {
  const rows: Row[] = [];
  for (const callers of [16, 1]) {
    const title = `RPC round trip, ${String(callers)} at a time`;
    const result = await stage.measure<RpcResult>('rpc.js', [String(callers)]);
    await explainRpc(title, result, stage.profiler);
    rows.push(ratioRow(title, median(result.ours), median(result.raw), 0.65));
  }
  return rows;
}

async function explainRpc(
  title: string,
  { profiled }: RpcResult,
  profiler: Profiler | undefined,
): Promise<void> {
  if (!profiler || !profiled) return;
  const { caller, responder, ours, raw } = profiled;
  const costs = new Map([
    ['caller', await profiler.costsOf(caller, ours)],
    ['responder', await profiler.costsOf(responder, ours)],
    ['raw caller', await profiler.costsOf(caller, raw)],
    ['raw responder', await profiler.costsOf(responder, raw)],
  ]);
  profiler.add(title, costs);
}

/** Events from a transaction through outbox, broker and inbox into another transaction. */
export async function measureEvents(stage: Stage): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [kind, title] of [
    ['postgres', 'PostgreSQL'],
    ['mongodb', 'MongoDB'],
  ] as const) {
    const result = await stage.measure<EventsResult>('events.js', [kind]);
    rows.push(
      rateRow(`Relay, ${title}`, result.relayPerSecond, 1_000),
      rateRow(`Consumer with inbox, ${title}`, result.consumerPerSecond, 500),
      {
        name: `Commit to broker, idle, p95, ${title}`,
        ours: `${result.publishP95Ms.toFixed(1)} ms`,
        goal: `≤ ${SOON_MS} ms`,
        met: result.publishP95Ms <= SOON_MS,
      },
    );
  }
  return rows;
}
