export { Logger, NestLogger, createLogger } from './logger';
export type { LogFields, LogLevel, LoggerOptions } from './logger';
export { Metrics } from './metrics';
export type { CollectedGauge, EventOutcome, RpcOutcome, Sample } from './metrics';
export { ObservabilityModule } from './observability.module';
export { TRACE, childTrace, startTrace, traceparentOf } from './trace';
export type { TraceContext } from './trace';
