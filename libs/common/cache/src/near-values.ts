import { LRUCache } from 'lru-cache';

/** Values remembered by one process; the least recently used ones make room. */
const MOST_VALUES = 10_000;

interface Remembered {
  readonly value: unknown;
}

/**
 * The tier in front of Redis: values that this process has just had in its hands. Other processes cannot clear it, so
 * it suits values that may be old for as long as they stay here.
 */
export class NearValues {
  private readonly values = new LRUCache<string, Remembered>({ max: MOST_VALUES });
  /** Counts how often something was forgotten. */
  private era = 0;

  /** @param longestMs how long a value stays, in milliseconds */
  constructor(private readonly longestMs: number) {}

  /** Those of the values that are here, by key. */
  get<T>(keys: readonly string[]): Map<string, T> {
    const found = new Map<string, T>();
    for (const key of keys) {
      const remembered = this.values.get(key);
      if (remembered) found.set(key, remembered.value as T);
    }
    return found;
  }

  /** To be asked before values are loaded, and given with them. */
  get now(): number {
    return this.era;
  }

  /**
   * @param ttl how long the values may be kept at all, in milliseconds
   * @param since `now` of before they were loaded: what was forgotten meanwhile is not remembered again
   */
  set(values: ReadonlyMap<string, unknown>, ttl: number, since: number): void {
    if (since !== this.era) return;
    const forMs = Math.min(ttl, this.longestMs);
    // To the store 0 would mean for ever; to a setting it means not at all.
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
