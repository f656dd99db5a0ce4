/** Where a service caches. */
export interface CacheSettings {
  /** The Redis-protocol server. */
  readonly redisUrl: string;
  /** A frozen Redis must not freeze its callers: after this time it counts as away, in milliseconds. */
  readonly redisTimeoutMs: number;
  /** In front of each key, so that services do not see each other's: the service's name. */
  readonly prefix: string;
}

/** The `CacheSettings` of the process. */
export const CACHE_SETTINGS = Symbol('CACHE_SETTINGS');
