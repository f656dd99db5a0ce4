import type { Logger } from './logger';

/** The part of Node's process that emits uncaught errors. */
export interface FailingProcess {
  on(event: 'uncaughtException', listener: (error: unknown, origin: string) => void): unknown;
}

/**
 * Logs uncaught errors and unhandled rejections with stack and trace, and ends the process, whose state is undefined
 * (Node.js, "Warning: Using 'uncaughtException' correctly").
 * @param exit ends the process with a code
 */
export function logUnhandled(
  failing: FailingProcess,
  logger: Logger,
  exit: (code: number) => void,
): void {
  failing.on('uncaughtException', (error, origin) => {
    logger.error({ err: error, origin }, 'unhandled error; process exits');
    exit(1);
  });
}
