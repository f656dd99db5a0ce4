import { type DynamicModule, Module } from '@nestjs/common';
import { LogLevelControl } from './log-level-control';
import { NatsHealth, BrokerConnection } from './nats-connection';
import { NatsSettings } from './nats.settings';

/**
 * The process's one connection to the broker. It expects `Logger` from a global module, connects in the background at
 * the start, and closes after everything that uses it (`beforeApplicationShutdown` comes first).
 */
@Module({})
export class NatsModule {
  static forRoot(settings: NatsSettings): DynamicModule {
    return {
      module: NatsModule,
      global: true,
      providers: [
        { provide: NatsSettings, useValue: settings },
        BrokerConnection,
        NatsHealth,
        LogLevelControl,
      ],
      exports: [NatsSettings, BrokerConnection, NatsHealth],
    };
  }
}
