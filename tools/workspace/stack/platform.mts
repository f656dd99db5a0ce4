import { provisionBroker } from '../broker/provision.mts';
import { Failure } from '../shared/failure.mts';
import {
  GATEWAY,
  PROGRAMS,
  SEARCH_DATABASE,
  databaseName,
  usesPostgres,
  usualPort,
} from './environment.mts';
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
  /** Whether the programs get what `.env` files say; false when left out. */
  readonly environmentFiles?: boolean;
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
    createDatabases(options.stores.urls.postgres, [
      ...programs.filter(usesPostgres).map(databaseName),
      ...(programs.includes('course') ? [SEARCH_DATABASE] : []),
    ]),
    provisionBroker(options.stores.urls.nats, { testClock: true }),
  ]);

  const platform = new RunningPlatform(options, programs, ports);
  try {
    const services = programs.filter((program) => program !== GATEWAY);
    const gateway = programs.filter((program) => program === GATEWAY);
    // The gateway last: it is quick, and needs nobody.
    await inTurns([...services, ...gateway], (program) => platform.start(program));
  } catch (error) {
    await platform.stop();
    throw error;
  }
  return platform;
}

class RunningPlatform implements Platform {
  readonly stores: Stores;
  readonly gatewayUrl: string;
  readonly programs: readonly string[];
  private readonly options: StartPlatformOptions;
  private readonly ports: ReadonlyMap<string, number>;
  private readonly running = new Map<string, Server>();
  private readonly wanted = new Set<string>();
  private readonly spares = new Map<string, Server>();

  constructor(
    options: StartPlatformOptions,
    programs: readonly string[],
    ports: ReadonlyMap<string, number>,
  ) {
    this.options = options;
    this.stores = options.stores;
    this.programs = programs;
    this.ports = ports;
    this.gatewayUrl = this.serviceUrl(GATEWAY);
  }

  serviceUrl(program: string): string {
    return `http://127.0.0.1:${this.ports.get(program) ?? usualPort(program)}`;
  }

  pid(program: string): number | undefined {
    return this.running.get(program)?.pid;
  }

  async start(program: string): Promise<void> {
    if (this.running.has(program)) throw new Failure(`${program} runs already.`);
    const began = performance.now();
    const spare = this.spares.get(program);
    this.spares.delete(program);
    const server = await startProgram(program, this.startOptions(program), spare);
    this.wanted.add(program);
    this.running.set(program, server);
    this.options.onReady?.(program, performance.now() - began);
  }

  kill(program: string, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    return this.end(program, async (server) => {
      if (signal === 'SIGKILL') signalProcess(-server.pid, 'SIGKILL');
      await stopProcess(server, signal, 15_000);
    });
  }

  prepare(program: string, packages: readonly string[]): void {
    if (this.options.run.isEnding || this.spares.has(program)) return;
    this.spares.set(program, launchSpare(program, this.startOptions(program), packages));
  }

  async stop(): Promise<void> {
    const stopOne = (program: string): Promise<void> =>
      this.end(program, (server) => server.stop());
    await stopOne(GATEWAY);
    await Promise.all(this.programs.map(stopOne));
    await Promise.all([...this.spares.values()].map((spare) => spare.stop()));
  }

  private async end(program: string, how: (server: Server) => Promise<void>): Promise<void> {
    this.wanted.delete(program);
    const server = this.running.get(program);
    this.running.delete(program);
    if (server) await how(server);
  }

  private startOptions(program: string): StartProgramOptions {
    const { run, stores, overrides, nodeArgs, logPrefix = '', onDeath } = this.options;
    const { environmentFiles = false } = this.options;
    return {
      run,
      ports: this.ports,
      stores: stores.urls,
      overrides,
      environmentFiles,
      nodeArgs: nodeArgs?.(program) ?? [],
      logPrefix,
      onDeath: (name, sentence) => {
        this.running.delete(name);
        if (this.wanted.has(name)) onDeath?.(name, sentence);
      },
    };
  }
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
