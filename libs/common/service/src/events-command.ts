import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SystemClock, present } from '@course-plateform/common/kernel';
import {
  EventOperations,
  EventsNotDrained,
  FactSourceUnknown,
  ReadModelUnknown,
  ReadModels,
} from '@course-plateform/common/events';
import { Tracing, NestLogger, createLogger } from '@course-plateform/common/observability';
import { PlatformModule } from './platform.module';
import type { ServiceDefinition } from './service-definition';

const USAGE = `dead [--consumer <name>] | show <id> | replay (--id <id> | --consumer <name> | --since <time>) |
  drain [--timeout <seconds>] | models | reset <read-model> | retell <subject>...`;
const DRAIN_SECONDS = 60;

type Options = Readonly<Record<'id' | 'consumer' | 'since' | 'timeout', string | undefined>>;

/** The command line makes no sense. */
class UsageError extends Error {}

/** What an operator has to know of rather than where in the code it happened. */
const EXPECTED = [UsageError, EventsNotDrained, ReadModelUnknown, FactSourceUnknown] as const;

/** The service's providers, and what stands behind the command. */
interface Invocation {
  readonly app: NestFastifyApplication;
  readonly args: readonly string[];
  readonly options: Options;
}

const COMMANDS: Readonly<Record<string, (invocation: Invocation) => unknown>> = {
  dead: ({ app, options }) => app.get(EventOperations).dead(options.consumer),
  show: ({ app, args }) => app.get(EventOperations).show(one(args)),
  replay,
  drain,
  models: ({ app }) => app.get(ReadModels).list(),
  reset: ({ app, args }) => app.get(ReadModels).reset(one(args)),
  retell: async ({ app, args }) => ({ events: await app.get(ReadModels).retell(args) }),
};

/**
 * What an operator does with the durable events of one service, in a process of its own beside those that serve: it
 * takes no requests, consumes nothing and publishes nothing. Writes one JSON document to standard output; progress and
 * what went wrong go to standard error, and the process then ends with 1.
 * @throws whatever nobody expects
 */
export async function runEventsCommand(
  definition: ServiceDefinition,
  line: readonly string[],
): Promise<void> {
  try {
    await run(definition, line);
  } catch (error) {
    if (!EXPECTED.some((expected) => error instanceof expected)) throw error;
    process.stderr.write(`${definition.settings.service}: ${(error as Error).message}.\n`);
    process.exitCode = 1;
  }
}

async function run(definition: ServiceDefinition, line: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...line],
    allowPositionals: true,
    options: {
      id: { type: 'string' },
      consumer: { type: 'string' },
      since: { type: 'string' },
      timeout: { type: 'string' },
    },
  });
  const [name = '', ...args] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new UsageError(`Unknown command "${name}": use events ${USAGE}`);
  const { id, consumer, since, timeout } = values;
  const app = await openApplication(definition);
  try {
    const answer = await command({ app, args, options: { id, consumer, since, timeout } });
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  } finally {
    await app.close();
  }
}

/** All providers of the service, with none of their lifecycle hooks: nothing listens, consumes or relays. */
function openApplication(definition: ServiceDefinition): Promise<NestFastifyApplication> {
  const settings = definition.settings.load();
  const { service } = definition.settings;
  const logger = createLogger({ service, level: 'warn', destination: process.stderr });
  return NestFactory.create<NestFastifyApplication>(
    PlatformModule.around(definition, {
      settings,
      logger,
      tracing: Tracing.off,
      clock: new SystemClock(),
    }),
    new FastifyAdapter(),
    { logger: new NestLogger(logger), abortOnError: false },
  );
}

function replay({ app, options: { id, consumer, since } }: Invocation): unknown {
  const operations = app.get(EventOperations);
  if ([id, consumer, since].filter((option) => option !== undefined).length !== 1) {
    throw new UsageError('Say what to replay: --id, --consumer or --since, one of them');
  }
  if (id !== undefined) return operations.replayDead({ id });
  if (consumer !== undefined) return operations.replayDead({ consumer });
  const time = new Date(present(since, '--since'));
  if (Number.isNaN(time.getTime())) throw new UsageError(`"${since}" is no time: use RFC 3339`);
  return operations.resendSince(time);
}

async function drain({ app, options: { timeout } }: Invocation): Promise<object> {
  const seconds = timeout === undefined ? DRAIN_SECONDS : Number(timeout);
  if (!(seconds > 0)) throw new UsageError(`"${timeout}" is no number of seconds`);
  let shown = '';
  const quiet = await app.get(EventOperations).drain(seconds * 1000, (queues) => {
    const line = JSON.stringify(queues);
    if (line !== shown) process.stderr.write(`${line}\n`);
    shown = line;
  });
  return { quiet };
}

function one([argument, ...more]: readonly string[]): string {
  if (argument === undefined || more.length > 0) throw new UsageError('Name one');
  return argument;
}
