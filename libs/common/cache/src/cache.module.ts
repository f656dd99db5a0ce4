import { type DynamicModule, Module } from '@nestjs/common';
import { Cache } from './cache';
import { CACHE_SETTINGS, type CacheSettings } from './cache.settings';
import { Redis } from './redis';

/** Redis and the cache on it, for every feature of a service. Needs `ObservabilityModule`. */
@Module({})
export class CacheModule {
  static forRoot(settings: CacheSettings): DynamicModule {
    return {
      module: CacheModule,
      global: true,
      providers: [{ provide: CACHE_SETTINGS, useValue: settings }, Redis, Cache],
      exports: [CACHE_SETTINGS, Redis, Cache],
    };
  }
}
