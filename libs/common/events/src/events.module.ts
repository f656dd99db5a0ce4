import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ConsumerLags } from './consumer-lags';
import { ConsumerRunner } from './consumer-runner';
import { DeadLetters } from './dead-letters';
import { EventHandlers } from './event-handlers';
import { EventOperations } from './event-operations';
import { EventPublisher } from './event-publisher';
import { EventSettings } from './events.settings';
import { Inbox } from './inbox';
import { EventsLifecycle } from './lifecycle';
import { EventMetrics } from './event-metrics';
import { Outbox } from './outbox';
import { ReadModels } from './read-models';
import { Relay } from './relay';

/**
 * Durable events for a service. It expects `NatsModule`, `EntityManager` (with the messaging entities), `Logger`,
 * `Metrics` and `Tracing` from global modules. Nothing is consumed before the application's lifecycle hooks.
 */
@Module({})
export class EventsModule {
  static forRoot(settings: EventSettings = {}): DynamicModule {
    return {
      module: EventsModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: EventSettings, useValue: settings },
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
        EventMetrics,
        EventsLifecycle,
      ],
      exports: [Outbox, Relay, DeadLetters, ReadModels, EventOperations, EventsLifecycle],
    };
  }
}
