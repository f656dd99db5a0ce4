import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Failure } from '#workspace/shared/failure.mts';
import { ROOT } from '#workspace/shared/paths.mts';
import { Steps } from '#workspace/shared/steps.mts';
import type { Platform } from '#workspace/stack/platform.mts';
import type { Run } from '#workspace/stack/run.mts';
import {
  type Contract,
  documentFile,
  readContracts,
  routesOf,
} from '#workspace/contract/document.mts';
import { inSession } from '../harness/session.mts';
import { type DemoAccount, TestBed } from '../harness/test-bed.mts';
import { type Place, prepare } from './prepare.mts';
import { depthTable, neverReached, readResponses } from './report.mts';
import { type Schemathesis, Session, installSchemathesis } from './schemathesis.mts';
import { ROLES, type Role, lookAround } from './world.mts';

/** Cheap passwords and no limits of rates on this machine, where the demo's users sign in again and again. */
const SETTINGS = {
  NODE_ENV: 'test',
  LOG_LEVEL: 'warn',
  BCRYPT_COST: '4',
  LOGIN_FREE_ATTEMPTS: '1000',
  LOGIN_FREE_ATTEMPTS_PER_ADDRESS: '100000',
  RATE_LIMIT_READ: '0',
  RATE_LIMIT_WRITE: '0',
  RATE_LIMIT_SENSITIVE: '0',
  // Whatever was earned is paid out, and what does not agree is found at once.
  PAYOUT_MINIMUM_UNITS: '0',
  STRIPE_EVENT_SECONDS: '1',
  RECONCILIATION_PATIENCE_SECONDS: '1',
};

/** One role of one service may take this long; the usual is a tenth. */
const SESSION_LIMIT_MS = 300_000;

interface Options {
  readonly services: readonly string[];
  readonly roles: readonly Role[];
  readonly seed: number;
  readonly examples: number;
}

interface Result {
  readonly service: string;
  readonly cases: number;
  readonly failures: readonly string[];
  readonly unreached: readonly string[];
}

/** Sends generated requests to every operation of a platform of its own; responds with an exit code. */
export async function fuzz(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const contracts = readContracts(options.services);
  const steps = new Steps();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fuzz-'));
  const fuzzer = new Fuzzer(options, folder, steps);
  try {
    const outcome = await inSession('platform', (run) => {
      run.addFolder(folder);
      return fuzzer.run(run, contracts);
    });
    if (outcome) return summarize(outcome, options);
    throw new Failure('Stopped before the end.');
  } finally {
    fuzzer.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      seed: { type: 'string' },
      examples: { type: 'string', default: '20' },
      role: { type: 'string' },
    },
  });
  const roles = ROLES.filter((role) => values.role === undefined || role === values.role);
  if (roles.length === 0) throw new Failure(`The roles are ${ROLES.join(', ')}.`);
  return {
    services: positionals,
    roles,
    seed: whole('seed', values.seed ?? String(Math.floor(Math.random() * 2 ** 31))),
    examples: whole('examples', values.examples),
  };
}

function whole(name: string, text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new Failure(`--${name} takes a whole number.`);
  return Number(text);
}

/** What everything happens on. */
interface Stage {
  readonly schemathesis: Schemathesis;
  readonly platform: Platform;
  readonly testBed: TestBed;
  readonly accounts: readonly DemoAccount[];
}

function placeOf({ platform, testBed: { mailbox, stripe, stores } }: Stage): Place {
  if (!stripe) throw new Failure('There is no stand-in for Stripe.');
  const { gatewayUrl } = platform;
  return { gatewayUrl, mailboxUrl: mailbox.pageUrl, natsUrl: stores.urls.nats, stripe };
}

class Fuzzer {
  private session: Session | undefined;
  private stopped = false;
  private readonly options: Options;
  private readonly folder: string;
  private readonly steps: Steps;

  constructor(options: Options, folder: string, steps: Steps) {
    this.options = options;
    this.folder = folder;
    this.steps = steps;
  }

