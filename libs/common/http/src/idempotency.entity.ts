import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** The record of an `Idempotency-Key`: the request that owns it, and its response. */
@Entity({ tableName: 'idempotency_record' })
export class IdempotencyRecord {
  /** SHA-256 of caller, route and key. */
  @PrimaryKey({ type: 'string', length: 64 })
  id!: string;

  /** Keyed hash of the body: the same key with another body is rejected. */
  @Property({ type: 'string', length: 64 })
  fingerprint!: string;

  /** The request that owns the key; another one takes over when its process has crashed. */
  @Property({ type: 'string', length: 36 })
  owner!: string;

  /** The end of the owner's lease by the database's clock. The owner's process renews it until the work is done. */
  @Property({ type: 'datetime' })
  lockedUntil!: Date;

  /** HTTP status of the response; null while the request is in flight. */
  @Property({ type: 'integer', nullable: true })
  status: number | null = null;

  /** The encrypted response; also null when it must not be replayed. */
  @Property({ type: 'text', nullable: true })
  body: string | null = null;

  @Index({ name: 'idempotency_record_expires_at' })
  @Property({ type: 'datetime' })
  expiresAt!: Date;
}
