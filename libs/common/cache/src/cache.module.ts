import { type DynamicModule, Module } from '@nestjs/common';
import { Cache } from './cache';
import { CacheSettings } from './cache.settings';
import { Redis } from './redis';

/** Redis and the cache on it, for every feature of a service. Needs `ObservabilityModule`. */
@Module({})
export class CacheModule {
  static forRoot(settings: CacheSettings): DynamicModule {
    return {
      module: CacheModule,
      global: true,
      providers: [{ provide: CacheSettings, useValue: settings }, Redis, Cache],
      exports: [CacheSettings, Redis, Cache],
    };
  }
}
