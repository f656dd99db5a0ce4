import { Failure } from '#workspace/shared/failure.mts';
import { type ServiceCommands, chooseServices } from './service.mts';
import { columns } from './table.mts';
import { parseTime } from './time.mts';

interface Replayed {
  readonly id: string;
  readonly consumer: string;
  readonly outcome: 'handled' | 'duplicate' | 'failed';
  readonly error?: string;
}

/** The options of `replay`. */
export interface ReplayOptions {
  readonly service?: string;
  readonly id?: string;
  readonly consumer?: string;
  readonly since?: string;
}

const OUTCOMES: Readonly<Record<Replayed['outcome'], string>> = {
  handled: 'handled',
  duplicate: 'had been handled before',
  failed: 'failed again',
};

/** Published rows older than this have been removed from the outbox, in days. */
const KEPT_DAYS = 30;

/** Handles dead letters again, or sends published events again. @returns 1 when a dead letter failed again */
export async function replay(commands: ServiceCommands, options: ReplayOptions): Promise<number> {
  const { id, consumer, since } = options;
  if ([id, consumer, since].filter((option) => option !== undefined).length !== 1) {
    throw new Failure('Say what to replay: --id, --consumer or --since, one of them.');
  }
  const services = chooseServices(options.service);
  if (since !== undefined) return resend(commands, services, parseTime(since, new Date()));
  const [service = ''] = services;
  if (services.length > 1) throw new Failure('Name the service: --service.');
  const which = id === undefined ? ['--consumer', consumer ?? ''] : ['--id', id];
  return replayDead(commands, service, which);
}

async function resend(
  commands: ServiceCommands,
  services: readonly string[],
  since: Date,
): Promise<number> {
  const args = ['replay', '--since', since.toISOString()];
  const responses = await commands.runAll<number>(services, args);
  const print = (line: string): boolean => process.stdout.write(`${line}\n`);
  for (const { service, response } of responses) {
    print(
      `${response} events that ${service} has published since ${since.toISOString()} go out again.`,
    );
  }
  // Whole days: what was given as `30d` is a little longer ago by now.
  if (Math.floor((Date.now() - since.getTime()) / 86_400_000) > KEPT_DAYS) {
    print(
      `An outbox keeps ${KEPT_DAYS} days; \`rebuild\` restores a read model from older events.`,
    );
  }
  return 0;
}

async function replayDead(
  commands: ServiceCommands,
  service: string,
  which: readonly string[],
): Promise<number> {
  const replayed = await commands.run<Replayed[]>(service, ['replay', ...which]);
  if (replayed.length === 0) {
    process.stdout.write(`${service} has no such dead letter.\n`);
    return 0;
  }
  const rows = replayed.map(({ id, consumer, outcome, error = '' }) => [
    id,
    consumer,
    OUTCOMES[outcome],
    error,
  ]);
  process.stdout.write(`${columns(rows)}\n`);
  return replayed.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
}
