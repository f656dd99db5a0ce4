import path from 'node:path';
import { parseArgs } from 'node:util';
import { Failure, describe, runTool } from '#workspace/shared/failure.mts';
import { STACK_DIR } from '#workspace/shared/paths.mts';
import { Steps } from '#workspace/shared/steps.mts';
import type { Run } from '#workspace/stack/run.mts';
import { inSession } from '../harness/session.mts';
import { measureCatalog } from './catalog.mts';
import { measureFeatures } from './features.mts';
import { measureIdentity } from './identity.mts';
import { measureGraphql } from './graphql.mts';
import { measureMedia } from './media.mts';
import { measureEvents, measureRpc } from './messaging.mts';
import { measureOrders } from './orders.mts';
import { Profiler } from './profile.mts';
import { measurePurchase } from './purchase.mts';
import { measureQuotes } from './quotes.mts';
import { Stage } from './stage.mts';
import { measureStart } from './start.mts';
import { type Row, tableOf } from './table.mts';

/** In this order: memory at rest comes before the load. */
const MEASUREMENTS: Readonly<Record<string, (stage: Stage) => Promise<Row[]>>> = {
  start: measureStart,
  graphql: measureGraphql,
  catalog: measureCatalog,
  orders: measureOrders,
  quotes: measureQuotes,
  purchase: measurePurchase,
  features: measureFeatures,
  identity: measureIdentity,
  media: measureMedia,
  rpc: measureRpc,
  events: measureEvents,
};

const HELP = `Measures the platform against baselines of the same run, with throw-away stores, and prints one table.

  npm run bench                        everything, in some minutes
  npm run bench -- --strict            ends with 1 when a goal is missed
  npm run bench -- --only rpc,events   some of: ${Object.keys(MEASUREMENTS).join(', ')}
  npm run bench -- --profile           also records CPU profiles of both sides, and says by library where the time of
                                       a request goes; the rates are a little lower than without
`;

await runTool(async () => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      strict: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const names = choose(values.only);
  const steps = new Steps();
  const profiler = values.profile ? new Profiler(path.join(STACK_DIR, 'profiles')) : undefined;
  const rows = await inSession('bench', async (run) =>
    measureAll(names, await Stage.set(run, steps, profiler), { run, steps }),
  );
  if (!rows) return 1;
  process.stdout.write(`\n${tableOf(rows)}\n\n`);
  if (profiler) process.stdout.write(`${profiler.text}\n\n`);
  const missed = ({ ours, met }: Row): boolean =>
    ours === 'failed' || (values.strict && met === false);
  return rows.some(missed) ? 1 : 0;
});

function choose(only: string | undefined): string[] {
  const all = Object.keys(MEASUREMENTS);
  const names = only?.split(',').map((name) => name.trim()) ?? all;
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    throw new Failure(`There is no row ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  }
  return all.filter((name) => names.includes(name));
}

async function measureAll(
  names: readonly string[],
  stage: Stage,
  { run, steps }: { readonly run: Run; readonly steps: Steps },
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const name of names) {
    const measure = MEASUREMENTS[name];
    if (!measure) continue;
    try {
      rows.push(...(await steps.step(`Measured: ${name}`, () => measure(stage))));
    } catch (error) {
      if (run.isEnding) throw error;
      // What the others measured is worth its table.
      steps.print(`✖ ${describe(error)}`);
      rows.push({ name, ours: 'failed', met: false });
    }
  }
  return rows;
}
