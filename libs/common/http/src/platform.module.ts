import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { AuthGuard, AuthModule } from '@course-plateform/common/auth';
import { CacheModule } from '@course-plateform/common/cache';
import { Clock } from '@course-plateform/common/kernel';
import { MessagingModule } from '@course-plateform/common/events';
import {
  type Logger,
  ObservabilityModule,
  type Tracing,
} from '@course-plateform/common/observability';
import { type DatabaseConnection, DatabaseModule } from '@course-plateform/common/persistence';
import { IdempotencyCleaner } from './idempotency.cleaner';
import { IdempotencyGuard } from './idempotency.guard';
import { IdempotencyStore } from './idempotency.store';
import { Cursors } from './paging';
import { NoQueryGuard } from './no-query.guard';
import { ProblemFilter } from './problem.filter';
import { RateLimitGuard } from './rate-limit.guard';
import { RateLimiter } from './rate-limiter';
import type { ServiceDefinition } from './service-definition';
import { type PlatformSettings, SETTINGS } from './settings';
import { ValidationPipe } from './validation.pipe';

interface PlatformOptions {
  readonly settings: PlatformSettings;
  readonly logger: Logger;
  readonly tracing: Tracing;
  readonly clock: Clock;
}

/** Everything a feature may take for granted, wired once. */
@Module({})
export class PlatformModule {
  static around(definition: ServiceDefinition, options: PlatformOptions): DynamicModule {
    const { settings, logger, tracing, clock } = options;
    const service = definition.settings.service;
    return {
      module: PlatformModule,
      global: true,
      imports: [
        ObservabilityModule.forRoot(logger, tracing),
        DatabaseModule.forRoot(definition.database, databaseConnection(definition, settings)),
        MessagingModule.forRoot({
          service,
          settings: {
            natsUrl: settings.natsUrl,
            natsNamespace: settings.natsNamespace,
            requestTimeoutMs: settings.rpcTimeoutMs,
            failuresInARow: settings.rpcFailuresInARow,
            firstRetryMs: settings.eventFirstRetryMs,
            checkReplies: settings.nodeEnv !== 'production',
            provision: settings.provisionOnStart,
          },
        }),
        AuthModule.forRoot({
          jwksUrl: settings.jwksUrl,
          issuer: settings.tokenIssuer,
          audience: settings.tokenAudience,
        }),
        // The namespace keeps test files apart on the server they share.
        CacheModule.forRoot({
          redisUrl: settings.redisUrl,
          redisTimeoutMs: settings.redisTimeoutMs,
          prefix: `${settings.natsNamespace}${service}`,
        }),
        definition.module,
      ],
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: Clock, useValue: clock },
        ProblemFilter,
        { provide: APP_FILTER, useExisting: ProblemFilter },
        // In this order: who is it, is it one too many, is it asked as documented, is it a repeat.
        { provide: APP_GUARD, useExisting: AuthGuard },
        { provide: APP_GUARD, useClass: RateLimitGuard },
        { provide: APP_GUARD, useClass: NoQueryGuard },
        { provide: APP_GUARD, useClass: IdempotencyGuard },
        { provide: APP_PIPE, useClass: ValidationPipe },
        RateLimiter,
        IdempotencyStore,
        IdempotencyCleaner,
        Cursors,
      ],
      exports: [SETTINGS, Clock, Cursors, IdempotencyStore, ProblemFilter],
    };
  }
}

/** Where a service's database is. */
export function databaseConnection(
  { database, settings: { service } }: ServiceDefinition,
  settings: PlatformSettings,
): DatabaseConnection {
  const url = database.kind === 'mongodb' ? settings.mongodbUrl : settings.postgresUrl;
  if (url === undefined) {
    throw new Error(`The settings of ${service} do not say where its ${database.kind} is`);
  }
  return {
    url,
    databaseName: service.replaceAll('-', '_'),
    poolMax: settings.databasePoolMax ?? 10,
    ...(settings.databaseTimeoutMs === undefined ? {} : { timeoutMs: settings.databaseTimeoutMs }),
  };
}
