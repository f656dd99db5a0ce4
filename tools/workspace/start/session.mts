import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildTree } from '../build/build.mts';
import { Failure } from '../shared/failure.mts';
import { LOG_DIR, STACK_DIR } from '../shared/paths.mts';
import { Steps, seconds } from '../shared/steps.mts';
import { loadEnvironmentFile } from '../stack/environment-files.mts';
import { DEMO_ACCOUNTS_FILE, GATEWAY, PROGRAMS } from '../stack/environment.mts';
import { ffmpegSettings } from '../stack/ffmpeg.mts';
import { type Platform, type StartPlatformOptions, startPlatform } from '../stack/platform.mts';
import { startGoogle } from '../stack/google.mts';
import { startMailbox } from '../stack/mailbox.mts';
import { checkPorts, exists } from '../stack/programs.mts';
import { Run, cleanDeadRuns, liveRuns, onStopRequest } from '../stack/run.mts';
import { STORE_NAMES, STORE_TITLES } from '../stack/store-names.mts';
import { type Stores, startStores } from '../stack/stores.mts';
import { startStripe } from '../stack/stripe.mts';
import { demoAccounts, seedOnce } from './demo.mts';

export interface SessionOptions {
  /** The services to start, with the gateway; all when left out. */
  readonly only?: readonly string[] | undefined;
  /** Fills in the demo the first time. */
  readonly seed: boolean;
  /** Options for the Node of a program. */
  readonly nodeArgs?: (program: string) => readonly string[];
  /** What goes on while the platform runs; gives back how to end it. */
  readonly whileRunning?: (platform: Platform, steps: Steps) => Promise<() => Promise<void>>;
}

interface Started {
  readonly platform: Platform;
  /** Where the mails can be read; undefined when the environment names a mail server. */
  readonly mailboxUrl: string | undefined;
  /** What stands in for Google; undefined when the environment names a client of theirs at Google. */
  readonly googleUrl: string | undefined;
  /** What stands in for Stripe; undefined when the environment names a key of theirs at Stripe. */
  readonly stripeUrl: string | undefined;
}

interface SideServers {
  readonly mailbox: Awaited<ReturnType<typeof startMailbox>> | undefined;
  readonly google: Awaited<ReturnType<typeof startGoogle>> | undefined;
  readonly stripe: Awaited<ReturnType<typeof startStripe>> | undefined;
}

/** Starts the platform on its usual ports, tells where it is, and runs it until it is stopped. */
export async function runSession(options: SessionOptions): Promise<number> {
  const began = performance.now();
  const steps = new Steps();
  loadEnvironmentFile();
  await makeRoom(steps);
  const programs = choosePrograms(options.only, steps);
  await checkPorts(programs);

  const run = new Run('start');
  let requested = (): void => undefined;
  const stopRequested = new Promise<'stop'>((resolve) => {
    requested = () => resolve('stop');
  });
  onStopRequest(() => requested());
  // A promise alone does not keep Node running.
  const alive = setInterval(() => undefined, 60_000);
  let endWork = (): Promise<void> => Promise.resolve();
  try {
    const outcome = await Promise.race([bringUp(run, steps, programs, options), stopRequested]);
    if (outcome !== 'stop') {
      steps.print(table(outcome, began));
      endWork = (await options.whileRunning?.(outcome.platform, steps)) ?? endWork;
      await stopRequested;
    }
  } finally {
    clearInterval(alive);
    await steps.step('Stop', async () => {
      await endWork();
      await run.end();
    });
  }
  return 0;
}

/** Cleans up after a killed run and refuses to start twice. */
async function makeRoom(steps: Steps): Promise<void> {
  const [other] = liveRuns('start');
  if (other) {
    throw new Failure(
      `The platform runs already (process ${other.owner.pid}). \`npm run stack -- status\` shows it, ` +
        '`npm run stack -- stop` stops it.',
    );
  }
  const cleaned = await cleanDeadRuns();
  if (cleaned > 0)
    steps.print(`✔ Stopped ${cleaned} processes that an earlier, killed run had left`);
}

function choosePrograms(only: readonly string[] | undefined, steps: Steps): string[] {
  const unknown = only?.filter((name) => !PROGRAMS.includes(name)) ?? [];
  if (unknown.length > 0) {
    throw new Failure(
      `There is no service called ${unknown.join(', ')}. There are: ${PROGRAMS.join(', ')}.`,
    );
  }
  const wanted = only ? [...new Set([...only, GATEWAY])] : PROGRAMS;
  const absent = wanted.filter((program) => !exists(program));
  if (absent.length > 0) steps.print(`– Not written yet, left out: ${absent.join(', ')}`);
  return wanted.filter(exists);
}

