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

  /** The request in flight that works on it; changes when another takes over from one whose process died. */
  @Property({ type: 'string', length: 36 })
  owner!: string;

  /** The end of the owner's lease by the database's clock. The owner's process renews it until the work is done. */
  @Property({ type: 'datetime' })
  lockedUntil!: Date;

  /** HTTP status of the answer; null while the work goes on. */
  @Property({ type: 'integer', nullable: true })
  status: number | null = null;

  /** Encrypted with the key of the request; null as well when the response must not be replayed. */
  @Property({ type: 'text', nullable: true })
  body: string | null = null;

  @Index({ name: 'idempotency_record_expires_at' })
  @Property({ type: 'datetime' })
  expiresAt!: Date;
}
