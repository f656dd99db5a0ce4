import type { EntityManager } from '@mikro-orm/core';
import {
  collectionOf,
  executeAside,
  forkOf,
  isMongo,
  updateRow,
  writeRow,
} from '@course-plateform/common/persistence';
import { IdempotencyRecord } from './idempotency.entity';

/** MongoDB's code for a second document with one key. */
const DUPLICATE_KEY = 11_000;

/** The record of a claim. */
export interface NewRecord {
  readonly id: string;
  readonly fingerprint: string;
  readonly owner: string;
  /** The current time, for the expiry of records. */
  readonly now: Date;
  readonly expiresAt: Date;
}

/** The record after a claim: the caller's, or that of an earlier request. */
export type ClaimedRecord = Pick<IdempotencyRecord, 'owner' | 'fingerprint' | 'status' | 'body'>;

/** A key and the request that owns it. */
export interface OwnedRecord {
  readonly id: string;
  readonly owner: string;
}

/** A stored response. */
export type KeptRecord = Pick<IdempotencyRecord, 'status' | 'body'>;

/** The statements of idempotency that the ORM cannot express, or only slowly. They use the clock of the database. */
export interface IdempotencyRecords {
  /**
   * Writes a record unless there is one that is finished or has a valid lease. A single statement, so that one of
   * several concurrent requests becomes the owner.
   */
  claim(record: NewRecord): Promise<ClaimedRecord>;
  /**
   * Stores a response in the transaction of the change.
   * @param lost the error, now or at the commit, when the record has another owner
   */
  complete(
    em: EntityManager,
    owned: OwnedRecord,
    change: KeptRecord,
    lost: () => Error,
  ): Promise<void>;
  /** Renews the leases of requests in flight. Skips records that are being finished. */
  renew(owned: readonly OwnedRecord[]): Promise<void>;
}

/** @param leaseMs how long a lease lasts without being renewed, in milliseconds */
export function openIdempotencyRecords(em: EntityManager, leaseMs: number): IdempotencyRecords {
  return isMongo(em) ? new MongoRecords(em, leaseMs) : new PostgresRecords(em, leaseMs);
}

// The time of the statement, not of the transaction: a claim may have waited for another one.
const FREE = `(r."expires_at" <= ? or (r."status" is null
  and r."locked_until" <= statement_timestamp() and r."fingerprint" = excluded."fingerprint"))`;
/** The columns that a claim overwrites when the key is free. */
const CLAIMED = ['fingerprint', 'owner', 'locked_until', 'expires_at', 'status', 'body'] as const;
// The commit of a claim does not wait for the disk: a database crash that loses the claim also loses the change, whose
// commit comes later and does wait (PostgreSQL, "Asynchronous Commit"). The setting ends with the statement.
const CLAIM = `insert into "idempotency_record" as r ("id", "fingerprint", "owner", "expires_at", "locked_until")
  values (?, ?, ?, ?, statement_timestamp() + make_interval(secs => ?))
  on conflict ("id") do update set ${CLAIMED.map(whenFree).join(', ')}
  returning r."owner", r."fingerprint", r."status", r."body", set_config('synchronous_commit', 'off', true)`;
const COMPLETE =
  'update "idempotency_record" set "status" = ?, "body" = ? where "id" = ? and "owner" = ?';

function whenFree(column: string): string {
  return `"${column}" = case when ${FREE} then excluded."${column}" else r."${column}" end`;
}

class PostgresRecords implements IdempotencyRecords {
  constructor(
    private readonly em: EntityManager,
    private readonly leaseMs: number,
  ) {}

  async claim(record: NewRecord): Promise<ClaimedRecord> {
    const { id, fingerprint, owner, now, expiresAt } = record;
    const values = [id, fingerprint, owner, expiresAt, this.leaseMs / 1000];
    const [kept] = await executeAside<ClaimedRecord>(this.em, CLAIM, [
      ...values,
      ...CLAIMED.map(() => now),
    ]);
    if (!kept) throw new Error('An upsert gave no row back');
    return kept;
  }

  complete(em: EntityManager, { id, owner }: OwnedRecord, change: KeptRecord, lost: () => Error) {
    const statement = { table: 'idempotency_record', text: COMPLETE };
    return writeRow(em, { ...statement, values: [change.status, change.body, id, owner] }, lost);
  }

  async renew(owned: readonly OwnedRecord[]): Promise<void> {
    await executeAside(
      this.em,
      `update "idempotency_record" set "locked_until" = statement_timestamp() + make_interval(secs => ?)
       where "id" in (
         select "id" from "idempotency_record"
         where "id" = any(?::text[]) and "owner" = any(?::text[]) and "status" is null
         for update skip locked
       )`,
      [this.leaseMs / 1000, listOf(owned, 'id'), listOf(owned, 'owner')],
    );
  }
}

class MongoRecords implements IdempotencyRecords {
  constructor(
    private readonly em: EntityManager,
    private readonly leaseMs: number,
  ) {}

  async claim(record: NewRecord): Promise<ClaimedRecord> {
    try {
      return await this.upsert(record);
    } catch (error) {
      // Two requests created the record at once. It exists now, so a second attempt finds it.
      if ((error as { code?: unknown }).code !== DUPLICATE_KEY) throw error;
      return this.upsert(record);
    }
  }

  complete(em: EntityManager, { id, owner }: OwnedRecord, change: KeptRecord, lost: () => Error) {
    return updateRow(em, IdempotencyRecord, { id, owner }, change, lost);
  }

  async renew(owned: readonly OwnedRecord[]): Promise<void> {
    await this.records.updateMany(
      {
        _id: { $in: owned.map(({ id }) => id) as never[] },
        owner: { $in: owned.map(({ owner }) => owner) },
        status: null,
      },
      [{ $set: { lockedUntil: this.leaseEnd } }],
    );
  }

  private async upsert({ id, fingerprint, owner, now, expiresAt }: NewRecord) {
    const abandoned = {
      $and: [
        { $eq: ['$status', null] },
        { $lte: ['$lockedUntil', '$$NOW'] },
        { $eq: ['$fingerprint', fingerprint] },
      ],
    };
    const free = {
      $or: [{ $eq: [{ $type: '$owner' }, 'missing'] }, { $lte: ['$expiresAt', now] }, abandoned],
    };
    const claimed = { fingerprint, owner, lockedUntil: this.leaseEnd, expiresAt };
    const changes = Object.entries({ ...claimed, status: null, body: null }).map(
      ([field, value]) => [field, { $cond: [free, value, `$${field}`] }] as const,
    );
    const kept = await this.records.findOneAndUpdate(
      { _id: id as never },
      [{ $set: Object.fromEntries(changes) }],
      { upsert: true, returnDocument: 'after' },
    );
    if (!kept) throw new Error('An upsert gave no document back');
    return kept as unknown as ClaimedRecord;
  }

  private get leaseEnd(): object {
    return { $add: ['$$NOW', this.leaseMs] };
  }

  private get records() {
    return collectionOf(forkOf(this.em), IdempotencyRecord);
  }
}

/** A PostgreSQL array literal; ids and owners need no quotes. */
function listOf(owned: readonly OwnedRecord[], member: keyof OwnedRecord): string {
  return `{${owned.map((one) => one[member]).join(',')}}`;
}
