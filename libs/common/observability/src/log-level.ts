// Also read by tools/workspace/stack, which Node runs as it is: no imports by alias here.

/** From the most to the least that is written. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** Whether a text names a level. */
export function isLogLevel(text: unknown): text is LogLevel {
  return LOG_LEVELS.some((level) => level === text);
}

/** Every service listens to this one besides its own. */
export const ALL_SERVICES = 'all';

/** The subject on which the processes of a service are told to log more or less; only the operator may publish there. */
export function logLevelSubject(service: string): string {
  return `ops.log-level.${service}`;
}

/** What a process answers. */
export interface LogLevelAnswer {
  readonly service: string;
  readonly host: string;
  readonly pid: number;
  readonly before: LogLevel;
  readonly level: LogLevel;
  /** Why nothing was changed. */
  readonly error?: string;
}
