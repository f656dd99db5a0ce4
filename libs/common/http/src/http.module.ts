import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { AuthGuard } from '@course-plateform/common/auth';
import { HttpSettings } from './http.settings';
import { IdempotencyCleaner } from './idempotency.cleaner';
import { IdempotencyGuard } from './idempotency.guard';
import { IdempotencyStore } from './idempotency.store';
import { NoQueryGuard } from './no-query.guard';
import { OptionalDependencies } from './optional-dependencies';
import { Cursors } from './paging';
import { ProblemFilter } from './problem.filter';
import { RateLimitGuard } from './rate-limit.guard';
import { RateLimiter } from './rate-limiter';
import { StreamedIdempotency } from './streamed-idempotency';
import { ValidationPipe } from './validation.pipe';

/**
 * The guards, pipes and filters of every request, and the cursors of lists. It expects
 * `AuthModule`, `CacheModule`, `DatabaseModule`, `RealClock` and the observability of a process from global modules.
 */
@Module({})
export class HttpModule {
  static forRoot(settings: HttpSettings): DynamicModule {
    return {
      module: HttpModule,
      global: true,
      providers: [
        { provide: HttpSettings, useValue: settings },
        ProblemFilter,
        { provide: APP_FILTER, useExisting: ProblemFilter },
        // In this order: authentication, rate limit, undocumented parameters, idempotency.
        { provide: APP_GUARD, useExisting: AuthGuard },
        { provide: APP_GUARD, useClass: RateLimitGuard },
        { provide: APP_GUARD, useClass: NoQueryGuard },
        { provide: APP_GUARD, useClass: IdempotencyGuard },
        { provide: APP_PIPE, useClass: ValidationPipe },
        RateLimiter,
        IdempotencyStore,
        IdempotencyCleaner,
        StreamedIdempotency,
        Cursors,
        OptionalDependencies,
      ],
      exports: [
        Cursors,
        OptionalDependencies,
        IdempotencyStore,
        ProblemFilter,
        StreamedIdempotency,
      ],
    };
  }
}
