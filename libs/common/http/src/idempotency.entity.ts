import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A request under an `Idempotency-Key`: who works on it, and what was answered. */
@Entity({ tableName: 'idempotency_record' })
export class IdempotencyRecord {
  /** SHA-256 of caller, route and key. */
  @PrimaryKey({ type: 'string', length: 64 })
  id!: string;

  /** Keyed hash of the body: the same key with another body is refused. */
  @Property({ type: 'string', length: 64 })
  fingerprint!: string;

  /** The request that works on it; changes when an abandoned lock is taken over. */
  @Property({ type: 'string', length: 36 })
  owner!: string;

  @Property({ type: 'datetime' })
  lockedUntil!: Date;

  /** HTTP status of the answer; null while the work goes on. */
  @Property({ type: 'integer', nullable: true })
  status: number | null = null;

  /** Encrypted with the key of the request. */
  @Property({ type: 'text', nullable: true })
  body: string | null = null;

  @Index({ name: 'idempotency_record_expires_at' })
  @Property({ type: 'datetime' })
  expiresAt!: Date;
}
