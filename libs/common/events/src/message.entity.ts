import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { newId } from '@course-plateform/common/kernel';
import type { EventHeaders, StoredEvent } from './event';

/** The columns of an event that waits for the broker. */
export interface OutboxFields {
  readonly subject: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly aggregateVersion: number;
  readonly payload: object;
  readonly headers: EventHeaders;
  readonly createdAt: Date;
}

/** An event, stored in the transaction that made it true, until the relay has handed it to the broker (PostgreSQL). */
@Entity({ tableName: 'outbox' })
@Index({
  name: 'outbox_pending_idx',
  expression: 'create index "outbox_pending_idx" on "outbox" ("seq") where "published_at" is null',
})
export class OutboxMessage implements OutboxFields {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  /** The order of one aggregate's events; given by the database, for the relay. */
  @Property({ type: 'bigint', autoincrement: true, fieldName: 'seq', lazy: true })
  readonly seq?: string;

  @Property({ type: 'text' })
  readonly subject: string;

  @Property({ type: 'text' })
  readonly aggregateType: string;

  @Property({ type: 'text' })
  readonly aggregateId: string;

  @Property({ type: 'integer' })
  readonly aggregateVersion: number;

  @Property({ type: 'json' })
  readonly payload: object;

  @Property({ type: 'json' })
  readonly headers: EventHeaders;

  @Property({ type: 'datetime' })
  readonly createdAt: Date;

  @Property({ type: 'datetime', nullable: true })
  @Index({ name: 'outbox_published_at_idx' })
  publishedAt?: Date;

  /** Tries that failed. */
  @Property({ type: 'integer', default: 0 })
  attempts: number = 0;

  @Property({ type: 'text', nullable: true })
  lastError?: string;

  constructor(fields: OutboxFields) {
    this.subject = fields.subject;
    this.aggregateType = fields.aggregateType;
    this.aggregateId = fields.aggregateId;
    this.aggregateVersion = fields.aggregateVersion;
    this.payload = fields.payload;
    this.headers = fields.headers;
    this.createdAt = fields.createdAt;
  }
}

/** That one consumer has handled one event (PostgreSQL). */
@Entity({ tableName: 'inbox' })
export class InboxMessage {
  @PrimaryKey({ type: 'text' })
  readonly consumer!: string;

  @PrimaryKey({ type: 'uuid' })
  readonly eventId!: string;

  @Property({ type: 'datetime', defaultRaw: 'now()' })
  @Index({ name: 'inbox_received_at_idx' })
  readonly receivedAt!: Date;
}

/** An event a consumer gave up on (PostgreSQL). */
@Entity({ tableName: 'dead_letter' })
@Unique({ name: 'dead_letter_consumer_event_id_unique', properties: ['consumer', 'eventId'] })
export class DeadLetter {
  @PrimaryKey({ type: 'uuid' })
  readonly id!: string;

  @Property({ type: 'text' })
  readonly consumer!: string;

  @Property({ type: 'text' })
  readonly eventId!: string;

  /** The event as it arrived. */
  @Property({ type: 'json' })
  readonly event!: StoredEvent;

  /** The last failure. */
  @Property({ type: 'text' })
  readonly error!: string;

  /** Deliveries that failed. */
  @Property({ type: 'integer' })
  readonly attempts!: number;

  @Property({ type: 'datetime' })
  readonly firstAt!: Date;

  @Property({ type: 'datetime' })
  readonly lastAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  replayedAt?: Date;
}

/** What a service on PostgreSQL lists among its entities. */
export const messagingEntities = [OutboxMessage, InboxMessage, DeadLetter] as const;
