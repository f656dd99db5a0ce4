export { Cache, CacheRegion } from './cache';
export type { RegionOptions } from './cache';
export { CacheModule } from './cache.module';
export { CACHE_SETTINGS } from './cache.settings';
export type { CacheSettings } from './cache.settings';
export { Redis, RedisAway } from './redis';
