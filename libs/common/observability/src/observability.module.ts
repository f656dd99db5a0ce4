import { type DynamicModule, Module } from '@nestjs/common';
import { Logger, type LoggerOptions, createLogger } from './logger';
import { Metrics } from './metrics';
import { Tracing } from './tracing';

/** Logger, metrics and spans of a process, for everyone in it. */
@Module({})
export class ObservabilityModule {
  /** @param logger the logger of the process, or how to make it @param tracing where its spans go */
  static forRoot(logger: Logger | LoggerOptions, tracing: Tracing = Tracing.off): DynamicModule {
    const made = logger instanceof Logger ? logger : createLogger(logger);
    return {
      module: ObservabilityModule,
      global: true,
      providers: [
        { provide: Logger, useValue: made },
        { provide: Metrics, useFactory: () => new Metrics() },
        { provide: Tracing, useValue: tracing },
      ],
      exports: [Logger, Metrics, Tracing],
    };
  }
}
