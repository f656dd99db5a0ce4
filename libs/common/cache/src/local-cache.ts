import { LRUCache } from 'lru-cache';

/** The maximum number of values in one process; the least recently used are evicted. */
const MOST_VALUES = 10_000;

interface Remembered {
  readonly value: unknown;
}

/**
 * The local cache (L1) in front of Redis. Other processes cannot clear it, so use it for values that may be outdated
 * for as long as they stay here.
 */
export class LocalCache {
  private readonly values = new LRUCache<string, Remembered>({ max: MOST_VALUES });
  /** Counts invalidations. */
  private era = 0;

  /** @param longestMs the maximum age of a value, in milliseconds */
  constructor(private readonly longestMs: number) {}

  /** The cached values, by key. */
  get<T>(keys: readonly string[]): Map<string, T> {
    const found = new Map<string, T>();
    for (const key of keys) {
      const remembered = this.values.get(key);
      if (remembered) found.set(key, remembered.value as T);
    }
    return found;
  }

  /** The current number of invalidations: read it before loading values and pass it to `set`. */
  get now(): number {
    return this.era;
  }

  /**
   * @param ttl the maximum age of the values, in milliseconds
   * @param since `now` before they were loaded: values that were invalidated meanwhile are not stored
   */
  set(values: ReadonlyMap<string, unknown>, ttl: number, since: number): void {
    if (since !== this.era) return;
    const forMs = Math.min(ttl, this.longestMs);
    // A TTL of 0 means "forever" to the store, but "do not cache" in a setting.
    if (forMs <= 0) return;
    for (const [key, value] of values) this.values.set(key, { value }, { ttl: forMs });
  }

  delete(key: string): void {
    this.era += 1;
    this.values.delete(key);
  }

  clear(): void {
    this.era += 1;
    this.values.clear();
  }
}
