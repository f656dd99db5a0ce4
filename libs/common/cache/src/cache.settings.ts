/** Where a service caches. The class is the injection token. */
export abstract class CacheSettings {
  /** The Redis-protocol server. */
  abstract readonly redisUrl: string;
  /** A frozen Redis must not freeze its callers: after this time it counts as away, in milliseconds. */
  abstract readonly redisTimeoutMs: number;
  /** In front of each key, so that services do not see each other's: the service's name. */
  abstract readonly prefix: string;
}
