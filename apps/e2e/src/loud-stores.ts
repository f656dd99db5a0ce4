import { MongoClient } from 'mongodb';
import { Client } from 'pg';
import type { Platform } from './platform';

/** The stores of a platform, at their most verbose log level. */
export class LoudStores {
  constructor(private readonly stores: Platform['stores']) {}

  /** Has every statement logged as slow. */
  async logEverything(): Promise<void> {
    await this.onPostgres(async (client) => {
      await client.query('alter system set log_min_duration_statement = 0');
      await client.query('select pg_reload_conf()');
    });
    await this.onMongo((client) =>
      client.db('course').command({ profile: 0, slowms: -1, sampleRate: 1 }),
    );
  }

  /** Fails writes and reads of a word, as those of a service could fail. */
  async fail(word: string): Promise<void> {
    await this.onPostgres(async (client) => {
      await client.query('create temporary table note (text text unique, at timestamptz)');
      await client.query('insert into note values ($1), ($2)', [word, 'another']);
      await refused(client.query('insert into note values ($1)', [word]));
      await refused(client.query('update note set text = $1', [word]));
      await refused(client.query('update note set at = $1::text::timestamptz', [word]));
      await refused(client.query('select from note where text = any($1)', [`{${word}`]));
      await refused(client.query('select $1::text[]::int[]', [[word]]));
    });
    await this.onMongo(async (client) => {
      const notes = client.db('course').collection('note');
      await notes.createIndex({ text: 1 }, { unique: true });
      await notes.insertMany([{ text: word }, { text: 'another' }]);
      const change = { $set: { text: word } };
      await refused(notes.insertOne({ text: word }));
      await refused(notes.updateOne({ text: 'another' }, change));
      await refused(notes.findOneAndUpdate({ text: 'another' }, change));
      const where = { text: word, $expr: { $toInt: '$text' } };
      await refused(notes.find(where).toArray());
      await refused(notes.countDocuments(where));
      await notes.drop();
    });
  }

  private async onPostgres(work: (client: Client) => Promise<void>): Promise<void> {
    const client = new Client({ connectionString: this.stores.postgres });
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  }

  private async onMongo(work: (client: MongoClient) => Promise<unknown>): Promise<void> {
    const client = await MongoClient.connect(this.stores.mongodb);
    try {
      await work(client);
    } finally {
      await client.close();
    }
  }
}

/** @throws Error when it goes well */
async function refused(work: Promise<unknown>): Promise<void> {
  const outcome = await work.then(
    () => 'done',
    () => 'refused',
  );
  if (outcome === 'done') throw new Error('A statement that should fail has not');
}
