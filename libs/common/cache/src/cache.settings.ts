/** Where a service caches. The class is the injection token. */
export abstract class CacheSettings {
  /** The Redis-protocol server. */
  abstract readonly redisUrl: string;
  /** The timeout of a command in milliseconds, after which Redis counts as unavailable. */
  abstract readonly redisTimeoutMs: number;
  /** The prefix of each key, which separates services: the service's name. */
  abstract readonly prefix: string;
}
