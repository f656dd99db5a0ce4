import { type DynamicModule, Module } from '@nestjs/common';
import { AuthModule } from '@course-plateform/common/auth';
import { CacheModule } from '@course-plateform/common/cache';
import { Clock, RealClock } from '@course-plateform/common/kernel';
import { EventsModule } from '@course-plateform/common/events';
import { NatsModule } from '@course-plateform/common/nats';
import { RpcModule } from '@course-plateform/common/rpc';
import {
  type Logger,
  ObservabilityModule,
  type Tracing,
} from '@course-plateform/common/observability';
import { type DatabaseConnection, DatabaseModule } from '@course-plateform/common/persistence';
import { HttpModule } from '@course-plateform/common/http';
import type { PlatformSettings, ServiceDefinition } from './service-definition';
import { TestClock } from './test-clock';

interface PlatformOptions {
  readonly settings: PlatformSettings;
  readonly logger: Logger;
  readonly tracing: Tracing;
  readonly clock: Clock;
  readonly realClock: RealClock;
}

/** The modules of the platform, which every feature can use. */
@Module({})
export class PlatformModule {
  static around(definition: ServiceDefinition, options: PlatformOptions): DynamicModule {
    const { settings, logger, tracing, clock, realClock } = options;
    const service = definition.settings.service;
    return {
      module: PlatformModule,
      global: true,
      imports: [
        ObservabilityModule.forRoot(logger, tracing),
        DatabaseModule.forRoot(definition.database, databaseConnection(definition, settings)),
        NatsModule.forRoot({
          service,
          natsUrl: settings.natsUrl,
          natsNamespace: settings.natsNamespace,
        }),
        RpcModule.forRoot({
          requestTimeoutMs: settings.rpcTimeoutMs,
          failuresInARow: settings.rpcFailuresInARow,
          checkReplies: settings.nodeEnv !== 'production',
        }),
        EventsModule.forRoot({
          firstRetryMs: settings.eventFirstRetryMs,
          provision: settings.provisionOnStart,
        }),
        AuthModule.forRoot({
          jwksUrl: settings.jwksUrl,
          issuer: settings.tokenIssuer,
          audience: settings.tokenAudience,
        }),
        // The namespace separates test files on the shared server.
        CacheModule.forRoot({
          redisUrl: settings.redisUrl,
          redisTimeoutMs: settings.redisTimeoutMs,
          prefix: `${settings.natsNamespace}${service}`,
        }),
        HttpModule.forRoot(settings),
        definition.module,
      ],
      providers: [
        { provide: definition.settings, useValue: settings },
        { provide: Clock, useValue: clock },
        { provide: RealClock, useValue: realClock },
        TestClock,
      ],
      exports: [definition.settings, Clock, RealClock],
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
