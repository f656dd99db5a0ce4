import { type DynamicModule, Module } from '@nestjs/common';
import { Logger, type LoggerOptions, createLogger } from './logger';
import { Metrics } from './metrics';
import { Tracing } from './tracing';

/** Provides logger, metrics and tracing of a process globally. */
@Module({})
export class ObservabilityModule {
  /** @param logger the logger of the process, or its options @param tracing where its spans go */
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
