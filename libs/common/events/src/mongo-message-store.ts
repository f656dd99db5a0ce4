import type { EntityManager } from '@mikro-orm/core';
import type { ClientSession, Db } from 'mongodb';
import { newId } from '@course-plateform/common/kernel';
import { mongoConnectionOf } from '@course-plateform/common/persistence';
import type { Backlog, FailedDelivery, MessageStore, RelaySession } from './message-store';
import { MongoRelaySession } from './mongo-relay-session';

const PROBE_MS = 2_000;

/** Durable events on MongoDB (a replica set: transactions need one). */
export class MongoMessageStore implements MessageStore {
  constructor(private readonly em: EntityManager) {}

  async acquireRelay(): Promise<RelaySession | undefined> {
    const session = new MongoRelaySession(await this.database(), newId());
    return (await session.lease()) ? session : undefined;
  }

  async firstTime(
    em: EntityManager,
    consumer: string,
    eventIds: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const session: ClientSession | undefined = em.getTransactionContext();
    const inbox = (await this.database()).collection<{ _id: string }>('inbox');
    const { upsertedIds } = await inbox.bulkWrite(
      eventIds.map((eventId) => ({
        updateOne: {
          filter: { _id: `${consumer}/${eventId}` },
          update: { $setOnInsert: { receivedAt: new Date() } },
          upsert: true,
        },
      })),
      session ? { session } : {},
    );
    return new Set(eventIds.filter((_id, index) => index in upsertedIds));
  }

  async keepDeadLetter({ consumer, event, error, attempts }: FailedDelivery): Promise<void> {
    const now = new Date();
    await (await this.database()).collection<{ _id: string }>('dead_letter').updateOne(
      { consumer, eventId: event.id },
      {
        $setOnInsert: { _id: newId(), event, firstAt: now },
        $set: { error, attempts, lastAt: now, replayedAt: null },
      },
      { upsert: true },
    );
  }

  async backlog(): Promise<Backlog> {
    const waiting = (await this.database()).collection<{ createdAt: Date }>('outbox');
    const [pending, oldest] = await Promise.all([
      waiting.countDocuments({ publishedAt: null }),
      waiting.findOne({ publishedAt: null }, { sort: { seq: 1 }, projection: { createdAt: 1 } }),
    ]);
    const age = oldest ? (Date.now() - oldest.createdAt.getTime()) / 1000 : 0;
    return { pending, oldestAgeSeconds: Math.max(0, age) };
  }

  async resendSince(since: Date): Promise<number> {
    const { modifiedCount } = await (
      await this.database()
    )
      .collection('outbox')
      .updateMany(
        { publishedAt: { $gte: since } },
        { $set: { publishedAt: null, 'headers.replay': newId() } },
      );
    return modifiedCount;
  }

  async isReachable(): Promise<boolean> {
    try {
      await (await this.database()).command({ ping: 1 }, { timeoutMS: PROBE_MS });
      return true;
    } catch {
      // Any failure of so small a command means the same: the database is unavailable.
      return false;
    }
  }

  private async database(): Promise<Db> {
    const connection = mongoConnectionOf(this.em);
    await connection.ensureConnection();
    return connection.getDb();
  }
}