  async run(run: Run, contracts: readonly Contract[]): Promise<Result[]> {
    const schemathesis = await this.steps.step('Schemathesis', async () => installSchemathesis());
    const stage = { schemathesis, ...(await this.bringUp(run)) };
    const results: Result[] = [];
    for (const contract of contracts) {
      if (this.stopped) break;
      results.push(await this.fuzzService(stage, contract));
    }
    return results;
  }

  stop(): void {
    this.stopped = true;
    this.session?.stop();
  }

  private async bringUp(run: Run): Promise<Omit<Stage, 'schemathesis'>> {
    const { steps } = this;
    const options = { run, steps, settings: SETTINGS, logPrefix: 'platform-' };
    const testBed = await TestBed.open({ ...options, google: true, stripe: true });
    const platform = await testBed.startPlatform('Services');
    return { platform, testBed, accounts: await testBed.fill(platform) };
  }

  private async fuzzService(stage: Stage, { service, document }: Contract): Promise<Result> {
    const responsesFile = path.join(this.folder, `${service}.jsonl`);
    const failures: string[] = [];
    const work = async (): Promise<void> => {
      await prepare(service, placeOf(stage), stage.accounts);
      for (const role of this.options.roles) {
        if (this.stopped) return;
        const failure = await this.fuzzAs(role, stage, service, responsesFile);
        if (failure !== undefined) failures.push(`${role}: ${failure}`);
      }
    };
    await this.steps.step(service, work, () => `${readResponses(responsesFile).length} cases`);
    const operations = routesOf(document).map(({ operation }) => operation.operationId);
    const responses = readResponses(responsesFile);
    if (responses.length === 0) failures.push('not one case got a response');
    this.steps.print(depthTable(operations, responses));
    for (const failure of failures) this.steps.print(`✖ ${service}, ${failure}`);
    return {
      service,
      cases: responses.length,
      failures,
      unreached: neverReached(operations, responses),
    };
  }

  /** Responds with what is wrong, in Schemathesis' words. */
  private async fuzzAs(
    role: Role,
    { schemathesis, platform, accounts }: Stage,
    service: string,
    responsesFile: string,
  ): Promise<string | undefined> {
    const folder = path.join(this.folder, `${service}-${role}`);
    mkdirSync(folder);
    // Tokens last for minutes only, and the last role has changed what there is.
    const world = await lookAround(platform.gatewayUrl, role, accounts);
    const worldFile = path.join(folder, 'world.json');
    const serviceUrl = platform.serviceUrl(service);
    writeFileSync(worldFile, JSON.stringify({ ...world, baseUrl: serviceUrl }));
    this.session = new Session(schemathesis, {
      documentFile: path.join(ROOT, documentFile(service)),
      serviceUrl,
      role,
      seed: this.options.seed,
      examples: this.options.examples,
      worldFile,
      responsesFile,
      folder,
      limitMs: SESSION_LIMIT_MS,
    });
    const { failed, timedOut, output } = await this.session.run();
    if (timedOut) return `not done after ${SESSION_LIMIT_MS / 1000} s`;
    return failed ? `\n${output.trim()}` : undefined;
  }
}

function summarize(results: readonly Result[], options: Options): number {
  const { services, roles, seed, examples } = options;
  const again = [...services, ...(roles.length === 1 ? ['--role', ...roles] : [])];
  const total = results.reduce((sum, { cases }) => sum + cases, 0);
  const failed = results.filter(({ failures }) => failures.length > 0);
  const unreached = results.flatMap((result) => result.unreached);
  const lines = [
    ...results.map(({ service, cases }) => `  ${service.padEnd(16)}${String(cases).padStart(8)}`),
    `  ${'total'.padEnd(16)}${String(total).padStart(8)}`,
    ...(unreached.length > 0 ? [`Never successful: ${unreached.join(', ')}`] : []),
    failed.length > 0
      ? `${failed.map(({ service }) => service).join(', ')}: responses that the documents do not allow; they are above.`
      : 'No 5xx, no undeclared status, type or body.',
    `Again: npm run fuzz -- ${[...again, '--seed', seed, '--examples', examples].join(' ')}`,
  ];
  process.stdout.write(`\nCases\n${lines.join('\n')}\n`);
  return failed.length > 0 ? 1 : 0;
}
