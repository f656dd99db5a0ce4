import { Logger, Metrics, Tracing } from '@course-plateform/common/observability';
import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { CustomStrategy } from '@nestjs/microservices';
import { ConsumerLags } from './consumer-lags';
import { ConsumerRunner } from './consumer-runner';
import { DeadLetters } from './dead-letters';
import { EventHandlers } from './event-handlers';
import { EventOperations } from './event-operations';
import { EventPublisher } from './event-publisher';
import { Inbox } from './inbox';
import { MessagingLifecycle } from './lifecycle';
import { MessagingMetrics } from './messaging-metrics';
import { LogLevelControl } from './log-level-control';
import { NatsHealth, NatsLink } from './nats-connection';
import { ServiceNatsServer } from './nats-server';
import { Outbox } from './outbox';
import { ReadModels } from './read-models';
import { Relay } from './relay';
import { RpcClient } from './rpc-client';
import { MESSAGING_SETTINGS, type MessagingSettings, SERVICE_NAME } from './settings';

/** What a process tells messaging about itself. */
export interface MessagingOptions {
  /** The service's name: queue group, first part of its consumers' names, its connection's name. */
  readonly service: string;
  /** When absent, another global module provides `MESSAGING_SETTINGS`. */
  readonly settings?: MessagingSettings;
}

/**
 * Questions and durable events for a service. It expects `EntityManager` (with the messaging entities), `Logger`
 * and `Metrics` from global modules. Nothing connects before the application's lifecycle hooks.
 */
@Module({})
export class MessagingModule {
  static forRoot({ service, settings }: MessagingOptions): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: SERVICE_NAME, useValue: service },
        ...(settings ? [{ provide: MESSAGING_SETTINGS, useValue: settings }] : []),
        {
          provide: ServiceNatsServer,
          inject: [NatsLink, MESSAGING_SETTINGS, Logger, Metrics, Tracing],
          useFactory: (
            link: NatsLink,
            { natsNamespace, checkReplies }: MessagingSettings,
            logger: Logger,
            metrics: Metrics,
            tracing: Tracing,
          ) =>
            new ServiceNatsServer(
              link,
              { service, namespace: natsNamespace, checkReplies: checkReplies ?? true },
              logger,
              metrics,
              tracing,
            ),
        },
        NatsLink,
        NatsHealth,
        RpcClient,
        Outbox,
        EventPublisher,
        Relay,
        Inbox,
        EventHandlers,
        ConsumerRunner,
        DeadLetters,
        ConsumerLags,
        ReadModels,
        EventOperations,
        MessagingMetrics,
        LogLevelControl,
        MessagingLifecycle,
      ],
      exports: [
        RpcClient,
        Outbox,
        Relay,
        DeadLetters,
        ReadModels,
        EventOperations,
        NatsHealth,
        MessagingLifecycle,
        ServiceNatsServer,
        SERVICE_NAME,
      ],
    };
  }
}

/**
 * The transport of the application's RPC handlers, for `app.connectMicroservice(…, { inheritAppConfig: true })`:
 * without that option no guard, pipe or filter would reach them.
 */
export function messagingMicroservice(app: INestApplicationContext): CustomStrategy {
  return { strategy: app.get(ServiceNatsServer) };
}
