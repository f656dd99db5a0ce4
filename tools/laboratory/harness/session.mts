import { Run, type RunKind, cleanDeadRuns, onStopRequest } from '#workspace/stack/run.mts';

/**
 * Runs work that starts processes, and ends those processes in any case: when it is done, fails, or is stopped by
 * Ctrl-C. Processes that an earlier, killed run has left are stopped first.
 * @param ended stops it as well
 * @returns undefined when it was stopped
 */
export async function inSession<T>(
  kind: RunKind,
  work: (run: Run) => Promise<T>,
  ended?: Promise<undefined>,
): Promise<T | undefined> {
  await cleanDeadRuns();
  const run = new Run(kind);
  const stopped = new Promise<undefined>((resolve) => {
    onStopRequest(() => resolve(undefined));
  });
  // Neither a promise nor a child of the run keeps Node running.
  const alive = setInterval(() => undefined, 60_000);
  try {
    return await Promise.race([work(run), stopped, ...(ended ? [ended] : [])]);
  } finally {
    clearInterval(alive);
    await run.end();
  }
}
