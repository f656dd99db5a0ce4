import { setTimeout as sleep } from 'node:timers/promises';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { NatsError } from 'nats';
import { forkOf } from '@course-plateform/common/persistence';
import { ConsumerLags } from './consumer-lags';
import { type DeadLetterView, DeadLetters } from './dead-letters';
import { Inbox } from './inbox';
import type { OutboxFields } from './message.entity';
import { outboxClassOf } from './message-store';
import { EventsNotDrained } from './events.errors';

const LOOK_MS = 250;
/** The longest wait for the broker before it counts as unavailable, in milliseconds. */
const BROKER_MS = 2_000;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What is pending in a service's outbox and for its consumers. */
export interface EventQueues {
  /** Events that wait for the broker. */
  readonly pending: number;
  /** Unfinished events by consumer; null when the broker is unavailable or its consumers do not exist. */
  readonly lags: Readonly<Record<string, number>> | null;
}

/** The outcome of the replay of a dead letter. */
export interface Replayed {
  readonly id: string;
  readonly consumer: string;
  /** `duplicate`: it had been handled before. `failed`: it stays open. */
  readonly outcome: 'handled' | 'duplicate' | 'failed';
  readonly error?: string;
}

/** An event in the outbox. */
export interface OutboxEvent extends OutboxFields {
  readonly id: string;
  /** The number of failed attempts to publish it. */
  readonly attempts: number;
  readonly publishedAt: Date | null;
  readonly lastError: string | null;
}

/** The operators' commands for the durable events of one service. */
@Injectable()
export class EventOperations {
  constructor(
    private readonly em: EntityManager,
    private readonly inbox: Inbox,
    private readonly letters: DeadLetters,
    private readonly lags: ConsumerLags,
  ) {}

  /** The open dead letters. @param consumer only those of this consumer */
  dead(consumer?: string): Promise<readonly DeadLetterView[]> {
    return this.letters.list(consumer);
  }

  /** Everything about an id: that of an event in the outbox or the dead letters, or of a dead letter. */
  async show(id: string): Promise<{
    readonly event: OutboxEvent | null;
    readonly deadLetters: readonly DeadLetterView[];
  }> {
    // PostgreSQL would reject anything else as an id.
    if (!UUID.test(id)) return { event: null, deadLetters: [] };
    const em = forkOf(this.em);
    const row = await em.findOne<OutboxRow>(outboxClassOf(em), { id });
    return { event: row ? toOutboxEvent(row) : null, deadLetters: await this.letters.find(id) };
  }

  /**
   * Handles dead letters again, oldest first, each on its own: one that fails again stays open, and the next is
   * handled. Safe to repeat.
   * @param which one by its id, handled or not, or all open ones of a consumer
   */
  async replayDead(
    which: { readonly id: string } | { readonly consumer: string },
  ): Promise<readonly Replayed[]> {
    const found =
      'id' in which
        ? (await this.show(which.id)).deadLetters
        : await this.letters.list(which.consumer);
    const replayed: Replayed[] = [];
    for (const letter of found.toReversed()) replayed.push(await this.replayOne(letter));
    return replayed;
  }

  /** Publishes again what was published at a time or later. */
  resendSince(since: Date): Promise<number> {
    return this.inbox.store.resendSince(since);
  }

  async queues(): Promise<EventQueues> {
    const [{ pending }, lags] = await Promise.all([this.inbox.store.backlog(), this.readLags()]);
    return { pending, lags: lags ? Object.fromEntries(lags) : null };
  }

  /**
   * Waits until the outbox is empty and the consumers have finished everything.
   * @param timeoutMs the longest wait
   * @param onProgress called with each check that found something
   * @returns whether there was nothing to wait for
   * @throws EventsNotDrained with what is left at the timeout
   */
  async drain(timeoutMs: number, onProgress: (queues: EventQueues) => void): Promise<boolean> {
    const ends = performance.now() + timeoutMs;
    for (let looks = 0; ; looks += 1) {
      const queues = await this.queues();
      if (isQuiet(queues)) return looks === 0;
      onProgress(queues);
      if (performance.now() >= ends) throw new EventsNotDrained(describeQueues(queues));
      await sleep(LOOK_MS);
    }
  }

  /** A broker that fails during the request, or has lost its consumers, counts as unavailable. */
  private async readLags(): Promise<ReadonlyMap<string, number> | undefined> {
    try {
      return await this.lags.read(BROKER_MS);
    } catch (error) {
      if (error instanceof NatsError) return undefined;
      throw error;
    }
  }

  private async replayOne({ id, consumer }: DeadLetterView): Promise<Replayed> {
    try {
      return { id, consumer, outcome: await this.letters.replay(id) };
    } catch (error) {
      // Reported to the operator; the dead letter itself is unchanged.
      return { id, consumer, outcome: 'failed', error: String(error) };
    }
  }
}

function isQuiet({ pending, lags }: EventQueues): boolean {
  return pending === 0 && lags !== null && Object.values(lags).every((lag) => lag === 0);
}

function describeQueues({ pending, lags }: EventQueues): string {
  if (lags === null) return 'The broker does not respond, or its consumers have not been created';
  const behind = Object.entries(lags).filter(([, lag]) => lag > 0);
  return [
    ...(pending > 0 ? [`${pending} events wait in the outbox`] : []),
    ...behind.map(([consumer, lag]) => `${consumer} has ${lag} events to finish`),
  ].join(', ');
}

/** The part both databases' rows share. */
interface OutboxRow extends OutboxFields {
  readonly id: string;
  readonly attempts: number;
  readonly publishedAt?: Date | null;
  readonly lastError?: string;
}

function toOutboxEvent(row: OutboxRow): OutboxEvent {
  const { id, subject, aggregateType, aggregateId, aggregateVersion } = row;
  const { payload, headers, createdAt, attempts, publishedAt = null, lastError = null } = row;
  const about = { id, subject, aggregateType, aggregateId, aggregateVersion };
  return { ...about, payload, headers, createdAt, attempts, publishedAt, lastError };
}
