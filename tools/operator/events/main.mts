import { parseArgs } from 'node:util';
import { provisionBroker } from '#workspace/broker/provision.mts';
import { Failure, runTool } from '#workspace/shared/failure.mts';
import { findStore, findStores } from '#workspace/stack/running.mts';
import { drain } from './drain.mts';
import { rebuild } from './rebuild.mts';
import { replay } from './replay.mts';
import { ServiceCommands, chooseServices } from './service.mts';
import { type DeadLetter, deadLetterTable } from './table.mts';

const HELP = `npm run events -- <command>

  dead [--service X] [--consumer C] [--json]   events in the dead letters, not handled since
  show <id>                                    everything known of an event or a dead letter
  replay --service X --id ID                   hands one dead letter to its handler again
  replay --service X --consumer C              all dead letters of a consumer that wait
  replay --since T [--service X]               sends what was published since T to the broker again;
                                               T is 2026-01-31T12:00:00Z, or how long ago: 90m, 2d
  drain [--service X] [--timeout SECONDS]      waits until outboxes are empty and consumers have finished
  provision [--replicas N] [--test-clock]      makes the stream and the consumers, or brings them up to date; N copies
                                               of each event in the broker's cluster; without it as
                                               many as there are, and 1 of a new stream; with a stream
                                               for the test clock, where the services have one
  rebuild                                      the read models there are
  rebuild <read-model> [--timeout SECONDS]     empties a read model and republishes its events

All of it is safe to repeat. It works on what \`npm start\` runs, or on the stores that POSTGRES_URL, MONGODB_URL, NATS_URL
and REDIS_URL name.
`;

const OPTIONS = {
  service: { type: 'string' },
  consumer: { type: 'string' },
  id: { type: 'string' },
  since: { type: 'string' },
  timeout: { type: 'string' },
  replicas: { type: 'string' },
  'test-clock': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

await runTool(async () => {
  const { values, positionals } = readLine();
  const [name = 'help', ...args] = positionals;
  if (values.help || name === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  if (name === 'provision') return provision(values.replicas, values['test-clock']);
  const services = chooseServices(values.service);
  const commands = new ServiceCommands(findStores());
  const seconds = readSeconds(values.timeout);
  if (name === 'dead') return dead(commands, services, values);
  if (name === 'show') return show(commands, services, only(args, 'the id of an event'));
  if (name === 'replay') return replay(commands, values);
  if (name === 'drain') return drain(commands, services, seconds);
  if (name === 'rebuild') return rebuild(commands, args[0], seconds);
  throw new Failure(
    `There is no command "${name}". \`npm run events -- help\` tells the commands.`,
  );
});

function readLine() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('.')[0] ?? '') : '';
    throw new Failure(`${reason}. \`npm run events -- help\` tells the options.`);
  }
}

/** Needs none of the other stores. */
async function provision(replicas: string | undefined, testClock: boolean): Promise<number> {
  if (replicas !== undefined && !/^[1-5]$/.test(replicas)) {
    throw new Failure(`"${replicas}" is no number of copies: 1 to 5.`);
  }
  const copies = replicas === undefined ? undefined : Number(replicas);
  const consumers = await provisionBroker(findStore('nats'), { replicas: copies, testClock });
  process.stdout.write(
    `Stream EVENTS and ${consumers} consumers are as the contracts want them.\n`,
  );
  return 0;
}

function readSeconds(text: string | undefined): number {
  const seconds = Number(text ?? 60);
  if (!(seconds > 0)) throw new Failure(`"${text ?? ''}" is no number of seconds.`);
  return seconds;
}

function only(args: readonly string[], what: string): string {
  const [argument] = args;
  if (argument === undefined || args.length > 1) throw new Failure(`Name ${what}, one of them.`);
  return argument;
}

async function dead(
  commands: ServiceCommands,
  services: readonly string[],
  { consumer, json }: { readonly consumer?: string; readonly json: boolean },
): Promise<number> {
  const filter = consumer === undefined ? [] : ['--consumer', consumer];
  const responses = await commands.runAll<DeadLetter[]>(services, ['dead', ...filter]);
  const letters = responses.flatMap(({ response }) => response);
  if (json) process.stdout.write(`${JSON.stringify(letters, null, 2)}\n`);
  else if (letters.length === 0) process.stdout.write('No dead letters.\n');
  else process.stdout.write(`${deadLetterTable(letters)}\n`);
  return 0;
}

interface Known {
  readonly event: object | null;
  readonly deadLetters: readonly object[];
}

async function show(
  commands: ServiceCommands,
  services: readonly string[],
  id: string,
): Promise<number> {
  const responses = await commands.runAll<Known>(services, ['show', id]);
  const found = responses.flatMap(({ service, response: { event, deadLetters } }) => [
    ...(event ? [{ service, event: event }] : []),
    ...deadLetters.map((deadLetter) => ({ service, deadLetter })),
  ]);
  if (found.length === 0) throw new Failure(`No service knows of ${id}.`);
  process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  return 0;
}
