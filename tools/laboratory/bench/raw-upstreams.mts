import { MongoClient } from 'mongodb';
import { type NatsConnection, connect } from 'nats';
import type { Pool } from 'pg';
import { run } from './raw-store.mts';

const OFFER = 'bare-ask.offer';
const OWNED = 'bare-ask.owned';
const TIMEOUT = { timeout: 10_000 };

interface Wish {
  readonly buyer: string;
  readonly courseIds: readonly string[];
}

/** The questions of a purchase, for a bare program that is made of several as the platform is. */
export class RawUpstreams {
  private readonly connection: NatsConnection;

  private constructor(connection: NatsConnection) {
    this.connection = connection;
  }

  static async open(url: string): Promise<RawUpstreams> {
    return new RawUpstreams(await connect({ servers: new URL(url).host, noAsyncTraces: true }));
  }

  /** What courses cost, and whether someone has them. */
  async offersFor(wish: Wish): Promise<void> {
    await Promise.all([this.send(OFFER, wish), this.send(OWNED, wish)]);
  }

  /** Whether someone has courses. */
  async ownedBy(wish: Wish): Promise<void> {
    await this.send(OWNED, wish);
  }

  /** Tells what courses cost, from the catalog of the course service. */
  async serveOffers(url: string): Promise<void> {
    const client = await MongoClient.connect(url);
    const catalog = client.db().collection<{ _id: string }>('catalog_entry');
    this.serve(OFFER, ({ courseIds }) => {
      const projection = { description: 0, words: 0 };
      return catalog.find({ _id: { $in: [...courseIds] } }, { projection }).toArray();
    });
  }

  /** Tells which courses someone has. */
  serveOwned(progress: Pool): void {
    const sql = 'select * from enrollment where user_id = $1 and course_id = any($2::uuid[])';
    this.serve(OWNED, ({ buyer, courseIds }) => run(progress, sql, [buyer, courseIds]));
  }

  private serve(subject: string, reply: (wish: Wish) => Promise<object>): void {
    this.connection.subscribe(subject, {
      callback: (_, message) => {
        void reply(message.json<Wish>()).then((found) => message.respond(JSON.stringify(found)));
      },
    });
  }

  private async send(subject: string, wish: Wish): Promise<void> {
    const message = await this.connection.request(subject, JSON.stringify(wish), TIMEOUT);
    message.json();
  }
}