async function bringUp(
  run: Run,
  steps: Steps,
  programs: readonly string[],
  { seed, nodeArgs }: SessionOptions,
): Promise<Started> {
  const onDeath = (name: string, sentence: string): void =>
    steps.print(`✖ ${sentence}\n  The others go on. \`npm run stack -- logs ${name}\` shows more.`);
  mkdirSync(LOG_DIR, { recursive: true });
  for (const name of [...programs, ...STORE_NAMES, 'mailbox', 'google', 'stripe']) {
    rmSync(path.join(LOG_DIR, `${name}.log`), { force: true });
  }
  const [stores, beside] = await Promise.all([
    steps.step(
      'Stores',
      () =>
        startStores({
          run,
          dataDir: path.join(STACK_DIR, 'data'),
          ports: 'fixed',
          persistent: true,
          urlsFrom: 'POSTGRES_URL',
          brokerUsers: true,
          onDeath,
        }),
      sources,
    ),
    startSideServers(run),
    steps.step(
      'Build',
      () => buildTree(),
      ({ built }) => `${built} files`,
    ),
  ]);
  addAddresses(run, stores, beside);
  const overrides = { DEMO_ACCOUNTS_FILE, ...settingsOf(beside), ...ffmpegSettings(steps) };
  const common = { run, stores, programs, overrides, onDeath };
  const platform = await startServices(steps, { ...common, ...(nodeArgs ? { nodeArgs } : {}) });
  await beside.stripe?.followClock(stores.urls.nats);
  for (const program of programs) run.addAddress(program, platform.serviceUrl(program));
  const mailboxUrl = beside.mailbox?.pageUrl;
  if (seed) await seedOnce(steps, platform, mailboxUrl);
  return { platform, mailboxUrl, googleUrl: beside.google?.url, stripeUrl: beside.stripe?.url };
}

/** Stands in for what others run, unless the environment names theirs. */
async function startSideServers(run: Run): Promise<SideServers> {
  const { SMTP_URL, GOOGLE_CLIENT_ID, STRIPE_SECRET_KEY } = process.env;
  const [mailbox, google, stripe] = await Promise.all([
    SMTP_URL ? undefined : startMailbox(run, 'fixed'),
    GOOGLE_CLIENT_ID ? undefined : startGoogle(run, 'fixed'),
    STRIPE_SECRET_KEY ? undefined : startStripe(run, 'fixed'),
  ]);
  return { mailbox, google, stripe };
}

/** What the services have to know of the servers beside them. */
function settingsOf({ mailbox, google, stripe }: SideServers): Record<string, string> {
  return {
    ...(mailbox ? { SMTP_URL: mailbox.smtpUrl, MAILBOX_PAGE_URL: mailbox.pageUrl } : {}),
    ...google?.settings,
    ...stripe?.settings,
  };
}

/** What `npm run stack -- status` shows of the servers beside the services. */
function addAddresses(run: Run, stores: Stores, { mailbox, google, stripe }: SideServers): void {
  for (const name of STORE_NAMES) run.addAddress(STORE_TITLES[name], withoutSecret(stores, name));
  if (mailbox) run.addAddress('Mailbox', mailbox.pageUrl);
  if (google) run.addAddress('Google', google.url);
  if (stripe) run.addAddress('Stripe', stripe.url);
}

/** Starts the services on their usual ports, and tells of each that is ready the first time. */
async function startServices(
  steps: Steps,
  options: Omit<StartPlatformOptions, 'ports' | 'environmentFiles' | 'onReady'>,
): Promise<Platform> {
  let ready = false;
  const platform = await steps.step(
    'Services',
    () =>
      startPlatform({
        ...options,
        ports: 'fixed',
        environmentFiles: true,
        onReady: (program, ms) => {
          if (!ready) steps.print(`  ✔ ${program}  ${(ms / 1000).toFixed(1)} s`);
        },
      }),
    ({ programs: started }) => `${started.length} ready`,
  );
  ready = true;
  return platform;
}

function sources({ byName }: Stores): string {
  return STORE_NAMES.map((name) => `${STORE_TITLES[name]} ${byName[name].source}`).join(', ');
}

function withoutSecret({ urls }: Stores, name: (typeof STORE_NAMES)[number]): string {
  const url = new URL(urls[name]);
  url.username = '';
  url.password = '';
  return url.href;
}

function table({ platform, mailboxUrl, googleUrl, stripeUrl }: Started, began: number): string {
  const line = (name: string, text: string): string => `  ${name.padEnd(16)}${text}`;
  const services = platform.programs.filter((program) => program !== GATEWAY);
  return [
    '',
    line('Portal', platform.programs.includes(GATEWAY) ? platform.gatewayUrl : 'not started'),
    ...services.map((program) => line(program, `${platform.serviceUrl(program)}/docs`)),
    line('Mailbox', mailboxUrl ?? 'yours: SMTP_URL is set'),
    line('Google', googleUrl ? `${googleUrl} stands in for it` : 'yours: GOOGLE_CLIENT_ID is set'),
    line('Stripe', stripeUrl ? `${stripeUrl} stands in for it` : 'yours: STRIPE_SECRET_KEY is set'),
    '',
    ...demoAccounts().map(({ role, email, password }) => line(role, `${email}  ${password}`)),
    '',
    `Ready after ${seconds(began)}. Ctrl-C stops everything; the data stays.`,
  ].join('\n');
}
