import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { type RedisClientType, createClient } from 'redis';
import { Logger } from '@course-plateform/common/observability';
import { within } from './deadline';
import { CacheSettings } from './cache.settings';

const LONGEST_RECONNECT_DELAY_MS = 2000;

/** How long it is left alone after it was too slow, in milliseconds. */
const LEFT_ALONE_MS = 1000;

/** Redis was not asked, because it is away or was too slow a moment ago. */
export class RedisAway extends Error {
  constructor() {
    super('Redis is away');
    this.name = 'RedisAway';
  }
}

/**
 * The connection to Redis. While Redis is away every command is refused at once instead of being queued;
 * the connection comes back by itself. Nothing may be kept in Redis alone.
 */
@Injectable()
export class Redis implements OnModuleInit, OnApplicationShutdown {
  /** The client, for commands that the cache does not offer. Prefix your keys with `key()`. */
  readonly client: RedisClientType;
  private away = false;
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

  /** A key of this service. */
  key(...parts: readonly string[]): string {
    return [this.settings.prefix, ...parts].join(':');
  }

  /**
   * Asks Redis and does not wait long for the answer.
   * @throws RedisAway without asking; DeadlinePassed or the client's error after it
   */
  async ask<T>(command: (client: RedisClientType) => Promise<T>): Promise<T> {
    if (!this.client.isReady || Date.now() < this.leftAloneUntil) throw new RedisAway();
    try {
      return await within(this.settings.redisTimeoutMs, command(this.client));
    } catch (error) {
      this.leftAloneUntil = Date.now() + LEFT_ALONE_MS;
      throw error;
    }
  }

  /** Waits for the first try to connect, whatever becomes of it: a service starts without Redis just as well. */
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

  /** One line at the beginning of an outage, not one per try. */
  private lost(error: unknown): void {
    if (this.away) return;
    this.away = true;
    this.logger.warn(
      { err: error },
      'Redis is away; caches miss and requests are counted per process until it is back',
    );
  }

  private found(): void {
    if (this.away) this.logger.info({}, 'Redis is back');
    this.away = false;
  }
}
