import { Injectable } from '@nestjs/common';
import { type Cache as CacheManager, createCache } from 'cache-manager';
import { redisInsStore } from 'cache-manager-redis-yet';
import { Logger, Metrics } from '@course-plateform/common/observability';
import { newId } from '@course-plateform/common/kernel';
import { NearValues } from './near-values';
import { Redis, RedisAway } from './redis';

interface Entry {
  /** The region's version when the value was loaded; another one now means that it is out of date. */
  readonly version: string;
  readonly value: unknown;
}

interface Found {
  readonly version: string;
  readonly entry?: Entry;
}

/** The service's cache: regions of values that can be had again from where they come from. */
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
   * A part of the cache that is counted and cleared as one.
   * @param name one of a few, such as `category-tree`: it is a label of the metrics
   */
  region(name: string, options?: RegionOptions): CacheRegion {
    return new CacheRegion(this, name, options);
  }

  /** Counts values that were found without asking Redis. */
  countHits(region: string, hits: number): void {
    for (let hit = 0; hit < hits; hit += 1) this.metrics.countCacheHit(region);
  }

  /** See `CacheRegion.wrap`. */
  async wrap<T>(region: string, key: string, ttl: number, load: () => Promise<T>): Promise<T> {
    // To the store 0 would mean for ever; to a setting it means not at all.
    if (ttl <= 0) return load();
    const place = this.redis.key(region, 'value', key);
    const running = this.loads.get(place);
    if (running) return running as Promise<T>;
    const answer = this.find(region, place, ttl, load).finally(() => this.loads.delete(place));
    this.loads.set(place, answer);
    return answer;
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
    ttl: number,
    load: () => Promise<T>,
  ): Promise<T> {
    const found = await this.read(region, place);
    if (found?.entry && found.entry.version === found.version) {
      this.metrics.countCacheHit(region);
      return found.entry.value as T;
    }
    this.metrics.countCacheMiss(region);
    const value = await load();
    if (found) {
      const entry: Entry = { version: found.version, value };
      await this.attempt('write', () => this.manager.set(place, entry, ttl));
    }
    return value;
  }

  /** Version and entry in one round trip. */
  private async read(region: string, place: string): Promise<Found | undefined> {
    const answer = await this.attempt('read', () =>
      this.manager.store.mget(this.versionPlace(region), place),
    );
    if (!answer) return undefined;
    const [version, entry] = answer as [string | undefined, Entry | undefined];
    return { version: version ?? '', ...(entry ? { entry } : {}) };
  }

  /** The version and every entry that is up to date, in one round trip; no version while Redis is away. */
  private async readMany<T>(
    region: string,
    keys: readonly string[],
  ): Promise<{ version: string | undefined; values: Map<string, T> }> {
    const places = keys.map((key) => this.redis.key(region, 'value', key));
    const answer = await this.attempt('read', () =>
      this.manager.store.mget(this.versionPlace(region), ...places),
    );
    const values = new Map<string, T>();
    if (!answer) return { version: undefined, values };
    const [found, ...entries] = answer as [string | undefined, ...(Entry | undefined)[]];
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

  /** Redis being away is no failure of the request: the answer is then undefined. */
  private async attempt<T>(what: string, command: () => Promise<T>): Promise<T | undefined> {
    try {
      return await this.redis.ask(command);
    } catch (error) {
      if (!(error instanceof RedisAway))
        this.logger.warn({ err: error }, `The cache did not ${what}`);
      return undefined;
    }
  }
}

/** What may be chosen for a region. */
export interface RegionOptions {
  /**
   * How long a process may answer from its own memory without asking Redis, in milliseconds. Clearing the region
   * reaches the other processes that much later. Left out: always ask.
   */
  readonly nearMs?: number;
}

/** A part of the cache that is counted and cleared as one. */
export class CacheRegion {
  private readonly near: NearValues | undefined;

  constructor(
    private readonly cache: Cache,
    private readonly name: string,
    { nearMs }: RegionOptions = {},
  ) {
    this.near = nearMs === undefined ? undefined : new NearValues(nearMs);
  }

  /**
   * The cached value, or the one that `load` gives, which is then kept. Callers who miss at the same time in one
   * process share one `load`. Values go through JSON: a `Date` comes back as text.
   * @param ttl how long the value is kept, in milliseconds; 0 switches caching off
   */
  async wrap<T>(key: string, ttl: number, load: () => Promise<T>): Promise<T> {
    const near = this.near?.get<T>([key]);
    if (near?.has(key)) {
      this.cache.countHits(this.name, 1);
      return near.get(key) as T;
    }
    const since = this.near?.now ?? 0;
    const value = await this.cache.wrap(this.name, key, ttl, load);
    this.near?.set(new Map([[key, value]]), ttl, since);
    return value;
  }

  /**
   * The cached values by key; those that are missing are asked for in one `load` and then kept. What `load` does not
   * give is left out.
   * @param ttl how long a value is kept, in milliseconds; 0 switches caching off
   */
  async wrapMany<T>(
    keys: readonly string[],
    ttl: number,
    load: (missing: readonly string[]) => Promise<ReadonlyMap<string, T>>,
  ): Promise<Map<string, T>> {
    const values = this.near?.get<T>(keys) ?? new Map<string, T>();
    this.cache.countHits(this.name, values.size);
    const missing = keys.filter((key) => !values.has(key));
    if (missing.length === 0) return values;
    const since = this.near?.now ?? 0;
    const others = await this.cache.wrapMany(this.name, missing, ttl, load);
    this.near?.set(others, ttl, since);
    for (const [key, value] of others) values.set(key, value);
    return values;
  }

  /**
   * Takes one value out of Redis. Who is loading it at that moment puts it back; where that matters, clear the region
   * first. Best effort while Redis is away: the value's time to live bounds how old an answer can be.
   */
  delete(key: string): Promise<void> {
    this.near?.delete(key);
    return this.cache.delete(this.name, key);
  }

  /** Forgets all values of the region in all processes, also those being loaded right now. See `nearMs`. */
  clear(): Promise<void> {
    this.near?.clear();
    return this.cache.clear(this.name);
  }
}
