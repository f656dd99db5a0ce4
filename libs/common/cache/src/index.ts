export { Cache, CacheRegion } from './cache';
export type { RegionOptions } from './cache';
export { CacheModule } from './cache.module';
export { CacheSettings } from './cache.settings';
export { Redis, RedisUnavailable } from './redis';
