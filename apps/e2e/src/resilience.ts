import { randomInt } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { Client } from 'pg';
import type { Platform } from './platform';

/** The long form of the resilience tests, which `npm run resilience` runs: more load, and durations are asserted. */
export const LONG = process.env.RESILIENCE_FORM === 'long';

/** Decides everything that is left to chance; the same seed takes the same decisions. */
export const SEED = Number(process.env.RESILIENCE_SEED ?? randomInt(2 ** 31));

const generator = xoroshiro128plus(SEED);

/** In an order of chance. */
export function shuffled<T>(items: readonly T[]): T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(uniformInt(generator, 0, left.length - 1), 1));
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
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(statements);
  } finally {
    await client.end();
  }
}
