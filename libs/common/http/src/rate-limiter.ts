import { Injectable } from '@nestjs/common';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import { Redis } from '@course-plateform/common/cache';
import type { RateLimitClass } from './rate-limit';
import { HttpSettings } from './http.settings';

/** The state of a caller's limit after counting a request. */
export interface RateLimitState {
  /** Requests allowed in a window. */
  readonly limit: number;
  /** The length of a window, in seconds. */
  readonly window: number;
  readonly remaining: number;
  /** Seconds until the window ends, rounded up. */
  readonly reset: number;
  readonly exceeded: boolean;
}

interface EvalOptions {
  readonly keys: string[];
  readonly arguments: string[];
}

/**
 * Counts requests in Redis, for all replicas of the service together. While Redis is unavailable, each process counts
 * by itself with the same limits.
 */
@Injectable()
export class RateLimiter {
  private readonly limiters = new Map<string, RateLimiterAbstract>();

  constructor(
    private readonly redis: Redis,
    private readonly settings: HttpSettings,
  ) {}

  /** Whether a class has a limit. */
  limits(limit: RateLimitClass): boolean {
    return this.pointsOf(limit) > 0;
  }

  /**
   * Counts one request of a caller, of a class that has a limit.
   * @param caller a key that is the same in every replica
   * @param share the caller's limit, in multiples of that of one client
   */
  async count(limit: RateLimitClass, caller: string, share = 1): Promise<RateLimitState> {
    const points = this.pointsOf(limit) * share;
    const limiter = this.limiterOf(limit, points);
    try {
      return this.stateOf(limiter, await limiter.consume(caller), false);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return this.stateOf(limiter, refusal, true);
    }
  }

  private pointsOf(limit: RateLimitClass): number {
    const { rateLimitRead, rateLimitWrite, rateLimitSensitive } = this.settings;
    return { read: rateLimitRead, write: rateLimitWrite, sensitive: rateLimitSensitive }[limit];
  }

  private limiterOf(limit: RateLimitClass, points: number): RateLimiterAbstract {
    const name = `${limit} ${points}`;
    const known = this.limiters.get(name);
    if (known) return known;
    const duration = this.settings.rateLimitWindowSeconds;
    // The method of the client that the library calls, with a timeout.
    const evaluate = (script: string, options: EvalOptions): Promise<unknown> =>
      this.redis.execute((client) => client.eval(script, options));
    const limiter = new RateLimiterRedis({
      storeClient: { eval: evaluate },
      useRedisPackage: true,
      keyPrefix: this.redis.key('rate-limit', limit),
      points,
      duration,
      // A caller over the limit is rejected without calling Redis until the window ends.
      inMemoryBlockOnConsumed: points + 1,
      insuranceLimiter: new RateLimiterMemory({ points, duration }),
    });
    this.limiters.set(name, limiter);
    return limiter;
  }

  private stateOf(
    limiter: RateLimiterAbstract,
    { remainingPoints, msBeforeNext }: RateLimiterRes,
    exceeded: boolean,
  ): RateLimitState {
    return {
      limit: limiter.points,
      window: limiter.duration,
      remaining: remainingPoints,
      reset: Math.max(1, Math.ceil(msBeforeNext / 1000)),
      exceeded,
    };
  }
}
