import { Redis } from '@course-plateform/common/cache';
import { Logger } from '@course-plateform/common/observability';
import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';

/** One list for all services, so without a service's prefix. */
const LIST = 'auth:ended-sessions';
/** How often each process reads what is new, in milliseconds: an ended session is noticed within that time. */
const EVERY_MS = 2000;
/** Longer than any access token is good, in milliseconds; after that the list need not know the session. */
const KEPT_MS = 1_000_000;
/** Entries that were written at the same time may show up late; so much is read again, in milliseconds. */
const OVERLAP_MS = 5000;

/**
 * Sessions that ended while access tokens of theirs are still good. Written by the auth service, read by all: from
 * Redis every two seconds, so that no request asks anybody. While Redis is away such tokens last until they expire,
 * at most 15 minutes.
 */
@Injectable()
export class EndedSessions implements OnApplicationBootstrap, OnApplicationShutdown {
  /** When each may be forgotten, by this machine's clock. */
  private readonly ended = new Map<string, number>();
  /** The newest time read so far, by the clock of Redis: one clock for all replicas. */
  private newest = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly redis: Redis,
    private readonly logger: Logger,
  ) {}

  /** Whether a session is known to be over. */
  has(sessionId: string): boolean {
    return this.ended.has(sessionId);
  }

  /** Makes the access tokens of sessions useless in all services. Does not fail when Redis is away. */
  async add(sessionIds: readonly string[]): Promise<void> {
    if (sessionIds.length === 0) return;
    for (const sessionId of sessionIds) this.note(sessionId);
    const { client } = this.redis;
    try {
      const now = (await client.time()).getTime();
      await client
        .multi()
        .zAdd(
          LIST,
          sessionIds.map((value) => ({ score: now, value })),
        )
        .zRemRangeByScore(LIST, '-inf', now - KEPT_MS)
        .pExpire(LIST, KEPT_MS)
        .exec();
    } catch (error) {
      this.logger.warn({ error, sessionIds }, 'Access tokens of ended sessions stay good');
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
    const entries = await this.redis.client.zRangeByScoreWithScores(LIST, from, '+inf');
    for (const { value, score } of entries) {
      if (!this.ended.has(value)) this.note(value);
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
      this.logger.warn({ error }, 'The list of ended sessions could not be read');
    }
  }

  private note(sessionId: string): void {
    this.ended.set(sessionId, Date.now() + KEPT_MS);
  }

  private forget(): void {
    const now = Date.now();
    for (const [sessionId, until] of this.ended) {
      // In the order they were noted: what follows is younger.
      if (until > now) break;
      this.ended.delete(sessionId);
    }
  }
}
