import { type DestinationStream, pino } from 'pino';

/** A buffered destination of log lines. */
export type LineBuffer = ReturnType<typeof pino.destination>;

/** The size of the buffer in bytes, and its flush interval in milliseconds. */
const TOGETHER = { minLength: 4_096, periodicFlush: 100 };

let output: LineBuffer | undefined;

/**
 * A destination that writes lines in batches: a write for each line would be a tenth of the cost of a short response.
 * @param fd the open file
 */
export function lineBuffer(fd: number): LineBuffer {
  return pino.destination({ fd, sync: true, ...TOGETHER });
}

/** Whether a destination is buffered. */
export function isLineBuffer(
  destination: DestinationStream | LineBuffer,
): destination is LineBuffer {
  return 'flushSync' in destination;
}

/** Standard output, flushed at the end of the process; SIGKILL can lose the last tenth of a second. */
export function standardOutput(): LineBuffer {
  if (output) return output;
  const made = lineBuffer(process.stdout.fd);
  process.once('exit', () => made.flushSync());
  output = made;
  return made;
}
