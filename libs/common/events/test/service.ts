import { EntityManager, type MikroORM } from '@mikro-orm/core';
import { Global, Module } from '@nestjs/common';
import {
  type TestApplication,
  type TestApplicationOptions,
  startTestApplication,
} from '@course-plateform/common/test-kit';
import { NatsModule } from '@course-plateform/common/nats';
import { EventsModule } from '../src/events.module';
import type { EventSettings } from '../src/events.settings';

/** How the services of these tests reach the broker, and how they consume. */
export interface BrokerSettings extends EventSettings {
  readonly natsUrl: string;
  readonly natsNamespace: string;
}

interface EventServiceOptions extends Pick<TestApplicationOptions, 'service' | 'providers'> {
  readonly orm: MikroORM;
  readonly settings: BrokerSettings;
}

/** A service that tells and handles events, over real stores. */
export async function startEventService(options: EventServiceOptions): Promise<TestApplication> {
  const { service, settings, orm, providers } = options;

  @Global()
  @Module({
    providers: [{ provide: EntityManager, useValue: orm.em }],
    exports: [EntityManager],
  })
  class DatabaseModule {}

  return startTestApplication({
    service,
    imports: [
      DatabaseModule,
      NatsModule.forRoot({ service, ...settings }),
      EventsModule.forRoot(settings),
    ],
    ...(providers ? { providers } : {}),
  });
}
