import { provisionBroker } from '../broker/provision.mts';
import { Failure } from '../shared/failure.mts';
import { GATEWAY, PROGRAMS, databaseName, usesPostgres, usualPort } from './environment.mts';
import { freePort } from './ports.mts';
import { createDatabases } from './postgres.mts';
import { type Server, signalProcess, stopProcess } from './processes.mts';
import { type StartProgramOptions, checkPorts, launchSpare, startProgram } from './programs.mts';
import type { Run } from './run.mts';
import type { Stores } from './stores.mts';

export interface StartPlatformOptions {
  readonly run: Run;
  readonly stores: Stores;
  /** The services and the gateway that take part; all by default. */
  readonly programs?: readonly string[];
  /** `fixed`: 3000 to 3010; `free`: any, so that several platforms run side by side. */
  readonly ports: 'fixed' | 'free';
  readonly logPrefix?: string;
  /** Settings for every program besides the usual ones. */
  readonly overrides?: Readonly<Record<string, string>>;
  /** Options for the Node of a program, such as a debugger's port. */
  readonly nodeArgs?: (program: string) => readonly string[];
  /** Called when one is ready, with the milliseconds it took. */
  readonly onReady?: (program: string, tookMs: number) => void;
  readonly onDeath?: (program: string, sentence: string) => void;
}

/** Services that run, and the means to hurt and heal them. */
export interface Platform {
  readonly stores: Stores;
  readonly gatewayUrl: string;
  readonly programs: readonly string[];
  serviceUrl(program: string): string;
  /** The process number of a program that runs. */
  pid(program: string): number | undefined;
  /** Ends a program and waits until it is gone; SIGKILL by default, as in a crash. */
  kill(program: string, signal?: NodeJS.Signals): Promise<void>;
  /** Starts a program that was ended, on its port, and waits until it is ready. */
  start(program: string): Promise<void>;
  /**
   * Starts a program in advance, up to the packages it uses; the next `start` goes on from there.
   *
   * @param packages names of them
   */
  prepare(program: string, packages: readonly string[]): void;
  /** Stops the programs, the gateway first; the stores stay. */
  stop(): Promise<void>;
}

const AT_ONCE = 4;

/** Starts the programs from built output against running stores. On a failure none is left running. */
export async function startPlatform(options: StartPlatformOptions): Promise<Platform> {
  const programs = options.programs ?? PROGRAMS;
  const unknown = programs.filter((program) => !PROGRAMS.includes(program));
  if (unknown.length > 0) {
    throw new Failure(
      `There is no service called ${unknown.join(', ')}. There are: ${PROGRAMS.join(', ')}.`,
    );
  }
  if (options.ports === 'fixed') await checkPorts(programs);
  const ports = await choosePorts(options.ports);
  await Promise.all([
    createDatabases(options.stores.urls.postgres, programs.filter(usesPostgres).map(databaseName)),
    provisionBroker(options.stores.urls.nats),
  ]);

  const running = new Map<string, Server>();
  const wanted = new Set<string>();
  const spares = new Map<string, Server>();
  const startOptions = (program: string): StartProgramOptions => ({
    run: options.run,
    ports,
    stores: options.stores.urls,
    overrides: options.overrides,
    nodeArgs: options.nodeArgs?.(program) ?? [],
    logPrefix: options.logPrefix ?? '',
    onDeath: (name, sentence) => {
      running.delete(name);
      if (wanted.has(name)) options.onDeath?.(name, sentence);
    },
  });
  const start = async (program: string): Promise<void> => {
    if (running.has(program)) throw new Failure(`${program} runs already.`);
    const began = performance.now();
    const spare = spares.get(program);
    spares.delete(program);
    const server = await startProgram(program, startOptions(program), spare);
    wanted.add(program);
    running.set(program, server);
    options.onReady?.(program, performance.now() - began);
  };
  const stopOne = async (
    program: string,
    end: (server: Server) => Promise<void>,
  ): Promise<void> => {
    wanted.delete(program);
    const server = running.get(program);
    running.delete(program);
    if (server) await end(server);
  };
  const stop = async (): Promise<void> => {
    await stopOne(GATEWAY, (server) => server.stop());
    await Promise.all(programs.map((program) => stopOne(program, (server) => server.stop())));
    await Promise.all([...spares.values()].map((spare) => spare.stop()));
  };

  try {
    const services = programs.filter((program) => program !== GATEWAY);
    const gateway = programs.filter((program) => program === GATEWAY);
    // The gateway last: it is quick, and needs nobody.
    await inTurns([...services, ...gateway], start);
  } catch (error) {
    await stop();
    throw error;
  }

  const serviceUrl = (program: string): string =>
    `http://127.0.0.1:${ports.get(program) ?? usualPort(program)}`;
  return {
    stores: options.stores,
    gatewayUrl: serviceUrl(GATEWAY),
    programs,
    serviceUrl,
    pid: (program) => running.get(program)?.pid,
    kill: (program, signal = 'SIGKILL') =>
      stopOne(program, async (server) => {
        if (signal === 'SIGKILL') signalProcess(-server.pid, 'SIGKILL');
        await stopProcess(server, signal, 15_000);
      }),
    start,
    prepare: (program, packages) => {
      if (options.run.isEnding || spares.has(program)) return;
      spares.set(program, launchSpare(program, startOptions(program), packages));
    },
    stop,
  };
}

async function choosePorts(ports: 'fixed' | 'free'): Promise<Map<string, number>> {
  const chosen = new Map<string, number>();
  for (const program of PROGRAMS) {
    chosen.set(program, ports === 'fixed' ? usualPort(program) : await freePort());
  }
  return chosen;
}

/** Starting Node costs processor time above all, so only some start at the same time. */
async function inTurns(
  programs: readonly string[],
  start: (program: string) => Promise<void>,
): Promise<void> {
  const queue = [...programs];
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (;;) {
      const program = queue.shift();
      if (!program || failures.length > 0) return;
      await start(program).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const [first] = failures;
  if (failures.length > 1 && failures.every((failure) => failure instanceof Failure)) {
    throw new Failure(failures.map(({ message }) => message).join('\n✖ '));
  }
  if (first !== undefined) throw first;
}
