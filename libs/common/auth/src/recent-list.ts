import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Redis } from '@course-plateform/common/cache';
import { Logger } from '@course-plateform/common/observability';

/** How often each process reads new entries, in milliseconds. */
const EVERY_MS = 2000;
/** How long an entry is kept, in milliseconds: longer than any access token is valid. */
export const RECENT_LIST_TTL_MS = 1_000_000;
/** How much of the last range is read again, in milliseconds, because concurrent entries can appear late. */
const OVERLAP_MS = 5000;

/**
 * A list in Redis that invalidates access tokens before they expire. The auth service writes it, and every process
 * reads it every two seconds, so that no request needs a lookup. While Redis is unavailable the tokens stay valid until
 * they expire, at most 15 minutes later.
 */
@Injectable()
export abstract class RecentList implements OnApplicationBootstrap, OnApplicationShutdown {
  /** The key in Redis: one list for all services, so without a service's prefix. */
  protected abstract readonly key: string;
  /** When each entry expires, by this machine's clock. */
  private readonly entries = new Map<string, number>();
  /** The time of the newest entry read, by the clock of Redis, which all replicas share. */
  private newest = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly redis: Redis,
    private readonly logger: Logger,
  ) {}

  /** Called for each new entry. */
  protected learn?(entry: string): void;

  /** Called for each expired entry. */
  protected unlearn?(entry: string): void;

  protected knows(entry: string): boolean {
    return this.entries.has(entry);
  }

  /** Adds entries for all services. Does not fail when Redis is unavailable. */
  protected async report(entries: readonly string[]): Promise<void> {
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
        .zRemRangeByScore(this.key, '-inf', now - RECENT_LIST_TTL_MS)
        .pExpire(this.key, RECENT_LIST_TTL_MS)
        .exec();
    } catch (error) {
      this.logger.warn({ err: error, list: this.key, entries }, 'old access tokens not revoked');
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

  /** Reads new entries. Rejects when Redis is unavailable. */
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
    // The connection logs an outage once; do not log it again with every read.
    if (!this.redis.client.isReady) return;
    try {
      await this.read();
    } catch (error) {
      this.logger.warn({ err: error, list: this.key }, 'list of revoked access tokens not read');
    }
  }

  private note(entry: string): void {
    this.entries.set(entry, Date.now() + RECENT_LIST_TTL_MS);
    this.learn?.(entry);
  }

  private forget(): void {
    const now = Date.now();
    for (const [entry, until] of this.entries) {
      // Entries are in insertion order, so all that follow are newer.
      if (until > now) break;
      this.entries.delete(entry);
      this.unlearn?.(entry);
    }
  }
}
