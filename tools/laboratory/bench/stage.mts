import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '#workspace/shared/failure.mts';
import { LOG_DIR, ROOT } from '#workspace/shared/paths.mts';
import type { Steps } from '#workspace/shared/steps.mts';
import type { Platform } from '#workspace/stack/platform.mts';
import { freePort, until } from '#workspace/stack/ports.mts';
import { type Server, describeExit, lastWords } from '#workspace/stack/processes.mts';
import { startProgram } from '#workspace/stack/programs.mts';
import type { Run } from '#workspace/stack/run.mts';
import type { Stores } from '#workspace/stack/stores.mts';
import { type DemoAccount, TestBed } from '../harness/test-bed.mts';
import type { Profiler } from './profile.mts';

const LOG_PREFIX = 'bench-';
const secret = (): string => randomBytes(32).toString('base64url');

/** As in production, where a service trusts its own replies and has no secret it was not given. */
const SETTINGS = {
  NODE_ENV: 'production',
  CURSOR_SECRET: secret(),
  PASSWORD_PEPPER: secret(),
  SIGNING_KEY_SECRET: secret(),
  MAIL_SECRET: secret(),
  PLAYBACK_SECRET: secret(),
  FIRST_ADMIN_EMAIL: 'bench@example.com',
  MAIL_FROM: 'Bench <bench@example.com>',
  BANK_ACCOUNT_HOLDER: 'Bench',
  BANK_IBAN: 'GB82WEST12345698765432',
  ORDER_PAGE_URL: 'https://bench.example/orders/{order}',
  INVITATION_PAGE_URL: 'https://bench.example/invitations/{invitation}',
  SELLER_NAME: 'Bench',
  SELLER_ADDRESS: '1 Bench Street, London, United Kingdom',
  FIRST_ADMIN_PASSWORD: secret(),
  // One caller sends everything and is not to be stopped; what counting costs has a row of its own.
  RATE_LIMIT_READ: '0',
  RATE_LIMIT_WRITE: '0',
  RATE_LIMIT_SENSITIVE: '0',
};
const BASELINE_READY_MS = 20_000;

/** A platform with the demo in it. */
export interface Demo {
  readonly platform: Platform;
  readonly accounts: readonly DemoAccount[];
  /** Milliseconds from start to ready of all programs, when their databases are there already. */
  readonly startMs: number;
}

interface StageParts {
  readonly run: Run;
  readonly testBed: TestBed;
  readonly steps: Steps;
  readonly profiler: Profiler | undefined;
}

/** A test bed, and what the measurements start beside it. */
export class Stage {
  private made: Promise<Demo> | undefined;
  readonly stores: Stores;
  readonly profiler: Profiler | undefined;
  private readonly run: Run;
  private readonly testBed: TestBed;
  private readonly steps: Steps;

  private constructor({ run, testBed, steps, profiler }: StageParts) {
    this.profiler = profiler;
    this.run = run;
    this.stores = testBed.stores;
    this.testBed = testBed;
    this.steps = steps;
  }

  /** @param profiler under which every program is started */
  static async set(run: Run, steps: Steps, profiler?: Profiler): Promise<Stage> {
    const settings = { ...SETTINGS, ...profiler?.environment };
    const testBed = await TestBed.open({
      ...{ run, steps, settings, logPrefix: LOG_PREFIX },
      stripe: true,
    });
    return new Stage({ run, testBed, steps, profiler });
  }

  /** The platform with the demo, made when it is first needed. */
  demo(): Promise<Demo> {
    return (this.made ??= this.make());
  }

  /**
   * One more process of a service, with settings of its own.
   * @param nodeArgs options for its Node besides those of the others
   */
  async another(
    program: string,
    overrides: Readonly<Record<string, string>>,
    nodeArgs: readonly string[] = [],
  ): Promise<{ readonly url: string; readonly server: Server }> {
    const { platform } = await this.demo();
    const port = await freePort();
    const ports = new Map(platform.programs.map((name) => [name, portOf(platform, name)]));
    const server = await startProgram(program, {
      run: this.run,
      ports: ports.set(program, port),
      stores: this.stores.urls,
      overrides: { ...this.testBed.settings, ...overrides },
      nodeArgs,
      logPrefix: `${LOG_PREFIX}second-`,
    });
    return { url: `http://127.0.0.1:${port}`, server };
  }

  /** Starts a baseline beside this file and waits until it responds. */
  async baseline(
    script: string,
    settings: Readonly<Record<string, string>>,
  ): Promise<{ readonly url: string; readonly server: Server }> {
    return this.serve(path.join(import.meta.dirname, script), settings);
  }

  /** Starts a program of compiled code and waits until it responds. */
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
      env: { ...inherited, ...SETTINGS, ...this.profiler?.environment, ...settings },
      logFile: path.join(LOG_DIR, `${LOG_PREFIX}${name}.log`),
      stopSignal: 'SIGTERM',
      patienceMs: 5_000,
      tier: 'service',
    });
  }

  /** Fills the platform, then starts it a second time: only the first start has to make tables. */
  private async make(): Promise<Demo> {
    const first = await this.testBed.startPlatform();
    const accounts = await this.testBed.fill(first);
    await this.steps.step('Platform stopped', () => first.stop());
    const began = performance.now();
    const platform = await this.testBed.startPlatform('Platform, second start');
    return { platform, accounts, startMs: performance.now() - began };
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
