import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Failure } from '../shared/failure.mts';
import { LOG_DIR, STACK_DIR } from '../shared/paths.mts';
import type { StoreDriver } from './driver.mts';
import { mongodb } from './mongodb.mts';
import { nats } from './nats.mts';
import { accepts, freePort, isFree, listenerOf, nextFreePort } from './ports.mts';
import { postgres } from './postgres.mts';
import { type Server, describeExit, lastWords, signalProcess } from './processes.mts';
import { redis } from './redis.mts';
import type { Run } from './run.mts';
import { storage } from './storage.mts';
import { STORE_NAMES, STORE_TITLES, type StoreName } from './store-names.mts';

const DRIVERS: Readonly<Record<StoreName, StoreDriver>> = {
  postgres,
  mongodb,
  nats,
  redis,
  storage,
};

export interface StartStoresOptions {
  /** Knows what was started, so that nothing is left behind. */
  readonly run: Run;
  /** Where each store keeps its data, in a folder of its own. A temporary folder when left out. */
  readonly dataDir?: string;
  /**
   * `fixed`: the port in `<STORE>_PORT`, else the store's usual port or the next free one; `free`: any free port, so
   * that several sets run side by side.
   */
  readonly ports: 'fixed' | 'free';
  /** Data that must survive a power cut; throw-away data is faster. */
  readonly persistent: boolean;
  /**
   * The variables with URLs of servers to use instead: `POSTGRES_URL` … or `TEST_POSTGRES_URL` …; `none` for a set
   * whose stores can all be stopped and started.
   */
  readonly urlsFrom: 'POSTGRES_URL' | 'TEST_POSTGRES_URL' | 'none';
  /**
   * Whether the broker knows one user a service and lets each do its part only, as in production. Left out, everybody
   * may do everything: tests bring services of their own.
   */
  readonly brokerUsers?: boolean;
  readonly only?: readonly StoreName[];
  /** Distinguishes the log files of sets that run at the same time. */
  readonly logPrefix?: string;
  /** Called when a store ends unexpectedly. */
  readonly onDeath?: (store: StoreName, sentence: string) => void;
}

/** One store that can be used now. */
export interface Store {
  readonly name: StoreName;
  readonly url: string;
  /** Where its program came from, or that it is a server of the environment. */
  readonly source: string;
  stop(): Promise<void>;
  /** Starts it again on the same port with the same data. */
  start(): Promise<void>;
  /** Lets it hang: connections stay open and nothing responds until it thaws. */
  freeze(): void;
  thaw(): void;
  /** Takes all its data away and starts it again, empty. */
  wipe(): Promise<void>;
}

export interface Stores {
  readonly urls: Readonly<Record<StoreName, string>>;
  readonly byName: Readonly<Record<StoreName, Store>>;
  stop(): Promise<void>;
}

/** Starts the stores, or takes those the environment names. On a failure none is left running. */
export async function startStores(options: StartStoresOptions): Promise<Stores> {
  const names = options.only ?? STORE_NAMES;
  const dataDir = options.dataDir ?? temporaryDataDir(options.run);
  const results = await Promise.allSettled(names.map((name) => startStore(name, dataDir, options)));
  const stores = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const stop = async (): Promise<void> => {
    await Promise.all(stores.map((store) => store.stop()));
    if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
  };
  const failures = results.flatMap((result): unknown[] =>
    result.status === 'rejected' ? [result.reason] : [],
  );
  if (failures.length > 0) {
    await stop();
    const defect = failures.find((failure) => !(failure instanceof Failure));
    if (defect) throw defect;
    throw new Failure(failures.map((failure) => (failure as Failure).message).join('\n✖ '));
  }
  const entries = stores.map((store) => [store.name, store] as const);
  return {
    urls: Object.fromEntries(entries.map(([name, { url }]) => [name, url])) as Stores['urls'],
    byName: Object.fromEntries(entries) as Stores['byName'],
    stop,
  };
}

function temporaryDataDir(run: Run): string {
  // Another user must be able to enter it when root lends PostgreSQL an account.
  const parent = process.getuid?.() === 0 ? '/tmp' : os.tmpdir();
  const folder = realpathSync(mkdtempSync(path.join(parent, 'course-plateform-')));
  chmodSync(folder, 0o711);
  run.addFolder(folder);
  return folder;
}

async function startStore(
  name: StoreName,
  dataDir: string,
  options: StartStoresOptions,
): Promise<Store> {
  const prefix = options.urlsFrom === 'TEST_POSTGRES_URL' ? 'TEST_' : '';
  const variable = `${prefix}${name.toUpperCase()}_URL`;
  const given = options.urlsFrom === 'none' ? undefined : process.env[variable];
  if (given) return external(name, given, variable);
  const substitute = DRIVERS[name].substitute?.(path.join(dataDir, name));
  if (substitute) return fixedStore(name, substitute, 'a folder');

  const store = new BuiltInStore(name, path.join(dataDir, name), options);
  await store.listen(await choosePort(name, options.ports));
  return store;
}

/** A store whose program was found on this machine and is run for this tool. */
class BuiltInStore implements Store {
  readonly name: StoreName;
  readonly source: string;
  private readonly folder: string;
  private readonly options: StartStoresOptions;
  private readonly driver: StoreDriver;
  private readonly program: ReturnType<StoreDriver['resolve']>;
  private port = 0;
  private sidePorts: number[] = [];
  private server: Server | undefined;
  private stopping = false;

