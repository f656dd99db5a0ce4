import { Injectable } from '@nestjs/common';
import { type Cache as CacheManager, createCache } from 'cache-manager';
import { redisInsStore } from 'cache-manager-redis-yet';
import { Logger, Metrics } from '@course-plateform/common/observability';
import { newId } from '@course-plateform/common/kernel';
import { LocalCache } from './local-cache';
import { Redis, RedisUnavailable } from './redis';

interface Entry {
  /** The region's version when the value was loaded. If the version has changed, the value is outdated. */
  readonly version: string;
  readonly value: unknown;
}

interface Found {
  readonly version: string;
  readonly entry?: Entry;
}

/** How much longer a value may be served, in milliseconds; 0 or less when it is outdated. */
export type LeftOf<T> = (value: T) => number;

const forEver = (): number => Number.POSITIVE_INFINITY;

/** How a value is loaded, and how long it lasts. */
interface Source<T> {
  readonly ttl: number;
  readonly load: () => Promise<T>;
  readonly leftOf: LeftOf<T>;
}

/** The service's cache: regions of values that can be loaded again from their source. */
@Injectable()
export class Cache {
  private readonly manager: CacheManager;
  private readonly loads = new Map<string, Promise<unknown>>();

  constructor(
    private readonly redis: Redis,
    private readonly metrics: Metrics,
    private readonly logger: Logger,
  ) {
    this.manager = createCache(redisInsStore(redis.client));
    metrics.collectGauge({
      name: 'cache_up',
      help: 'Whether this process is connected to Redis',
      collect: () => Promise.resolve([{ value: redis.client.isReady ? 1 : 0 }]),
    });
  }

  /**
   * A region: a part of the cache with its own metrics that can be cleared as a whole.
   * @param name a constant, such as `category-tree`, because it is a metrics label
   */
  region(name: string, options?: RegionOptions): CacheRegion {
    return new CacheRegion(this, name, options);
  }

  /** Counts hits in the local cache, which need no call to Redis. */
  countHits(region: string, hits: number): void {
    for (let hit = 0; hit < hits; hit += 1) this.metrics.countCacheHit(region);
  }

  /** See `CacheRegion.wrap`. */
  async wrap<T>(region: string, key: string, source: Source<T>): Promise<T> {
    // A TTL of 0 means "forever" to the store, but "do not cache" in a setting.
    if (source.ttl <= 0) return source.load();
    const place = this.redis.key(region, 'value', key);
    for (;;) {
      const running = this.loads.get(place) as Promise<T> | undefined;
      if (!running) break;
      // It may have begun before the value that it loads was over.
      const shared = await running;
      if (source.leftOf(shared) > 0) return shared;
    }
    const response = this.find(region, place, source).finally(() => this.loads.delete(place));
    this.loads.set(place, response);
    return response;
  }

  /** See `CacheRegion.wrapMany`. */
  async wrapMany<T>(
    region: string,
    keys: readonly string[],
    ttl: number,
    load: (missing: readonly string[]) => Promise<ReadonlyMap<string, T>>,
  ): Promise<Map<string, T>> {
    if (keys.length === 0) return new Map();
    if (ttl <= 0) return new Map(await load(keys));
    const { version, values } = await this.readMany<T>(region, keys);
    const missing = keys.filter((key) => !values.has(key));
    if (missing.length === 0) return values;
    const loaded = await load(missing);
    for (const [key, value] of loaded) values.set(key, value);
    if (version !== undefined && loaded.size > 0) {
      const entries = [...loaded].map(([key, value]): [string, Entry] => [
        this.redis.key(region, 'value', key),
        { version, value },
      ]);
      await this.attempt('write', () => this.manager.store.mset(entries, ttl));
    }
    return values;
  }

  /** See `CacheRegion.delete`. */
  async delete(region: string, key: string): Promise<void> {
    const place = this.redis.key(region, 'value', key);
    this.loads.delete(place);
    await this.attempt('delete', () => this.manager.del(place));
  }

  /** See `CacheRegion.clear`. */
  async clear(region: string): Promise<void> {
    const places = this.redis.key(region, 'value', '');
    for (const place of this.loads.keys()) if (place.startsWith(places)) this.loads.delete(place);
    await this.attempt('clear', () => this.manager.set(this.versionPlace(region), newId(), 0));
  }

  private async find<T>(
    region: string,
    place: string,
    { ttl, load, leftOf }: Source<T>,
  ): Promise<T> {
    const found = await this.read(region, place);
    if (found?.entry && found.entry.version === found.version) {
      const kept = found.entry.value as T;
      if (leftOf(kept) > 0) {
        this.metrics.countCacheHit(region);
        return kept;
      }
    }
    this.metrics.countCacheMiss(region);
    const value = await load();
    // The store takes whole milliseconds, and 0 for ever.
    const keptMs = Math.floor(Math.min(ttl, leftOf(value)));
    if (found && keptMs > 0) {
      const entry: Entry = { version: found.version, value };
      await this.attempt('write', () => this.manager.set(place, entry, keptMs));
    }
    return value;
  }

