import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildTree } from '#workspace/build/build.mts';
import { Failure } from '#workspace/shared/failure.mts';
import { LOG_DIR, ROOT } from '#workspace/shared/paths.mts';
import type { Steps } from '#workspace/shared/steps.mts';
import { PROGRAMS } from '#workspace/stack/environment.mts';
import { type MailServer, startMailbox } from '#workspace/stack/mailbox.mts';
import { type Platform, startPlatform } from '#workspace/stack/platform.mts';
import { freePort, until } from '#workspace/stack/ports.mts';
import { type Server, describeExit, lastWords } from '#workspace/stack/processes.mts';
import { exists, startProgram } from '#workspace/stack/programs.mts';
import type { Run } from '#workspace/stack/run.mts';
import { seedDemo } from '#workspace/stack/seed.mts';
import { type Stores, startStores } from '#workspace/stack/stores.mts';

const LOG_PREFIX = 'bench-';
const secret = (): string => randomBytes(32).toString('base64url');

/** As in production, where a service trusts its own replies and has no secret it was not given. */
const SETTINGS = {
  NODE_ENV: 'production',
  CURSOR_SECRET: secret(),
  PASSWORD_PEPPER: secret(),
  SIGNING_KEY_SECRET: secret(),
  MAIL_SECRET: secret(),
  FIRST_ADMIN_EMAIL: 'bench@example.com',
  MAIL_FROM: 'Bench <bench@example.com>',
  BANK_ACCOUNT_HOLDER: 'Bench',
  BANK_IBAN: 'GB82WEST12345698765432',
  FIRST_ADMIN_PASSWORD: secret(),
  // One caller sends everything and is not to be stopped; what counting costs has a row of its own.
  RATE_LIMIT_READ: '0',
  RATE_LIMIT_WRITE: '0',
  RATE_LIMIT_SENSITIVE: '0',
};
const BASELINE_READY_MS = 20_000;

export interface DemoAccount {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

/** A platform with the demo in it. */
export interface Demo {
  readonly platform: Platform;
  readonly accounts: readonly DemoAccount[];
  /** Milliseconds from start to ready of all programs, when their databases are there already. */
  readonly startMs: number;
}

/** Throw-away stores, and what the measurements start beside them. */
export class Stage {
  private made: Promise<Demo> | undefined;
  readonly run: Run;
  readonly stores: Stores;
  private readonly mailbox: MailServer;
  private readonly steps: Steps;

  private constructor(run: Run, stores: Stores, mailbox: MailServer, steps: Steps) {
    this.run = run;
    this.stores = stores;
    this.mailbox = mailbox;
    this.steps = steps;
  }

  static async set(run: Run, steps: Steps): Promise<Stage> {
    const [stores, mailbox] = await Promise.all([
      steps.step('Stores', () =>
        // Never a server of the environment: load is for processes of our own.
        startStores({
          run,
          ports: 'free',
          persistent: false,
          urlsFrom: 'none',
          logPrefix: LOG_PREFIX,
        }),
      ),
      startMailbox(run, 'free', LOG_PREFIX),
      steps.step('Build', () => buildTree()),
    ]);
    return new Stage(run, stores, mailbox, steps);
  }

  /** The platform with the demo, made when it is first needed. */
  demo(): Promise<Demo> {
    return (this.made ??= this.make());
  }

  /** One more process of a service, with settings of its own. */
  async another(
    program: string,
    overrides: Readonly<Record<string, string>>,
  ): Promise<{ readonly url: string; readonly server: Server }> {
    const { platform } = await this.demo();
    const port = await freePort();
    const ports = new Map(platform.programs.map((name) => [name, portOf(platform, name)]));
    const server = await startProgram(program, {
      run: this.run,
      ports: ports.set(program, port),
      stores: this.stores.urls,
      overrides: { ...SETTINGS, SMTP_URL: this.mailbox.smtpUrl, ...overrides },
      logPrefix: `${LOG_PREFIX}second-`,
    });
    return { url: `http://127.0.0.1:${port}`, server };
  }

