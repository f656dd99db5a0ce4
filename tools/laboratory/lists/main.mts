import { parseArgs } from 'node:util';
import { Failure, runTool } from '#workspace/shared/failure.mts';
import { Steps } from '#workspace/shared/steps.mts';
import type { Run } from '#workspace/stack/run.mts';
import { inSession } from '../harness/session.mts';
import { ENTRIES, type ListEntry } from './entries.mts';
import { type Measured, measureList } from './measure.mts';
import { fillMongo } from './mongo-rows.mts';
import { type Listed, startListed } from './platform.mts';
import { fillPostgres } from './postgres-rows.mts';
import { tableOf } from './table.mts';

const FEW_ROWS = 10_000;
const MOST_ROWS = 10_000_000;

const HELP = `Fills the tables behind every list, reads the lists from the running services, and shows how the stores found
the rows: at ${FEW_ROWS} rows and at a million. Ends with 1 when a list reads without an index, sorts in memory or looks
at many more rows than it returns.

  npm run lists                        all services; takes a quarter of an hour and some GB of disk meanwhile
  npm run lists -- order review        some of: ${servicesOf(ENTRIES).join(', ')}
  npm run lists -- --rows 100000       fewer rows than a million
`;

await runTool(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rows: { type: 'string', default: '1000000' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const rows = rowsOf(values.rows);
  const entries = choose(positionals);
  const steps = new Steps();
  const found = await inSession('lists', (run) => measureAll(run, entries, rows, steps));
  if (!found) return 1;
  process.stdout.write(`\n${tableOf(found, [FEW_ROWS, rows])}\n\n`);
  return found.some(({ many }) => many.faults.length > 0) ? 1 : 0;
});

function rowsOf(text: string): number {
  const rows = Number(text);
  if (!Number.isInteger(rows) || rows < FEW_ROWS || rows > MOST_ROWS) {
    throw new Failure(`--rows takes a whole number from ${FEW_ROWS} to ${MOST_ROWS}.`);
  }
  return rows;
}

function choose(services: readonly string[]): readonly ListEntry[] {
  const known = servicesOf(ENTRIES);
  const unknown = services.filter((service) => !known.includes(service));
  if (unknown.length > 0) {
    throw new Failure(`${unknown.join(', ')} has no list here. There are: ${known.join(', ')}.`);
  }
  return services.length > 0
    ? ENTRIES.filter(({ service }) => services.includes(service))
    : ENTRIES;
}

function servicesOf(entries: readonly ListEntry[]): string[] {
  return [...new Set(entries.map(({ service }) => service))];
}

async function measureAll(
  run: Run,
  entries: readonly ListEntry[],
  rows: number,
  steps: Steps,
): Promise<{ few: Measured; many: Measured }[]> {
  const listed = await startListed(run, steps);
  try {
    const few = await measureAt(listed, entries, { from: 0, to: FEW_ROWS }, steps);
    const many = await measureAt(listed, entries, { from: FEW_ROWS, to: rows }, steps);
    return many.flatMap((one, index) => {
      const before = few[index];
      return before ? [{ few: before, many: one }] : [];
    });
  } finally {
    await listed.mongo.close();
  }
}

/** Adds rows up to a number of them, then reads every list. */
async function measureAt(
  listed: Listed,
  entries: readonly ListEntry[],
  range: { readonly from: number; readonly to: number },
  steps: Steps,
): Promise<Measured[]> {
  const { stores, hotOwner, hotCourse, category } = listed;
  for (const service of servicesOf(entries)) {
    await steps.step(`${service}: ${range.to} rows`, () =>
      service === 'course'
        ? fillMongo(stores.urls.mongodb, { ...range, hotOwner, hotCourse, category })
        : fillPostgres(stores.urls.postgres, service, { ...range, hotOwner, hotCourse }),
    );
  }
  const measured: Measured[] = [];
  for (const entry of entries) {
    const title = `${entry.path} read at ${range.to} rows`;
    measured.push(...(await steps.step(title, () => measureList(listed, entry, range.to))));
  }
  return measured;
}
