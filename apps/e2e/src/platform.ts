import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { plainEnvironment } from './environment';

const ROOT = path.resolve(__dirname, '../../..');
/** Ten services start on two cores, next to whatever else a machine does. */
const START_MS = 180_000;

/** The first administrator of this platform. */
export const ADMIN = { email: 'root@example.com', password: 'Correct-Horse-9' } as const;

/** What its signing keys are encrypted with. */
export const SIGNING_KEY_SECRET = 'a-signing-key-secret-of-the-journeys';

type StoreName = 'postgres' | 'mongodb' | 'nats' | 'redis' | 'storage';

interface Ready {
  readonly event: 'ready';
  readonly gatewayUrl: string;
  readonly services: Readonly<Record<string, string>>;
  readonly stores: Readonly<Record<StoreName, string>>;
  readonly mailboxUrl: string;
  readonly stripe: StripeAddress;
}

/** Where the stand-in for Stripe is, and the key of its API. */
export interface StripeAddress {
  readonly url: string;
  readonly secretKey: string;
}

interface Failed {
  readonly event: 'failed' | 'death';
  readonly name?: string;
  readonly sentence: string;
}

interface Reply {
  readonly id: number;
  readonly error?: string;
  readonly pid?: number;
}

/** The whole platform in processes of its own, started from built output, that a test may hurt. */
export class Platform {
  private readonly waiting = new Map<number, (reply: Reply) => void>();
  private lastId = 0;

  readonly gatewayUrl: string;
  /** The addresses of its stores, with their secrets. */
  readonly stores: Readonly<Record<StoreName, string>>;
  /** Where its mails can be read. */
  readonly mailboxUrl: string;
  readonly stripe: StripeAddress;
  private readonly services: Readonly<Record<string, string>>;

  private constructor(
    private readonly child: ChildProcess & { readonly stdin: Writable },
    { gatewayUrl, services, stores, mailboxUrl, stripe }: Ready,
  ) {
    this.gatewayUrl = gatewayUrl;
    this.services = services;
    this.stores = stores;
    this.mailboxUrl = mailboxUrl;
    this.stripe = stripe;
  }

  /** @param settings for every service, by environment variable */
  static async start(settings: Readonly<Record<string, string>> = {}): Promise<Platform> {
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
        'tools/laboratory/platform/main.mts',
        '--settings',
        JSON.stringify({
          FIRST_ADMIN_EMAIL: ADMIN.email,
          FIRST_ADMIN_PASSWORD: ADMIN.password,
          SIGNING_KEY_SECRET,
          // Many users sign up here; what a password costs, the benchmarks measure.
          BCRYPT_COST: '4',
          ...settings,
        }),
      ],
      { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'], env: plainEnvironment() },
    );
    const lines = createInterface({ input: child.stdout });
    const ready = new Promise<Ready>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('The platform did not start')), START_MS);
      lines.once('line', (line) => {
        clearTimeout(late);
        const message = JSON.parse(line) as Ready | Failed;
        if (message.event === 'ready') resolve(message);
        else reject(new Error(message.sentence));
      });
    });
    const addresses = await ready.catch((error: unknown) => {
      // It stops everything that did start.
      child.stdin.end();
      throw error;
    });
    const platform = new Platform(child, addresses);
    lines.on('line', (line) => platform.hear(JSON.parse(line) as Reply | Failed));
    return platform;
  }

  /** Where a service itself listens, past the gateway. */
  serviceUrl(name: string): string {
    const url = this.services[name];
    if (!url) throw new Error(`There is no service "${name}"`);
    return url;
  }

  /** All but the gateway. */
  get serviceNames(): readonly string[] {
    return Object.keys(this.services).filter((name) => name !== 'gateway');
  }

  /** Ends a service at once, as a crash would; or the stand-in, by the name `stripe`. */
  kill(name: string): Promise<Reply> {
    return this.report('kill', name);
  }

  /** Starts a service or the stand-in again and waits until it is ready. */
  restart(name: string): Promise<Reply> {
    return this.report('start', name);
  }

  stopStore(name: StoreName): Promise<Reply> {
    return this.report('stop-store', name);
  }

  startStore(name: StoreName): Promise<Reply> {
    return this.report('start-store', name);
  }

  /** Lets a store hang: connections stay open and nothing responds until it thaws. */
  freezeStore(name: StoreName): Promise<Reply> {
    return this.report('freeze-store', name);
  }

  thawStore(name: StoreName): Promise<Reply> {
    return this.report('thaw-store', name);
  }

  /** Takes all data of a store away and starts it again. */
  wipeStore(name: StoreName): Promise<Reply> {
    return this.report('wipe-store', name);
  }

  /** The process number of a service; another one after a restart. */
  async pidOf(name: string): Promise<number | undefined> {
    return (await this.report('pid', name)).pid;
  }

  /** Runs `npm run events -- …` against this platform. @returns what it prints */
  events(...args: readonly string[]): Promise<string> {
    return this.tool('operator/events', args);
  }

  /** Runs `npm run clock -- …` against this platform. @returns what it prints */
  clock(...args: readonly string[]): Promise<string> {
    return this.tool('workspace/clock', args);
  }

  private async tool(name: string, args: readonly string[]): Promise<string> {
    const env = {
      ...plainEnvironment(),
      POSTGRES_URL: this.stores.postgres,
      MONGODB_URL: this.stores.mongodb,
      NATS_URL: this.stores.nats,
      REDIS_URL: this.stores.redis,
    };
    const tool = path.join(ROOT, 'tools', name, 'main.mts');
    const quiet = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';
    const { stdout } = await promisify(execFile)(process.execPath, [quiet, tool, ...args], {
      cwd: ROOT,
      env,
    });
    return stdout;
  }

  /** What a program has written to its log so far. */
  logText(name: string): string {
    return readFileSync(path.join(ROOT, '.stack/logs', `platform-${name}.log`), 'utf8');
  }

  /** The same, one object a line. */
  logOf(name: string): Readonly<Record<string, unknown>>[] {
    return this.logText(name)
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('close', resolve));
    this.child.stdin.end();
    await ended;
  }

  private report(command: string, name: string): Promise<Reply> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, (reply) => {
        if (reply.error === undefined) resolve(reply);
        else reject(new Error(reply.error));
      });
      this.child.stdin.write(`${JSON.stringify({ id, command, name })}\n`);
    });
  }

  private hear(reply: Reply | Failed): void {
    if ('event' in reply) {
      // The tests that fail from then on do so because of it.
      process.stderr.write(`✖ ${reply.sentence}\n`);
      return;
    }
    this.waiting.get(reply.id)?.(reply);
    this.waiting.delete(reply.id);
  }
}
