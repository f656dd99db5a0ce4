import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { type RedisClientType, createClient } from 'redis';
import { Logger } from '@course-plateform/common/observability';
import { within } from './deadline';
import { CacheSettings } from './cache.settings';

const LONGEST_RECONNECT_DELAY_MS = 2000;

/** How long the circuit stays open after a timeout, in milliseconds. */
const HALF_OPEN_AFTER_MS = 1000;

/** Redis was not called, because it is unavailable or the circuit is open. */
export class RedisUnavailable extends Error {
  constructor() {
    super('Redis is unavailable');
    this.name = 'RedisUnavailable';
  }
}

/**
 * The connection to Redis. While Redis is unavailable, every command fails at once instead of being queued. The
 * connection is restored by itself. Redis must never hold the only copy of any data.
 */
@Injectable()
export class Redis implements OnModuleInit, OnApplicationShutdown {
  /** The client, for commands that the cache does not offer. Prefix your keys with `key()`. */
  readonly client: RedisClientType;
  private unavailable = false;
  private leftAloneUntil = 0;

  constructor(
    private readonly settings: CacheSettings,
    private readonly logger: Logger,
  ) {
    this.client = createClient({
      url: settings.redisUrl,
      disableOfflineQueue: true,
      socket: {
        connectTimeout: 1000,
        reconnectStrategy: (tries) => Math.min(50 * 2 ** tries, LONGEST_RECONNECT_DELAY_MS),
      },
    });
    this.client.on('error', (error: unknown) => this.lost(error));
    this.client.on('ready', () => this.found());
  }

  /** Builds a key with the prefix of this service. */
  key(...parts: readonly string[]): string {
    return [this.settings.prefix, ...parts].join(':');
  }

  /**
   * Runs a command with a timeout.
   * @throws RedisUnavailable without sending it, DeadlinePassed, or the client's error
   */
  async execute<T>(command: (client: RedisClientType) => Promise<T>): Promise<T> {
    if (!this.client.isReady || Date.now() < this.leftAloneUntil) throw new RedisUnavailable();
    try {
      return await within(this.settings.redisTimeoutMs, command(this.client));
    } catch (error) {
      this.leftAloneUntil = Date.now() + HALF_OPEN_AFTER_MS;
      throw error;
    }
  }

  /** Waits for the first connection attempt, successful or not: a service also starts without Redis. */
  async onModuleInit(): Promise<void> {
    const tried = new Promise<void>((resolve) => {
      this.client.once('ready', resolve);
      this.client.once('error', () => resolve());
    });
    this.client.connect().catch((error: unknown) => this.lost(error));
    await tried;
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.client.isOpen) await this.client.disconnect();
  }

  /** Logs one line at the beginning of an outage, not one per attempt. */
  private lost(error: unknown): void {
    if (this.unavailable) return;
    this.unavailable = true;
    this.logger.warn(
      { err: error },
      'Redis unavailable; caches miss and rate limits count per process',
    );
  }

  private found(): void {
    if (this.unavailable) this.logger.info({}, 'Redis available again');
    this.unavailable = false;
  }
}
