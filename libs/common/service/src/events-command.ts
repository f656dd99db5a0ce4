import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { present } from '@course-plateform/common/kernel';
import {
  EventOperations,
  EventsNotDrained,
  EventSourceUnknown,
  ReadModelUnknown,
  ReadModels,
} from '@course-plateform/common/events';
import { Tracing, NestLogger, createLogger } from '@course-plateform/common/observability';
import { PlatformModule } from './platform.module';
import { clocksOf } from './service';
import type { ServiceDefinition } from './service-definition';

const USAGE = `dead [--consumer <name>] | show <id> | replay (--id <id> | --consumer <name> | --since <time>) |
  drain [--timeout <seconds>] | models | reset <read-model> | republish <subject>...`;
const DRAIN_SECONDS = 60;

type Options = Readonly<Record<'id' | 'consumer' | 'since' | 'timeout', string | undefined>>;

/** The command line is invalid. */
class UsageError extends Error {}

/** Errors that are shown to the operator without a stack. */
const EXPECTED = [UsageError, EventsNotDrained, ReadModelUnknown, EventSourceUnknown] as const;

/** The application, and the arguments of the command. */
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
  republish: async ({ app, args }) => ({ events: await app.get(ReadModels).republish(args) }),
};

/**
 * Runs an operator's command for the durable events of one service, in a process that serves, consumes and publishes
 * nothing. Writes one JSON document to standard output, and progress and errors to standard error. After an error the
 * exit code is 1.
 * @throws any unexpected error
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
    const response = await command({ app, args, options: { id, consumer, since, timeout } });
    process.stdout.write(`${JSON.stringify(response)}\n`);
  } finally {
    await app.close();
  }
}

/** Creates the service's providers without their lifecycle hooks: nothing listens, consumes or relays. */
function openApplication(definition: ServiceDefinition): Promise<NestFastifyApplication> {
  const settings = definition.settings.load();
  const { service } = definition.settings;
  const logger = createLogger({ service, level: 'warn', destination: process.stderr });
  return NestFactory.create<NestFastifyApplication>(
    PlatformModule.around(definition, {
      settings,
      logger,
      tracing: Tracing.off,
      ...clocksOf(),
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