  constructor(name: StoreName, folder: string, options: StartStoresOptions) {
    this.name = name;
    this.folder = folder;
    this.options = options;
    this.driver = DRIVERS[name];
    this.program = this.driver.resolve();
    this.source = this.program.source;
  }

  get url(): string {
    return this.driver.url(this.port, this.address);
  }

  async listen(port: number): Promise<void> {
    this.port = port;
    const { sidePorts = 0 } = this.driver;
    while (this.sidePorts.length < sidePorts) this.sidePorts.push(await freePort());
    await this.start();
  }

  async start(): Promise<void> {
    this.stopping = false;
    const started = this.launch();
    this.server = started;
    const died = started.exited.then((exit) => ({ ready: false, exit }));
    const outcome = await Promise.race([this.driver.ready(this.port, this.address), died]);
    if (!outcome.ready) {
      const what = 'exit' in outcome ? describeExit(outcome.exit) : 'did not become ready';
      const words = lastWords(started);
      await started.stop();
      throw new Failure(`${STORE_TITLES[this.name]} ${what}. Its last words:\n${words}`);
    }
    void started.exited.then((exit) => {
      if (this.stopping || this.options.run.isEnding || this.server !== started) return;
      const words = `${describeExit(exit)}. Its last words:\n${lastWords(started)}`;
      this.options.onDeath?.(this.name, `${STORE_TITLES[this.name]} ${words}`);
    });
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.server?.stop();
  }

  freeze(): void {
    this.signal('SIGSTOP');
  }

  thaw(): void {
    this.signal('SIGCONT');
  }

  async wipe(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
    await this.start();
  }

  private get address() {
    const { brokerUsers = false, persistent } = this.options;
    return { brokerUsers, ...(persistent ? { securedIn: this.folder } : {}) };
  }

  private signal(name: NodeJS.Signals): void {
    if (this.server) signalProcess(this.server.pid, name);
  }

  private launch(): Server {
    const { run, persistent, brokerUsers = false, logPrefix = '' } = this.options;
    const { program, port, sidePorts, driver } = this;
    const requested = { program, dataDir: this.folder, port, sidePorts, persistent, brokerUsers };
    const { env = {}, ...prepared } = driver.prepare(requested);
    return run.launch({
      name: STORE_TITLES[this.name],
      ...prepared,
      env: { ...storeEnvironment(), ...env },
      logFile: path.join(LOG_DIR, `${logPrefix}${this.name}.log`),
      stopSignal: driver.stopSignal,
      patienceMs: driver.patienceMs,
      tier: 'store',
    });
  }
}

/** The address of a built-in store of `npm start`, with its secret, from the port it listens on. */
export function builtInUrl(name: StoreName, port: number): string {
  const securedIn = path.join(STACK_DIR, 'data', name);
  return DRIVERS[name].url(port, { brokerUsers: true, securedIn });
}

function storeEnvironment(): NodeJS.ProcessEnv {
  const { PATH, LANG, TZ, TMPDIR, SystemRoot } = process.env;
  return { PATH, LANG, TZ, TMPDIR, SystemRoot };
}

async function external(name: StoreName, given: string, variable: string): Promise<Store> {
  const { schemes, defaultPort } = DRIVERS[name];
  if (!URL.canParse(given) || !schemes.includes(new URL(given).protocol)) {
    throw new Failure(`${variable} is not a URL that begins with ${schemes[0] ?? ''}//.`);
  }
  const url = new URL(given);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  // The host of a +srv URL is a name to look up, not one to connect to; a folder has none.
  const found = url.protocol.endsWith('+srv:') || url.protocol === 'file:';
  if (!found && !(await accepts(host, Number(url.port || defaultPort)))) {
    throw new Failure(
      `${STORE_TITLES[name]} does not respond at ${url.host}, which ${variable} names: start it, or unset ` +
        `${variable} to use the built-in one.`,
    );
  }
  return fixedStore(name, given, `from ${variable}`);
}

/** A store that runs without this tool. */
function fixedStore(name: StoreName, url: string, source: string): Store {
  const untouched = (): never => {
    throw new Failure(`${STORE_TITLES[name]} is not ours to stop or start.`);
  };
  return {
    name,
    url,
    source,
    stop: () => Promise.resolve(),
    start: async () => untouched(),
    freeze: untouched,
    thaw: untouched,
    wipe: async () => untouched(),
  };
}

async function choosePort(name: StoreName, ports: 'fixed' | 'free'): Promise<number> {
  if (ports === 'free') return freePort();
  const variable = `${name.toUpperCase()}_PORT`;
  const given = process.env[variable];
  if (!given) return nextFreePort(DRIVERS[name].defaultPort);
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Failure(`${variable} is not a port number.`);
  }
  if (await isFree(port)) return port;
  throw new Failure(takenPort(port, `which ${variable} sets`));
}

/** The sentence about a port that someone else listens on. */
export function takenPort(port: number, why: string): string {
  const listener = listenerOf(port);
  return `Port ${port}, ${why}, is taken${listener ? ` by ${listener}` : ''}. Free it and start again.`;
}
