import { type DestinationStream, pino } from 'pino';

/** Where lines wait for each other. */
export type LineBuffer = ReturnType<typeof pino.destination>;

/** How many bytes of lines wait for each other, and for how long in milliseconds. */
const TOGETHER = { minLength: 4_096, periodicFlush: 100 };

let output: LineBuffer | undefined;

/**
 * Lines that leave together, since a write for each of them would be a tenth of what a short answer costs.
 * @param fd the open file they go to
 */
export function lineBuffer(fd: number): LineBuffer {
  return pino.destination({ fd, sync: true, ...TOGETHER });
}

/** Whether lines wait for each other there. */
export function isLineBuffer(
  destination: DestinationStream | LineBuffer,
): destination is LineBuffer {
  return 'flushSync' in destination;
}

/** Standard output. The end of the process lets nothing wait; SIGKILL can lose the last tenth of a second. */
export function standardOutput(): LineBuffer {
  if (output) return output;
  const made = lineBuffer(process.stdout.fd);
  process.once('exit', () => made.flushSync());
  output = made;
  return made;
}