  /** Starts a baseline beside this file and waits until it answers. */
  async baseline(
    script: string,
    settings: Readonly<Record<string, string>>,
  ): Promise<{ readonly url: string; readonly server: Server }> {
    return this.serve(path.join(import.meta.dirname, script), settings);
  }

  /** Starts a program of compiled code and waits until it answers. */
  async compiled(
    script: string,
    settings: Readonly<Record<string, string>>,
  ): Promise<{ readonly url: string; readonly server: Server }> {
    return this.serve(compiledFile(script), settings);
  }

  private async serve(
    file: string,
    settings: Readonly<Record<string, string>>,
  ): Promise<{ readonly url: string; readonly server: Server }> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const server = this.launch(file, [], { PORT: String(port), ...settings });
    const ready = await until(async () => {
      if (server.exit()) return true;
      return fetch(url).then(
        async ({ body }) => {
          await body?.cancel();
          return true;
        },
        () => false,
      );
    }, BASELINE_READY_MS);
    if (!ready || server.exit()) throw failed(path.basename(file), server);
    return { url, server };
  }

  /** Runs a measurement of compiled code; the last line of its output is a JSON object. */
  async measure<T>(script: string, args: readonly string[]): Promise<T> {
    const file = compiledFile(script);
    const { postgres, mongodb, nats } = this.stores.urls;
    const server = this.launch(file, args, {
      POSTGRES_URL: postgres,
      MONGODB_URL: mongodb,
      NATS_URL: nats,
    });
    const { code } = await server.exited;
    if (code !== 0) throw failed(script, server);
    const text = readFileSync(server.logFile).subarray(server.logOffset).toString('utf8');
    return JSON.parse(text.trim().split('\n').at(-1) ?? '') as T;
  }

  private launch(
    file: string,
    args: readonly string[],
    settings: Readonly<Record<string, string>>,
  ): Server {
    const { NODE_OPTIONS: _, ...inherited } = process.env;
    const name = path.basename(file).replace(/\.m?[jt]s$/, '');
    return this.run.launch({
      name,
      command: process.execPath,
      args: [file, ...args],
      cwd: ROOT,
      env: { ...inherited, ...SETTINGS, ...settings },
      logFile: path.join(LOG_DIR, `${LOG_PREFIX}${name}.log`),
      stopSignal: 'SIGTERM',
      patienceMs: 5_000,
      tier: 'service',
    });
  }

  /** Fills the platform, then starts it a second time: only the first start has to make tables. */
  private async make(): Promise<Demo> {
    const first = await this.steps.step('Platform', () => this.startAll());
    const accounts = await this.steps.step('Demo', () => this.fill(first));
    await this.steps.step('Platform stopped', () => first.stop());
    const began = performance.now();
    const platform = await this.steps.step('Platform, second start', () => this.startAll());
    return { platform, accounts, startMs: performance.now() - began };
  }

  private startAll(): Promise<Platform> {
    return startPlatform({
      run: this.run,
      stores: this.stores,
      programs: PROGRAMS.filter(exists),
      ports: 'free',
      logPrefix: LOG_PREFIX,
      overrides: { ...SETTINGS, SMTP_URL: this.mailbox.smtpUrl },
    });
  }

  private async fill(platform: Platform): Promise<DemoAccount[]> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'course-plateform-bench-'));
    this.run.addFolder(folder);
    const file = path.join(folder, 'accounts.json');
    const { pageUrl: mailboxUrl } = this.mailbox;
    await seedDemo(platform, { accountsFile: file, mailboxUrl, settings: SETTINGS });
    return JSON.parse(readFileSync(file, 'utf8')) as DemoAccount[];
  }
}

function compiledFile(script: string): string {
  return path.join(ROOT, 'dist', 'tools', 'laboratory', 'bench', 'src', script);
}

function portOf(platform: Platform, program: string): number {
  return Number(new URL(platform.serviceUrl(program)).port);
}

function failed(script: string, server: Server): Failure {
  const exit = server.exit();
  const what = exit ? describeExit(exit) : 'was not ready in time';
  return new Failure(`${script} ${what}. Its last words:\n${lastWords(server)}`);
}
