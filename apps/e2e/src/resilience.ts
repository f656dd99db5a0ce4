import { randomInt } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { Client } from 'pg';
import type { Platform } from './platform';

/** The long form of the resilience tests, which `npm run resilience` runs: more load, and durations are asserted. */
export const LONG = process.env.RESILIENCE_FORM === 'long';

/** A long form with as much as the promise names. */
const FULL = LONG && process.env.RESILIENCE_SIZE === 'full';

/** How much of something: little for `npm test`, some minutes of it, or as much as the promise names. */
export function sized(short: number, long: number, full: number): number {
  if (FULL) return full;
  return LONG ? long : short;
}

/** Decides everything that is left to chance; the same seed takes the same decisions. */
export const SEED = Number(process.env.RESILIENCE_SEED ?? randomInt(2 ** 31));

const generator = xoroshiro128plus(SEED);

/** In an order of chance. */
export function shuffled<T>(items: readonly T[]): T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(uniformInt(generator, 0, left.length - 1), 1));
}

/** A whole number from the first to the last. */
export function chance(first: number, last: number): number {
  return uniformInt(generator, first, last);
}

/** Prints what a resilience test has counted. */
export function report(test: string, figures: Readonly<Record<string, number>>): void {
  const counts = Object.entries(figures).map(([what, count]) => `${what} ${Math.round(count)}`);
  process.stdout.write(`${test}  seed ${SEED}  ${counts.join(', ')}\n`);
}

/** The value of a gauge or counter of a service, all labels together. */
export async function metric(platform: Platform, service: string, name: string): Promise<number> {
  const text = await (await fetch(`${platform.serviceUrl(service)}/metrics`)).text();
  const samples = text.split('\n').filter((line) => new RegExp(`^${name}[{ ]`).test(line));
  if (samples.length === 0) throw new Error(`${service} has no metric ${name}`);
  return samples.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}

/** Makes the database of user-progress refuse what is granted to some users, as a defect there would. */
export async function refuseEnrollments(
  platform: Platform,
  userIds: readonly string[],
): Promise<() => Promise<void>> {
  const url = new URL('/user_progress', platform.stores.postgres);
  const list = userIds.map((id) => `'${id}'`).join(', ');
  await query(
    url,
    `CREATE FUNCTION refuse_enrollment() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'refused by a resilience test'; END $$;
     CREATE TRIGGER refuse_enrollment BEFORE INSERT ON enrollment FOR EACH ROW
       WHEN (NEW.user_id IN (${list})) EXECUTE FUNCTION refuse_enrollment()`,
  );
  return () =>
    query(url, 'DROP TRIGGER refuse_enrollment ON enrollment; DROP FUNCTION refuse_enrollment()');
}

async function query(url: URL, statements: string): Promise<void> {
  await rowsOf(url, statements);
}

/** The rows that a statement finds in the database of a service. @param url with the name of the database */
export async function rowsOf<Row extends object>(
  url: URL,
  statement: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    // Several statements at once take no values.
    const { rows } =
      values.length > 0
        ? await client.query<Row>(statement, [...values])
        : await client.query<Row>(statement);
    return rows;
  } finally {
    await client.end();
  }
}
