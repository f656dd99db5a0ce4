import { type NatsConnection, NatsError, connect } from 'nats';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Node runs this file as it is and knows no path aliases
import {
  ALL_SERVICES,
  LOG_LEVELS,
  type LogLevelReply,
  isLogLevel,
  logLevelSubject,
} from '../../../libs/common/observability/src/log-level.ts';
import { findStore } from './running.mts';
import { Failure } from '../shared/failure.mts';
import { GATEWAY, PROGRAMS } from './environment.mts';

const SERVICES = PROGRAMS.filter((program) => program !== GATEWAY);
/** How long processes may take to respond, in milliseconds: nobody knows how many there are. */
const REPLIES_MS = 1_000;

/** Tells every process of a service, or of all, what to log from now on. */
export async function logLevel([service = '', level = '']: string[]): Promise<number> {
  checkWords(service, level);
  const responses = await report(findStore('nats'), service, level);
  for (const { service: name, host, pid, before, level: now } of responses) {
    process.stdout.write(`${name.padEnd(16)}process ${pid} on ${host}: ${before} → ${now}\n`);
  }
  const refused = responses.find(({ error }) => error !== undefined);
  if (refused) throw new Failure(`${refused.service} refuses: ${refused.error ?? ''}.`);
  return 0;
}

/** @throws Failure when there is no such service or level */
function checkWords(service: string, level: string): void {
  if (service === GATEWAY) {
    throw new Failure('The gateway has no connection to the broker; its level is LOG_LEVEL.');
  }
  if (service !== ALL_SERVICES && !SERVICES.includes(service)) {
    throw new Failure(
      `There is no service "${service}". There are: ${SERVICES.join(', ')}, and "all".`,
    );
  }
  if (!isLogLevel(level)) {
    throw new Failure(`There is no level "${level}". There are: ${LOG_LEVELS.join(', ')}.`);
  }
}

/**
 * Tells the processes through the broker. @param url with the operator's user
 * @throws Failure when the broker or every process is unavailable
 */
export async function report(
  url: string,
  service: string,
  level: string,
): Promise<LogLevelReply[]> {
  const connection = await open(url);
  try {
    const subject = logLevelSubject(service);
    const options = { maxWait: REPLIES_MS };
    const responses: LogLevelReply[] = [];
    for await (const message of await connection.requestMany(subject, level, options)) {
      if (message instanceof Error) throw message;
      responses.push(message.json<LogLevelReply>());
    }
    return responses.sort((a, b) => (a.service < b.service ? -1 : 1));
  } catch (error) {
    if (error instanceof NatsError && error.code === '503') {
      throw new Failure(
        `No process of ${service === ALL_SERVICES ? 'any service' : service} runs.`,
      );
    }
    throw error;
  } finally {
    await connection.close();
  }
}

async function open(url: string): Promise<NatsConnection> {
  const { host, username, password } = new URL(url);
  try {
    return await connect({
      servers: host,
      reconnect: false,
      ...(username ? { user: username, pass: password } : {}),
    });
  } catch {
    throw new Failure(`The broker at ${host} cannot be reached.`);
  }
}
