import { connect } from 'nats';
import { Client } from 'pg';
import { databaseName } from '#workspace/stack/environment.mts';
import { Failure } from '#workspace/shared/failure.mts';
import { until } from '#workspace/stack/ports.mts';
import type { Stores } from '#workspace/stack/stores.mts';
import { STREAM } from './raw-facts.mts';
import { SCHEMA } from './raw-store.mts';

const WITHIN_MS = 20_000;

/** What the programs of a baseline write, by service. */
const TABLES = {
  order: [
    ...['idempotency_record', 'outbox', 'inbox', 'quote', 'order', 'order_line'],
    ...['payment', 'bank_receipt', 'transaction'],
  ],
  interaction: ['inbox', 'cart', 'cart_item'],
  'user-progress': [
    ...['outbox', 'inbox', 'order_line_grant', 'enrollment'],
    ...['curriculum_snapshot', 'course_publication'],
  ],
} as const;

type Service = keyof typeof TABLES;

/** What has become of the purchases of a baseline. */
export interface Outcome {
  readonly fulfilled: number;
  readonly enrollments: number;
  readonly unpublished: number;
  readonly leftInCarts: number;
}

/** Where a baseline keeps its rows: beside those of the services, so that nobody else finds them. */
export class BareStores {
  private readonly urls: Stores['urls'];

  constructor(urls: Stores['urls']) {
    this.urls = urls;
  }

  /** The addresses, as the programs read them. */
  get settings(): Readonly<Record<string, string>> {
    return {
      ORDER_URL: this.address('order'),
      INTERACTION_URL: this.address('interaction'),
      USER_PROGRESS_URL: this.address('user-progress'),
      COURSE_URL: withDatabase(this.urls.mongodb, 'course'),
      NATS_URL: this.urls.nats,
    };
  }

  /** Gives each baseline empty copies of the services' tables, indexes included, and no fact of the one before it. */
  async empty(): Promise<void> {
    for (const [service, tables] of Object.entries(TABLES)) {
      await this.inDatabase(service as Service, async (client) => {
        await client.query(`drop schema if exists ${SCHEMA} cascade`);
        await client.query(`create schema ${SCHEMA}`);
        for (const table of tables) {
          await client.query(
            `create table ${SCHEMA}."${table}" (like public."${table}" including all)`,
          );
        }
      });
    }
    await this.forgetFacts();
  }

  /**
   * Waits until what follows a purchase is done.
   * @throws Failure when a purchase has left less, or more, than it should
   */
  async assertNothingLost(purchases: number): Promise<void> {
    let lost: string | undefined;
    const complete = await until(async () => {
      lost = differenceOf(await this.outcome(), purchases);
      return lost === undefined;
    }, WITHIN_MS);
    if (!complete) throw new Failure(`The baseline measures nothing: ${lost ?? ''}`);
  }

  private async outcome(): Promise<Outcome> {
    const [paid, granted, leftInCarts] = await Promise.all([
      this.inDatabase('order', async (client) => ({
        fulfilled: await count(client, `"order" where status = 'fulfilled'`),
        unpublished: await count(client, 'outbox where published_at is null'),
      })),
      this.inDatabase('user-progress', async (client) => ({
        enrollments: await count(client, 'enrollment'),
        unpublished: await count(client, 'outbox where published_at is null'),
      })),
      this.inDatabase('interaction', (client) => count(client, 'cart_item')),
    ]);
    const unpublished = paid.unpublished + granted.unpublished;
    return { ...paid, ...granted, unpublished, leftInCarts };
  }

  private async forgetFacts(): Promise<void> {
    const connection = await connect({ servers: new URL(this.urls.nats).host });
    try {
      const manager = await connection.jetstreamManager();
      const names: string[] = [];
      for await (const { config } of manager.streams.list()) names.push(config.name);
      if (names.includes(STREAM)) await manager.streams.delete(STREAM);
    } finally {
      await connection.close();
    }
  }

  private async inDatabase<T>(service: Service, work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: this.address(service) });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  private address(service: Service): string {
    return withDatabase(this.urls.postgres, databaseName(service));
  }
}

/** In what an outcome differs from that of some purchases of one course each. */
export function differenceOf(outcome: Outcome, purchases: number): string | undefined {
  const expected: Outcome = {
    fulfilled: purchases,
    enrollments: purchases,
    unpublished: 0,
    leftInCarts: 0,
  };
  const names = Object.keys(expected) as (keyof Outcome)[];
  const wrong = names.filter((name) => outcome[name] !== expected[name]);
  if (wrong.length === 0) return undefined;
  const found = wrong.map((name) => `${name} ${outcome[name]} instead of ${expected[name]}`);
  return `after ${purchases} purchases, ${found.join(', ')}`;
}

async function count(client: Client, what: string): Promise<number> {
  const { rows } = await client.query<{ found: number }>(
    `select count(*)::int as found from ${SCHEMA}.${what}`,
  );
  return rows[0]?.found ?? 0;
}

function withDatabase(store: string, name: string): string {
  const url = new URL(store);
  url.pathname = `/${name}`;
  return url.href;
}
