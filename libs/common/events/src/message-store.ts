import type { EntityManager } from '@mikro-orm/core';
import { isMongo } from '@course-plateform/common/persistence';
import type { StoredEvent } from './event';
import { DeadLetter, OutboxMessage } from './message.entity';
import { MongoDeadLetter, MongoOutboxMessage } from './mongo-message.entity';

/** A fact that waits for the broker, with the number of tries that failed. */
export interface PendingEvent extends StoredEvent {
  readonly attempts: number;
}

/** What waits in the outbox. */
export interface Backlog {
  readonly pending: number;
  /** The age of the oldest in seconds; 0 when nothing waits. */
  readonly oldestAgeSeconds: number;
}

/** A delivery that was given up. */
export interface GivenUp {
  readonly consumer: string;
  readonly event: StoredEvent;
  readonly error: string;
  readonly attempts: number;
}

/** How long handled rows are kept, in days. */
export const RETENTION_DAYS = { outbox: 30, inbox: 45 } as const;

/** The relay's own way into the database; whoever holds it is the one active relay of the service. */
export interface RelaySession {
  /**
   * The oldest facts that wait, in their order.
   * @throws when this relay is no longer the active one
   */
  pending(limit: number): Promise<readonly PendingEvent[]>;
  markPublished(ids: readonly string[]): Promise<void>;
  markFailed(ids: readonly string[], error: string): Promise<void>;
  /** Removes what was published or handled longer ago than the retention. @returns how many rows */
  cleanUp(): Promise<number>;
  /** Lets another relay become active. */
  release(): Promise<void>;
}

/** What durable events need of a database. */
export interface MessageStore {
  /** Becomes the active relay. @returns undefined while another one is */
  acquireRelay(): Promise<RelaySession | undefined>;
  /**
   * Notes, in the transaction of the entity manager, that a consumer has handled events.
   * @returns the ids of those it had not handled before
   */
  firstTime(
    em: EntityManager,
    consumer: string,
    eventIds: readonly string[],
  ): Promise<ReadonlySet<string>>;
  /** Keeps a delivery that was given up; the same event again updates its row. */
  keepDeadLetter(letter: GivenUp): Promise<void>;
  backlog(): Promise<Backlog>;
  /**
   * Lets the relay send what was published at a time or later once more, in its order and under the same ids. Safe to
   * repeat: consumers know what they have handled.
   */
  resendSince(since: Date): Promise<number>;
  /** Whether the database answers. Never throws. */
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
