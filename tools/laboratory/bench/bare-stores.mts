import { connect } from 'nats';
import { Client } from 'pg';
import { databaseName } from '#workspace/stack/environment.mts';
import { Failure } from '#workspace/shared/failure.mts';
import { until } from '#workspace/stack/ports.mts';
import type { Stores } from '#workspace/stack/stores.mts';
import { STREAM } from './raw-events.mts';
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

const SERVICES = Object.keys(TABLES) as Service[];

/** Rows that each purchase of one course has left when all is done. */
const ROWS: Readonly<Record<Service, Readonly<Record<string, number>>>> = {
  order: {
    'idempotency_record where status = 201': 4,
    'quote where order_id is not null': 1,
    [`"order" where status = 'fulfilled'`]: 1,
    [`order_line where status = 'fulfilled'`]: 1,
    [`payment where status = 'paid'`]: 1,
    bank_receipt: 1,
    transaction: 1,
    'outbox where published_at is not null': 3,
    inbox: 1,
  },
  interaction: { inbox: 1, cart_item: 0 },
  'user-progress': {
    'order_line_grant where enrollment_id is not null': 1,
    enrollment: 1,
    'outbox where published_at is not null': 1,
    inbox: 1,
  },
};

/** Rows that were counted, and how many there should be. */
export interface Count {
  readonly of: string;
  readonly found: number;
  readonly expected: number;
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

  /** Gives each baseline empty copies of the services' tables, indexes included, and no event of the one before it. */
  async empty(): Promise<void> {
    for (const service of SERVICES) {
      await this.inDatabase(service, async (client) => {
        await client.query(`drop schema if exists ${SCHEMA} cascade`);
        await client.query(`create schema ${SCHEMA}`);
        for (const table of TABLES[service]) {
          await client.query(
            `create table ${SCHEMA}."${table}" (like public."${table}" including all)`,
          );
        }
      });
    }
    await this.clearEvents();
  }

  /**
   * Waits until what follows a purchase is done.
   * @throws Failure when a purchase has left less, or more, than it should
   */
  async assertNothingLost(purchases: number): Promise<void> {
    let counts: readonly Count[] = [];
    const complete = await until(async () => {
      counts = await this.counts(purchases);
      return wrongOf(counts).length === 0;
    }, WITHIN_MS);
    if (complete) return;
    const wrong = wrongOf(counts).join(', ');
    throw new Failure(`A baseline measures nothing: after ${purchases} purchases, ${wrong}.`);
  }

  private async counts(purchases: number): Promise<Count[]> {
    const counts: Count[] = [];
    for (const service of SERVICES) {
      await this.inDatabase(service, async (client) => {
        for (const [of, each] of Object.entries(ROWS[service])) {
          const sql = `select count(*)::int as found from ${SCHEMA}.${of}`;
          const { rows } = await client.query<{ found: number }>(sql);
          const found = rows[0]?.found ?? 0;
          counts.push({ of: `${service}: ${of}`, found, expected: each * purchases });
        }
      });
    }
    return counts;
  }

  private async clearEvents(): Promise<void> {
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

/** The counts that are not as expected, as words for an error. */
export function wrongOf(counts: readonly Count[]): string[] {
  return counts
    .filter(({ found, expected }) => found !== expected)
    .map(({ of, found, expected }) => `${of}: ${found} instead of ${expected}`);
}

function withDatabase(store: string, name: string): string {
  const url = new URL(store);
  url.pathname = `/${name}`;
  return url.href;
}
