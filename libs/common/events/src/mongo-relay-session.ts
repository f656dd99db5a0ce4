import type { Db } from 'mongodb';
import { DAY_MS } from '@course-plateform/common/kernel';
import type { EventHeaders } from './event';
import { type PendingEvent, RETENTION_DAYS, type RelaySession } from './message-store';

const LEASE_MS = 10_000;
const DUPLICATE_KEY = 11_000;
const LEASE_ID = 'outbox-relay';

/**
 * The relay's work on MongoDB under a lease whose times are the server's. It is prolonged well before it ends;
 * should a paused process overlap with its successor all the same, the broker drops the doubles by their ids.
 */
export class MongoRelaySession implements RelaySession {
  private leasedAt = 0;

  constructor(
    private readonly database: Db,
    private readonly holder: string,
  ) {}

  /** Takes or prolongs the lease. @returns whether this is the active relay now */
  async lease(): Promise<boolean> {
    const requested = performance.now();
    const free = { $or: [{ $lt: ['$until', '$$NOW'] }, { $eq: ['$holder', this.holder] }] };
    const until = { $add: ['$$NOW', LEASE_MS] };
    try {
      const lease = await this.leases.findOneAndUpdate(
        { _id: LEASE_ID },
        [
          {
            $set: {
              holder: { $cond: [free, this.holder, '$holder'] },
              until: { $cond: [free, until, '$until'] },
            },
          },
        ],
        { upsert: true, returnDocument: 'after' },
      );
      this.leasedAt = requested;
      return lease?.holder === this.holder;
    } catch (error) {
      // Two relays made the very first lease at once, and the other one won.
      if ((error as { code?: unknown }).code === DUPLICATE_KEY) return false;
      throw error;
    }
  }

  async pending(limit: number): Promise<readonly PendingEvent[]> {
    if (performance.now() - this.leasedAt > LEASE_MS / 3 && !(await this.lease())) {
      throw new Error('Another relay has taken over');
    }
    const documents = await this.outbox
      .find({ publishedAt: null }, { sort: { seq: 1 }, limit })
      .toArray();
    return documents.map(toPending);
  }

  async markPublished(ids: readonly string[]): Promise<void> {
    await this.outbox.updateMany(
      { _id: { $in: [...ids] } },
      { $currentDate: { publishedAt: true } },
    );
  }

  async markFailed(ids: readonly string[], error: string): Promise<void> {
    await this.outbox.updateMany(
      { _id: { $in: [...ids] } },
      { $inc: { attempts: 1 }, $set: { lastError: error } },
    );
  }

  async cleanUp(): Promise<number> {
    const outbox = await this.outbox.deleteMany({
      publishedAt: { $lt: daysAgo(RETENTION_DAYS.outbox) },
    });
    const inbox = await this.database
      .collection('inbox')
      .deleteMany({ receivedAt: { $lt: daysAgo(RETENTION_DAYS.inbox) } });
    return outbox.deletedCount + inbox.deletedCount;
  }

  async release(): Promise<void> {
    await this.leases.deleteOne({ _id: LEASE_ID, holder: this.holder });
  }

  private get leases() {
    return this.database.collection<{ _id: string; holder: string; until: Date }>('relay_lease');
  }

  private get outbox() {
    return this.database.collection<OutboxDocument>('outbox');
  }
}

interface OutboxDocument {
  readonly _id: string;
  readonly subject: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly aggregateVersion: number;
  readonly payload: object;
  readonly headers: EventHeaders;
  readonly createdAt: Date;
  readonly publishedAt: Date | null;
  readonly attempts: number;
  readonly lastError?: string;
}

function toPending(document: OutboxDocument): PendingEvent {
  const { _id: id, createdAt, publishedAt: _publishedAt, lastError: _error, ...rest } = document;
  const { subject, aggregateType, aggregateId, aggregateVersion, payload, headers, attempts } =
    rest;
  return {
    id,
    subject,
    aggregateType,
    aggregateId,
    aggregateVersion,
    payload,
    headers,
    attempts,
    occurredAt: createdAt.toISOString(),
  };
}

function daysAgo(days: number): Date {
  return new Date(Date.now() - days * DAY_MS);
}
