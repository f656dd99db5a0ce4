import type { EntityManager } from '@mikro-orm/core';
import { isMongo } from '@course-plateform/common/persistence';
import type { StoredEvent } from './event';
import { DeadLetter, OutboxMessage } from './message.entity';
import { MongoDeadLetter, MongoOutboxMessage } from './mongo-message.entity';

/** A pending event, with the number of failed attempts. */
export interface PendingEvent extends StoredEvent {
  readonly attempts: number;
}

/** The backlog of the outbox. */
export interface Backlog {
  readonly pending: number;
  /** The age of the oldest pending event in seconds; 0 when there is none. */
  readonly oldestAgeSeconds: number;
}

/** A delivery that becomes a dead letter. */
export interface FailedDelivery {
  readonly consumer: string;
  readonly event: StoredEvent;
  readonly error: string;
  readonly attempts: number;
}

/** How long published and handled rows are kept, in days. */
export const RETENTION_DAYS = { outbox: 30, inbox: 45 } as const;

/** The database session of the active relay; a service has one at a time. */
export interface RelaySession {
  /**
   * The oldest pending events, in order.
   * @throws when this relay is no longer the active one
   */
  pending(limit: number): Promise<readonly PendingEvent[]>;
  markPublished(ids: readonly string[]): Promise<void>;
  markFailed(ids: readonly string[], error: string): Promise<void>;
  /** Deletes rows older than the retention. @returns the number of rows */
  cleanUp(): Promise<number>;
  /** Lets another relay become active. */
  release(): Promise<void>;
}

/** The database operations of durable events. */
export interface MessageStore {
  /** Becomes the active relay. @returns undefined while another one is */
  acquireRelay(): Promise<RelaySession | undefined>;
  /**
   * Stores inbox rows for a consumer in the transaction of the entity manager.
   * @returns the ids of the events that it had not handled before
   */
  firstTime(
    em: EntityManager,
    consumer: string,
    eventIds: readonly string[],
  ): Promise<ReadonlySet<string>>;
  /** Stores a dead letter, or updates the row of the same event. */
  keepDeadLetter(letter: FailedDelivery): Promise<void>;
  backlog(): Promise<Backlog>;
  /**
   * Makes the relay publish again what was published at a time or later, in order and with the same ids. Safe to
   * repeat: consumers skip what they have handled.
   */
  resendSince(since: Date): Promise<number>;
  /** Whether the database responds. Never throws. */
  isReachable(): Promise<boolean>;
}

/** The outbox entity of the database an entity manager works on. */
export function outboxClassOf(em: EntityManager): typeof OutboxMessage | typeof MongoOutboxMessage {
  return isMongo(em) ? MongoOutboxMessage : OutboxMessage;
}

/** The dead-letter entity of the database an entity manager works on. */
export function deadLetterClassOf(em: EntityManager): typeof DeadLetter | typeof MongoDeadLetter {
  return isMongo(em) ? MongoDeadLetter : DeadLetter;
}
