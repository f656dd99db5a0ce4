import { setTimeout as sleep } from 'node:timers/promises';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Logger, Metrics } from '@course-plateform/common/observability';
import { HOUR_MS } from '@course-plateform/common/kernel';
import { EventPublisher } from './event-publisher';
import type { MessageStore, RelaySession } from './message-store';
import { openMessageStore } from './open-message-store';
import { OutboxTrigger } from './outbox-trigger';

const BATCH = 200;
/** How often the outbox is looked at when nobody triggers: the rows of other processes, in milliseconds. */
const POLL_MS = 250;
/** How often a relay that is not the active one tries to become it, in milliseconds. */
const STANDBY_MS = 1_000;
/** The wait after a failure, in milliseconds. */
const FAILURE_WAIT_MS = 500;
const CLEAN_UP_EVERY_MS = HOUR_MS;

/** Hands the outbox to the broker, in its order. Many may run; one at a time is active for a service. */
@Injectable()
export class Relay {
  private readonly store: MessageStore;
  private readonly trigger: OutboxTrigger;
  private running: Promise<void> | undefined;
  private stopping = new AbortController();
  private active = false;

  constructor(
    em: EntityManager,
    private readonly publisher: EventPublisher,
    private readonly logger: Logger,
    private readonly metrics: Metrics,
  ) {
    this.store = openMessageStore(em);
    this.trigger = new OutboxTrigger(em);
  }

  /** Whether this is the active relay of the service. */
  isActive(): boolean {
    return this.active;
  }

  start(): void {
    if (this.running) return;
    this.stopping = new AbortController();
    this.trigger.listen();
    this.running = this.run(this.stopping.signal);
  }

  /** Finishes the current batch and lets another relay take over. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.trigger.wake();
    await this.running;
    this.running = undefined;
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const session = await this.store.acquireRelay();
        if (session) await this.lead(session, signal);
        else await pause(STANDBY_MS, signal);
      } catch (error) {
        this.logger.warn({ err: error }, 'relay lost its database connection; will retry');
        await pause(FAILURE_WAIT_MS, signal);
      }
    }
  }

  private async lead(session: RelaySession, signal: AbortSignal): Promise<void> {
    this.active = true;
    this.logger.info({}, 'relay became active');
    let cleanedAt = -CLEAN_UP_EVERY_MS;
    try {
      while (!signal.aborted) {
        const all = await this.relayBatch(session, signal);
        if (all) continue;
        if (performance.now() - cleanedAt > CLEAN_UP_EVERY_MS) {
          cleanedAt = performance.now();
          await session.cleanUp();
        }
        await this.trigger.wait(POLL_MS);
      }
    } finally {
      this.active = false;
      await session.release().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'relay lock not released; it ends with its connection');
      });
    }
  }

  /** @returns whether a full batch went out, so that more may wait */
  private async relayBatch(session: RelaySession, signal: AbortSignal): Promise<boolean> {
    const batch = await session.pending(BATCH);
    if (batch.length === 0) return false;
    const published = await this.publisher.publish(batch, FAILURE_WAIT_MS);
    if (!published) return false;
    const { done, failed, error } = published;
    if (done.length > 0) await session.markPublished(done);
    this.metrics.countPublished(done.length);
    if (failed.length > 0) {
      await session.markFailed(failed, String(error));
      this.logger.warn({ err: error, events: failed.length }, 'broker rejected events; will retry');
      await pause(FAILURE_WAIT_MS, signal);
    }
    return batch.length === BATCH && failed.length === 0;
  }
}

/** Waits, but not beyond the signal. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => {
    // Only the signal ends a wait early, and the caller looks at it next.
  });
}
