// Also read by tools/workspace/stack, which Node runs as it is: no imports by alias here.

/** From the most to the least verbose. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** Whether a value is a log level. */
export function isLogLevel(text: unknown): text is LogLevel {
  return LOG_LEVELS.some((level) => level === text);
}

/** The name for all services; every service subscribes to it besides its own. */
export const ALL_SERVICES = 'all';

/** The subject on which the processes of a service receive their log level; only the operator may publish there. */
export function logLevelSubject(service: string): string {
  return `ops.log-level.${service}`;
}

/** The reply of a process. */
export interface LogLevelReply {
  readonly service: string;
  readonly host: string;
  readonly pid: number;
  readonly before: LogLevel;
  readonly level: LogLevel;
  /** Why the level was not changed. */
  readonly error?: string;
}
