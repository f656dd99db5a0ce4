import { Injectable, type LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';
import { RequestContext } from '@course-plateform/common/kernel';
import { type LineBuffer, isLineBuffer, standardOutput } from './line-buffer';
import type { LogLevel } from './log-level';
import { redacted, redactedError } from './redaction';
import { TRACE } from './trace';

/** What a log line carries besides its message; `err` is written with its stack, and no failure has another name. */
export type LogFields = Readonly<Record<string, unknown>> & { readonly error?: never };

/** How a process logs. */
export interface LoggerOptions {
  /** The service's name, in every line. */
  readonly service: string;
  /** The least important level that is written. */
  readonly level: LogLevel;
  /** Where the lines go; standard output when absent. */
  readonly destination?: DestinationStream | LineBuffer;
}

/**
 * Writes one JSON object a line, with the service and the trace of the request under way.
 * Secrets are blanked by field name (`redaction.ts`); never put one into the message.
 */
@Injectable()
export class Logger {
  /** @param flush writes what waits, when a line must not wait with it */
  constructor(
    private readonly pino: PinoLogger,
    private readonly flush: () => void = () => undefined,
  ) {}

  /** The least important level that is written. */
  get level(): LogLevel {
    return this.pino.level as LogLevel;
  }

  /** Writes more or less from now on; a line says so, whatever the levels are. */
  changeLevel(level: LogLevel): void {
    const before = this.level;
    this.pino.level = 'info';
    this.info({ before, now: level }, 'The log level has changed');
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

/** Nest's own messages through our logger; its start-up chatter goes to `debug`. */
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

/** Nest hands over `[stack?, context?]`; the context is always the last text. */
function nestFields(rest: readonly unknown[]): LogFields {
  const texts = rest.filter((part): part is string => typeof part === 'string');
  const context = texts.at(-1);
  const stack = texts.length > 1 ? texts[0] : undefined;
  return { ...(context ? { context } : {}), ...(stack ? { stack } : {}) };
}

/** An error's own fields may hold what it was called with. */
function describeError(error: Error): object {
  return error instanceof Error ? redactedError({ ...pino.stdSerializers.err(error) }) : error;
}

function withTrace(fields: LogFields): LogFields {
  const trace = RequestContext.get(TRACE);
  return trace ? { traceId: trace.traceId, spanId: trace.spanId, ...fields } : fields;
}
