import { Injectable, type LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';
import { RequestContext } from '@course-plateform/common/kernel';
import { type LineBuffer, isLineBuffer, standardOutput } from './line-buffer';
import type { LogLevel } from './log-level';
import { redacted, redactedError } from './redaction';
import { TRACE } from './trace';

/** The fields of a log line. An error is always in `err`, which is written with its stack. */
export type LogFields = Readonly<Record<string, unknown>> & { readonly error?: never };

/** How a process logs. */
export interface LoggerOptions {
  /** The service's name, in every line. */
  readonly service: string;
  /** The lowest level that is written. */
  readonly level: LogLevel;
  /** Where the lines go; standard output when absent. */
  readonly destination?: DestinationStream | LineBuffer;
}

/**
 * Writes JSON lines with the service and the trace of the current request.
 * Secrets are redacted by field name (`redaction.ts`); never put one into the message.
 */
@Injectable()
export class Logger {
  /** @param flush writes buffered lines at once, for warnings and errors */
  constructor(
    private readonly pino: PinoLogger,
    private readonly flush: () => void = () => undefined,
  ) {}

  /** The lowest level that is written. */
  get level(): LogLevel {
    return this.pino.level as LogLevel;
  }

  /** Changes the level, and logs the change whatever the levels are. */
  changeLevel(level: LogLevel): void {
    const before = this.level;
    this.pino.level = 'info';
    this.info({ before, now: level }, 'log level changed');
    this.pino.level = level;
  }

  debug(fields: LogFields, message: string): void {
    if (this.pino.isLevelEnabled('debug')) this.pino.debug(withTrace(fields), message);
  }

  info(fields: LogFields, message: string): void {
    if (this.pino.isLevelEnabled('info')) this.pino.info(withTrace(fields), message);
  }

  warn(fields: LogFields, message: string): void {
    if (!this.pino.isLevelEnabled('warn')) return;
    this.pino.warn(withTrace(fields), message);
    this.flush();
  }

  error(fields: LogFields, message: string): void {
    if (!this.pino.isLevelEnabled('error')) return;
    this.pino.error(withTrace(fields), message);
    this.flush();
  }
}

/** The logger of a process. */
export function createLogger(options: LoggerOptions): Logger {
  const settings = {
    level: options.level,
    base: { service: options.service },
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: Record<string, unknown>) => redacted(fields),
    },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
  };
  const destination = options.destination ?? standardOutput();
  const flush = isLineBuffer(destination) ? () => destination.flushSync() : undefined;
  return new Logger(pino(settings, destination), flush);
}

/** Passes Nest's messages to our logger; those of the start get the level `debug`. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.logger.debug(nestFields(rest), String(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn(nestFields(rest), String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    const err = message instanceof Error ? { err: message } : {};
    const text = message instanceof Error ? message.message : String(message);
    this.logger.error({ ...nestFields(rest), ...err }, text);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.logger.debug(nestFields(rest), String(message));
  }
}

/** Nest passes `[stack?, context?]`; the context is always the last string. */
function nestFields(rest: readonly unknown[]): LogFields {
  const texts = rest.filter((part): part is string => typeof part === 'string');
  const context = texts.at(-1);
  const stack = texts.length > 1 ? texts[0] : undefined;
  return { ...(context ? { context } : {}), ...(stack ? { stack } : {}) };
}

/** Redacts the fields of an error, which may contain input. */
function describeError(error: Error): object {
  return error instanceof Error ? redactedError({ ...pino.stdSerializers.err(error) }) : error;
}

function withTrace(fields: LogFields): LogFields {
  const trace = RequestContext.get(TRACE);
  return trace ? { traceId: trace.traceId, spanId: trace.spanId, ...fields } : fields;
}
