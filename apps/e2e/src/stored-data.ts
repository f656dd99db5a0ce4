import { MongoClient } from 'mongodb';
import { connect } from 'nats';
import { Client } from 'pg';
import { createClient } from 'redis';
import { tablesWith } from '@course-plateform/common/testing';
import type { Platform } from './platform';

/** What MongoDB keeps for itself. */
const OF_MONGODB = ['admin', 'config', 'local'];

/** Looks into all stores of a platform, past its services. */
export class StoredData {
  constructor(private readonly stores: Platform['stores']) {}

  /**
   * Where one of some texts stands, whatever the case of its letters: tables and collections of all databases, keys
   * of Redis, events on the broker.
   * @returns such as `postgres user.user_profile`, sorted
   */
  async placesOf(...texts: readonly string[]): Promise<string[]> {
    const words = texts.map((text) => text.toLowerCase());
    const found = await Promise.all([
      this.tables(words),
      this.collections(words),
      this.keys(words),
      this.events(words),
    ]);
    return found.flat().sort();
  }

  private async tables(words: readonly string[]): Promise<string[]> {
    const names = await this.inDatabase(undefined, async (client) => {
      const { rows } = await client.query<{ datname: string }>(
        'select datname from pg_database where not datistemplate',
      );
      return rows.map(({ datname }) => datname);
    });
    const found = await Promise.all(
      names.map((name) =>
        this.inDatabase(name, async (client) => {
          const run = async <Row extends object>(sql: string, parameters: string[] = []) =>
            (await client.query<Row>(numbered(sql), parameters)).rows;
          const tables = new Set<string>();
          for (const word of words)
            for (const table of await tablesWith(run, word)) tables.add(table);
          return [...tables].map((table) => `postgres ${name}.${table}`);
        }),
      ),
    );
    return found.flat();
  }

  private async inDatabase<T>(
    name: string | undefined,
    work: (client: Client) => Promise<T>,
  ): Promise<T> {
    const url = new URL(this.stores.postgres);
    if (name !== undefined) url.pathname = `/${name}`;
    const client = new Client({ connectionString: url.href });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  private async collections(words: readonly string[]): Promise<string[]> {
    const client = await MongoClient.connect(this.stores.mongodb);
    try {
      const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
      const found: string[] = [];
      for (const { name } of databases.filter((one) => !OF_MONGODB.includes(one.name))) {
        for (const collection of await client.db(name).collections()) {
          const documents = await collection.find().toArray();
          if (has(JSON.stringify(documents), words)) {
            found.push(`mongodb ${name}.${collection.collectionName}`);
          }
        }
      }
      return found;
    } finally {
      await client.close();
    }
  }

  private async keys(words: readonly string[]): Promise<string[]> {
    const client = createClient({ url: this.stores.redis });
    await client.connect();
    try {
      const found: string[] = [];
      for await (const key of client.scanIterator()) {
        const type = await client.type(key);
        const value =
          type === 'string'
            ? await client.get(key)
            : type === 'zset'
              ? await client.zRange(key, 0, -1)
              : await client.dump(key);
        if (has(key + JSON.stringify(value), words)) found.push(`redis ${key}`);
      }
      return found;
    } finally {
      await client.quit();
    }
  }

  private async events(words: readonly string[]): Promise<string[]> {
    const { host, username, password } = new URL(this.stores.nats);
    const connection = await connect({ servers: host, user: username, pass: password });
    try {
      const manager = await connection.jetstreamManager();
      const found: string[] = [];
      for await (const { config, state } of manager.streams.list()) {
        for (let seq = state.first_seq; seq <= state.last_seq && state.messages > 0; seq += 1) {
          const message = await manager.streams.getMessage(config.name, { seq });
          if (has(new TextDecoder().decode(message.data), words)) {
            found.push(`nats ${config.name} ${message.subject}`);
          }
        }
      }
      return found;
    } finally {
      await connection.close();
    }
  }
}

function has(text: string, words: readonly string[]): boolean {
  const plain = text.toLowerCase();
  return words.some((word) => plain.includes(word));
}

/** Question marks as PostgreSQL's own driver wants them. */
function numbered(sql: string): string {
  let last = 0;
  return sql.replace(/\?/g, () => `$${++last}`);
}
