// What the programs of framework-purchase.ts keep of requests and events, in each database that has such tables.
import { randomUUID } from 'node:crypto';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

const DAY_MS = 86_400_000;
const LEASE_MS = 4_000;

/** What an event says; `id` and `version` are those of the aggregate. */
export interface EventPayload {
  readonly id: string;
  readonly version: number;
  readonly orderId: string;
}

/** Of an event about a line of an order. */
export interface LinePayload extends EventPayload {
  readonly lineId: string;
  readonly courseId: string;
  readonly userId: string;
}

@Entity({ tableName: 'idempotency_record' })
export class IdempotencyRecord {
  @PrimaryKey({ type: 'string' })
  id: string;

  @Property({ type: 'string' })
  fingerprint: string;

  @Property({ type: 'string' })
  owner: string = randomUUID();

  @Property({ type: 'datetime' })
  lockedUntil: Date = new Date(Date.now() + LEASE_MS);

  @Property({ type: 'datetime' })
  expiresAt: Date = new Date(Date.now() + DAY_MS);

  @Property({ type: 'integer', nullable: true })
  status: number | null = null;

  @Property({ type: 'text', nullable: true })
  body: string | null = null;

  constructor(id: string, fingerprint: string) {
    this.id = id;
    this.fingerprint = fingerprint;
  }
}

@Entity({ tableName: 'outbox' })
export class OutboxMessage {
  @PrimaryKey({ type: 'uuid' })
  id: string = randomUUID();

  @Property({ type: 'bigint', autoincrement: true, fieldName: 'seq', lazy: true })
  seq?: string;

  @Property({ type: 'text' })
  subject: string;

  @Property({ type: 'text' })
  aggregateType: string;

  @Property({ type: 'text' })
  aggregateId: string;

  @Property({ type: 'integer' })
  aggregateVersion: number;

  @Property({ type: 'json' })
  payload: EventPayload;

  @Property({ type: 'json' })
  headers: object = {};

  @Property({ type: 'datetime' })
  createdAt: Date = new Date();

  @Property({ type: 'datetime', nullable: true })
  publishedAt: Date | null = null;

  constructor(subject: string, payload: EventPayload) {
    this.subject = subject;
    this.aggregateType = subject.split('.')[1] ?? '';
    this.aggregateId = payload.id;
    this.aggregateVersion = payload.version;
    this.payload = payload;
  }
}

@Entity({ tableName: 'inbox' })
export class InboxMessage {
  @PrimaryKey({ type: 'text' })
  consumer!: string;

  @PrimaryKey({ type: 'uuid' })
  eventId!: string;
}
