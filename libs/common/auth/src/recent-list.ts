import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Redis } from '@course-plateform/common/cache';
import { Logger } from '@course-plateform/common/observability';

/** How often each process reads what is new, in milliseconds: an entry is noticed within that time. */
const EVERY_MS = 2000;
/** Longer than any access token is good, in milliseconds; after that nobody need know the entry. */
export const TOLD_FOR_MS = 1_000_000;
/** Entries that were written at the same time may show up late; so much is read again, in milliseconds. */
const OVERLAP_MS = 5000;

/**
 * What makes access tokens useless before they expire. Written by the auth service, read by all: from Redis every two
 * seconds, so that no request asks anybody. While Redis is away such tokens last until they expire, at most 15 minutes.
 */
@Injectable()
export abstract class RecentList implements OnApplicationBootstrap, OnApplicationShutdown {
  /** The key in Redis: one list for all services, so without a service's prefix. */
  protected abstract readonly key: string;
  /** When each may be forgotten, by this machine's clock. */
  private readonly entries = new Map<string, number>();
  /** The newest time read so far, by the clock of Redis: one clock for all replicas. */
  private newest = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly redis: Redis,
    private readonly logger: Logger,
  ) {}

  /** Takes in an entry that was not known. */
  protected learn?(entry: string): void;

  /** Lets go of an entry that is too old to matter. */
  protected unlearn?(entry: string): void;

  protected knows(entry: string): boolean {
    return this.entries.has(entry);
  }

  /** Tells all services. Does not fail when Redis is away. */
  protected async tell(entries: readonly string[]): Promise<void> {
    if (entries.length === 0) return;
    for (const entry of entries) this.note(entry);
    const { client } = this.redis;
    try {
      const now = (await client.time()).getTime();
      await client
        .multi()
        .zAdd(
          this.key,
          entries.map((value) => ({ score: now, value })),
        )
        .zRemRangeByScore(this.key, '-inf', now - TOLD_FOR_MS)
        .pExpire(this.key, TOLD_FOR_MS)
        .exec();
    } catch (error) {
      this.logger.warn({ err: error, list: this.key, entries }, 'Old access tokens stay good');
    }
  }

  onApplicationBootstrap(): void {
    void this.readInBackground();
    this.timer = setInterval(() => void this.readInBackground(), EVERY_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Reads what is new. Rejects when Redis is away. */
  async read(): Promise<void> {
    const from = this.newest - OVERLAP_MS;
    const entries = await this.redis.client.zRangeByScoreWithScores(this.key, from, '+inf');
    for (const { value, score } of entries) {
      if (!this.entries.has(value)) this.note(value);
      this.newest = Math.max(this.newest, score);
    }
    this.forget();
  }

  private async readInBackground(): Promise<void> {
    // The connection itself tells of an outage, once and not with every reading.
    if (!this.redis.client.isReady) return;
    try {
      await this.read();
    } catch (error) {
      this.logger.warn({ err: error, list: this.key }, 'What ends access tokens could not be read');
    }
  }

  private note(entry: string): void {
    this.entries.set(entry, Date.now() + TOLD_FOR_MS);
    this.learn?.(entry);
  }

  private forget(): void {
    const now = Date.now();
    for (const [entry, until] of this.entries) {
      // In the order they were noted: what follows is younger.
      if (until > now) break;
      this.entries.delete(entry);
      this.unlearn?.(entry);
    }
  }
}
