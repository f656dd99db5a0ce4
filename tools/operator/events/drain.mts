import { Failure } from '#workspace/shared/failure.mts';
import type { ServiceCommands } from './service.mts';

/**
 * Waits until outboxes are empty and consumers have finished. What one service finishes may give another one more to
 * do, so all are queried again until a round finds everything quiet at once.
 */
export async function drain(
  commands: ServiceCommands,
  services: readonly string[],
  seconds: number,
): Promise<number> {
  const ends = performance.now() + seconds * 1000;
  for (let round = 1; ; round += 1) {
    const left = Math.max(1, Math.ceil((ends - performance.now()) / 1000));
    const responses = await commands.runAll<{ readonly quiet: boolean }>(
      services,
      ['drain', '--timeout', String(left)],
      progress,
    );
    const busy = responses.filter(({ response }) => !response.quiet).map(({ service }) => service);
    if (busy.length === 0) break;
    process.stdout.write(`Round ${round}: ${busy.join(', ')} had something to do; looking again\n`);
    if (performance.now() >= ends) {
      throw new Failure(`Not quiet after ${seconds} s: ${busy.join(', ')}.`);
    }
  }
  process.stdout.write(`✔ Nothing waits: ${services.join(', ')}\n`);
  return 0;
}

interface Queues {
  readonly pending: number;
  readonly lags: Readonly<Record<string, number>> | null;
}

function progress(service: string, line: string): void {
  const queues = read(line);
  if (!queues) return;
  const lags = Object.entries(queues.lags ?? {}).filter(([, lag]) => lag > 0);
  const parts = [
    ...(queues.pending > 0 ? [`${queues.pending} in the outbox`] : []),
    ...lags.map(([consumer, lag]) => `${lag} for ${consumer}`),
    ...(queues.lags ? [] : ['no reply of the broker about its consumers']),
  ];
  process.stdout.write(`  ${service}: ${parts.join(', ')}\n`);
}

/** Progress comes as JSON, between log lines of other kinds and warnings. */
function read(line: string): Queues | undefined {
  try {
    const found = JSON.parse(line) as Partial<Queues>;
    return found.pending === undefined
      ? undefined
      : { pending: found.pending, lags: found.lags ?? null };
  } catch {
    // Not progress: the sentence of a failure, which ends up in the tool's own.
    return undefined;
  }
}
