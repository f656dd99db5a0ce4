import type { Logger } from './logger';

/** The part of Node's process that errors nobody caught come from. */
export interface FailingProcess {
  on(event: 'uncaughtException', listener: (error: unknown, origin: string) => void): unknown;
}

/**
 * Writes what nobody caught, a rejected promise included, as a line with its stack and the trace of the work it broke,
 * and ends the process: what state it is in nobody knows (Node.js, "Warning: Using 'uncaughtException' correctly").
 * @param exit ends the process with a code
 */
export function logUnhandled(
  failing: FailingProcess,
  logger: Logger,
  exit: (code: number) => void,
): void {
  failing.on('uncaughtException', (error, origin) => {
    logger.error({ err: error, origin }, 'An error was not handled; the process ends');
    exit(1);
  });
}
