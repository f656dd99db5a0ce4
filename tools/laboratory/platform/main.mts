// A platform of its own for tests that hurt it: a child process that is told what to do by JSON lines on its input and
// answers with JSON lines on its output. It stops everything when its input ends, so no test can leave it behind.
//
//   in   {"id":1,"command":"kill","name":"order","signal":"SIGKILL"}   also: start, pid
//        {"id":1,"command":"stop-store","name":"nats"}   also: start-store, freeze-store, thaw-store, wipe-store
//   out  {"event":"ready","gatewayUrl":"…","services":{"order":"…"},"stores":{"nats":"…"},"mailboxUrl":"…"}
//        {"id":1,"ok":true,"pid":1234}  or  {"id":1,"error":"a sentence"}
//        {"event":"death","name":"order","sentence":"…"}   and, in the place of ready, {"event":"failed","sentence":"…"}
import readline from 'node:readline';
import { parseArgs } from 'node:util';
import { describe, runTool } from '#workspace/shared/failure.mts';
import { PROGRAMS } from '#workspace/stack/environment.mts';
import { startGoogle } from '#workspace/stack/google.mts';
import { type MailServer, startMailbox } from '#workspace/stack/mailbox.mts';
import { type Platform, startPlatform } from '#workspace/stack/platform.mts';
import { exists } from '#workspace/stack/programs.mts';
import { Run, cleanDeadRuns, onStopRequest } from '#workspace/stack/run.mts';
import { startStores } from '#workspace/stack/stores.mts';
import { STORE_NAMES, type StoreName } from '#workspace/stack/store-names.mts';

interface Command {
  readonly id: number;
  readonly command: string;
  readonly name: string;
  readonly signal?: NodeJS.Signals;
}

interface Started {
  readonly platform: Platform;
  readonly mailbox: MailServer;
}

await runTool(async () => {
  const { values } = parseArgs({
    options: {
      programs: { type: 'string' },
      // Settings for every program, as a JSON object of strings.
      settings: { type: 'string', default: '{}' },
    },
  });
  await cleanDeadRuns();
  const run = new Run('platform');
  const lines = readline.createInterface({ input: process.stdin });
  const ended = new Promise<'stop'>((resolve) => {
    lines.once('close', () => resolve('stop'));
    onStopRequest(() => resolve('stop'));
  });
  try {
    const started = await Promise.race([bringUp(run, values.programs, values.settings), ended]);
    if (started === 'stop') return 0;
    const { platform } = started;
    lines.on('line', (line) => void obey(platform, JSON.parse(line) as Command));
    tellReady(started);
    await ended;
    return 0;
  } catch (error) {
    tell({ event: 'failed', sentence: describe(error) });
    return 1;
  } finally {
    lines.close();
    await run.end();
  }
});

async function bringUp(run: Run, programs: string | undefined, settings: string): Promise<Started> {
  const onDeath = (name: string, sentence: string): void =>
    tell({ event: 'death', name, sentence });
  const logPrefix = 'platform-';
  const [stores, mailbox, google] = await Promise.all([
    startStores({
      run,
      ports: 'free',
      persistent: false,
      urlsFrom: 'none',
      brokerUsers: true,
      logPrefix,
      onDeath,
    }),
    startMailbox(run, 'free', logPrefix),
    startGoogle(run, 'free', logPrefix),
  ]);
  const platform = await startPlatform({
    run,
    stores,
    programs: programs?.split(',') ?? PROGRAMS.filter(exists),
    ports: 'free',
    logPrefix,
    overrides: {
      NODE_ENV: 'test',
      SMTP_URL: mailbox.smtpUrl,
      ...google.settings,
      ...(JSON.parse(settings) as Record<string, string>),
    },
    onDeath,
  });
  return { platform, mailbox };
}

function tellReady({ platform, mailbox }: Started): void {
  const { gatewayUrl, programs, stores } = platform;
  const services = Object.fromEntries(programs.map((name) => [name, platform.serviceUrl(name)]));
  const { pageUrl: mailboxUrl } = mailbox;
  tell({ event: 'ready', gatewayUrl, services, stores: stores.urls, mailboxUrl });
}

function tell(message: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

async function obey(platform: Platform, { id, command, name, signal }: Command): Promise<void> {
  try {
    if (command === 'kill') await platform.kill(name, signal);
    else if (command === 'start') await platform.start(name);
    else if (command.endsWith('-store')) await obeyStore(platform, command, storeName(name));
    else if (command !== 'pid') throw new Error(`There is no command "${command}"`);
    tell({ id, ok: true, pid: platform.pid(name) });
  } catch (error) {
    tell({ id, error: describe(error) });
  }
}

async function obeyStore(platform: Platform, command: string, name: StoreName): Promise<void> {
  const store = platform.stores.byName[name];
  if (command === 'stop-store') await store.stop();
  else if (command === 'start-store') await store.start();
  else if (command === 'freeze-store') store.freeze();
  else if (command === 'thaw-store') store.thaw();
  else if (command !== 'wipe-store') throw new Error(`There is no command "${command}"`);
  else await store.wipe();
}

function storeName(name: string): StoreName {
  const found = STORE_NAMES.find((candidate) => candidate === name);
  if (!found) throw new Error(`There is no store "${name}"`);
  return found;
}
