import { Type } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { newId } from '@course-plateform/common/kernel';
import type { EventHeaders, StoredEvent } from './event';
import type { OutboxFields } from './message.entity';
import { emptyTimestamp } from './mongo-timestamp';

/** An empty BSON timestamp: the server fills in its logical clock when it stores the document. */
class ServerTimestamp extends Type<string | undefined, unknown> {
  override convertToDatabaseValue(): unknown {
    return emptyTimestamp();
  }

  override convertToJSValue(value: unknown): string {
    return String(value);
  }
}

/** An event that waits for the relay (MongoDB). */
@Entity({ collection: 'outbox' })
@Index({ properties: ['publishedAt', 'seq'] })
export class MongoOutboxMessage implements OutboxFields {
  @PrimaryKey({ type: 'string', fieldName: '_id' })
  readonly id: string = newId();

  /** The order of one aggregate's events: the server's logical clock, not a process's. */
  @Property({ type: ServerTimestamp })
  readonly seq: string = '';

  @Property({ type: 'string' })
  readonly subject: string;

  @Property({ type: 'string' })
  readonly aggregateType: string;

  @Property({ type: 'string' })
  readonly aggregateId: string;

  @Property({ type: 'integer' })
  readonly aggregateVersion: number;

  @Property({ type: 'json' })
  readonly payload: object;

  @Property({ type: 'json' })
  readonly headers: EventHeaders;

  @Property({ type: 'Date' })
  readonly createdAt: Date;

  @Property({ type: 'Date', nullable: true })
  publishedAt: Date | null = null;

  /** Tries that failed. */
  @Property({ type: 'integer' })
  attempts: number = 0;

  @Property({ type: 'string', nullable: true })
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

/** That one consumer has handled one event (MongoDB). */
@Entity({ collection: 'inbox' })
export class MongoInboxMessage {
  /** `<consumer>/<event id>`. */
  @PrimaryKey({ type: 'string', fieldName: '_id' })
  readonly id!: string;

  @Property({ type: 'Date' })
  @Index()
  readonly receivedAt!: Date;
}

/** An event a consumer gave up on (MongoDB). */
@Entity({ collection: 'dead_letter' })
export class MongoDeadLetter {
  @PrimaryKey({ type: 'string', fieldName: '_id' })
  readonly id!: string;

  @Property({ type: 'string' })
  readonly consumer!: string;

  @Property({ type: 'string' })
  readonly eventId!: string;

  /** The event as it arrived. */
  @Property({ type: 'json' })
  readonly event!: StoredEvent;

  /** The last failure. */
  @Property({ type: 'string' })
  readonly error!: string;

  /** Deliveries that failed. */
  @Property({ type: 'integer' })
  readonly attempts!: number;

  @Property({ type: 'Date' })
  readonly firstAt!: Date;

  @Property({ type: 'Date' })
  readonly lastAt!: Date;

  @Property({ type: 'Date', nullable: true })
  replayedAt?: Date;
}

/** What a service on MongoDB lists among its entities. */
export const mongoMessagingEntities = [
  MongoOutboxMessage,
  MongoInboxMessage,
  MongoDeadLetter,
] as const;