  /** Reads version and entry in one round trip. */
  private async read(region: string, place: string): Promise<Found | undefined> {
    const response = await this.attempt('read', () =>
      this.manager.store.mget(this.versionPlace(region), place),
    );
    if (!response) return undefined;
    const [version, entry] = response as [string | undefined, Entry | undefined];
    return { version: version ?? '', ...(entry ? { entry } : {}) };
  }

  /** Reads the version and all current entries in one round trip; no version while Redis is unavailable. */
  private async readMany<T>(
    region: string,
    keys: readonly string[],
  ): Promise<{ version: string | undefined; values: Map<string, T> }> {
    const places = keys.map((key) => this.redis.key(region, 'value', key));
    const response = await this.attempt('read', () =>
      this.manager.store.mget(this.versionPlace(region), ...places),
    );
    const values = new Map<string, T>();
    if (!response) return { version: undefined, values };
    const [found, ...entries] = response as [string | undefined, ...(Entry | undefined)[]];
    const version = found ?? '';
    for (const [index, key] of keys.entries()) {
      const entry = entries[index];
      if (entry?.version === version) {
        this.metrics.countCacheHit(region);
        values.set(key, entry.value as T);
      } else this.metrics.countCacheMiss(region);
    }
    return { version, values };
  }

  private versionPlace(region: string): string {
    return this.redis.key(region, 'version');
  }

  /** Runs a command. Returns undefined while Redis is unavailable, because a cache must not fail a request. */
  private async attempt<T>(what: string, command: () => Promise<T>): Promise<T | undefined> {
    try {
      return await this.redis.execute(command);
    } catch (error) {
      if (!(error instanceof RedisUnavailable))
        this.logger.warn({ err: error, command: what }, 'cache command failed');
      return undefined;
    }
  }
}

/** The options of a region. */
export interface RegionOptions {
  /**
   * How long a process may serve a value from its local cache without a call to Redis, in milliseconds. A `clear` takes
   * that long to reach other processes. When absent, there is no local cache.
   */
  readonly localMs?: number;
}

/** A part of the cache with its own metrics that can be cleared as a whole. */
export class CacheRegion {
  private readonly local: LocalCache | undefined;

  constructor(
    private readonly cache: Cache,
    private readonly name: string,
    { localMs }: RegionOptions = {},
  ) {
    this.local = localMs === undefined ? undefined : new LocalCache(localMs);
  }

  /**
   * The cached value, or the result of `load`, which is then cached. Concurrent misses in one process share one `load`.
   * Values are stored as JSON: a `Date` comes back as a string.
   * @param ttl in milliseconds; 0 disables caching
   * @param leftOf for values that know when they become outdated: they are not cached beyond that, nor shared
   */
  async wrap<T>(
    key: string,
    ttl: number,
    load: () => Promise<T>,
    leftOf: LeftOf<T> = forEver,
  ): Promise<T> {
    const local = this.local?.get<T>([key]);
    if (local?.has(key)) {
      const kept = local.get(key) as T;
      if (leftOf(kept) > 0) {
        this.cache.countHits(this.name, 1);
        return kept;
      }
    }
    const since = this.local?.now ?? 0;
    const value = await this.cache.wrap(this.name, key, { ttl, load, leftOf });
    this.local?.set(new Map([[key, value]]), Math.min(ttl, leftOf(value)), since);
    return value;
  }

  /**
   * The cached values by key. Missing ones are loaded with one `load` and then cached; keys that it does not return are
   * omitted.
   * @param ttl in milliseconds; 0 disables caching
   */
  async wrapMany<T>(
    keys: readonly string[],
    ttl: number,
    load: (missing: readonly string[]) => Promise<ReadonlyMap<string, T>>,
  ): Promise<Map<string, T>> {
    const values = this.local?.get<T>(keys) ?? new Map<string, T>();
    this.cache.countHits(this.name, values.size);
    const missing = keys.filter((key) => !values.has(key));
    if (missing.length === 0) return values;
    const since = this.local?.now ?? 0;
    const others = await this.cache.wrapMany(this.name, missing, ttl, load);
    this.local?.set(others, ttl, since);
    for (const [key, value] of others) values.set(key, value);
    return values;
  }

  /**
   * Deletes one value from Redis. A concurrent `load` can store it again; clear the region where that matters. Best
   * effort while Redis is unavailable: the TTL limits how old a value can get.
   */
  delete(key: string): Promise<void> {
    this.local?.delete(key);
    return this.cache.delete(this.name, key);
  }

  /** Invalidates all values of the region in all processes, also those that are being loaded. See `localMs`. */
  clear(): Promise<void> {
    this.local?.clear();
    return this.cache.clear(this.name);
  }
}
