import { type DynamicModule, Module } from '@nestjs/common';
import { Logger, type LoggerOptions, createLogger } from './logger';
import { Metrics } from './metrics';

/** Logger and metrics of a process, for everyone in it. */
@Module({})
export class ObservabilityModule {
  /** @param logger the logger of the process, or how to make it */
  static forRoot(logger: Logger | LoggerOptions): DynamicModule {
    const made = logger instanceof Logger ? logger : createLogger(logger);
    return {
      module: ObservabilityModule,
      global: true,
      providers: [
        { provide: Logger, useValue: made },
        { provide: Metrics, useFactory: () => new Metrics() },
      ],
      exports: [Logger, Metrics],
    };
  }
}
