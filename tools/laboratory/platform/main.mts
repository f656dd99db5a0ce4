// A platform of its own for tests that hurt it: a child process that takes its commands as JSON lines on its input and
// responds with JSON lines on its output. It stops everything when its input ends, so no test can leave it behind.
//
//   in   {"id":1,"command":"kill","name":"order","signal":"SIGKILL"}   also: start, pid
//        the name "stripe" is the stand-in for Stripe, which can be killed and started as well
//        {"id":1,"command":"stop-store","name":"nats"}   also: start-store, freeze-store, thaw-store, wipe-store
//   out  {"event":"ready","gatewayUrl":"…","services":{"order":"…"},"stores":{"nats":"…"},"mailboxUrl":"…",
//         "stripe":{"url":"…","secretKey":"…"}}
//        {"id":1,"ok":true,"pid":1234}  or  {"id":1,"error":"a sentence"}
//        {"event":"death","name":"order","sentence":"…"}   and, in the place of ready, {"event":"failed","sentence":"…"}
import readline from 'node:readline';
import { parseArgs } from 'node:util';
import { describe, runTool } from '#workspace/shared/failure.mts';
import type { Platform } from '#workspace/stack/platform.mts';
import { STORE_NAMES, type StoreName } from '#workspace/stack/store-names.mts';
import type { StripeStandIn } from '#workspace/stack/stripe.mts';
import { inSession } from '../harness/session.mts';
import { TestBed } from '../harness/test-bed.mts';

interface Command {
  readonly id: number;
  readonly command: string;
  readonly name: string;
  readonly signal?: NodeJS.Signals;
}

await runTool(async () => {
  const { values } = parseArgs({
    options: {
      programs: { type: 'string' },
      // Settings for every program, as a JSON object of strings.
      settings: { type: 'string', default: '{}' },
    },
  });
  const lines = readline.createInterface({ input: process.stdin });
  const closed = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)));
  const settings = JSON.parse(values.settings) as Record<string, string>;
  try {
    await inSession(
      'platform',
      async (run) => {
        const testBed = await TestBed.open({
          run,
          settings: { NODE_ENV: 'test', ...settings },
          logPrefix: 'platform-',
          built: true,
          google: true,
          stripe: true,
          brokerUsers: true,
          onDeath: (name, sentence) => report({ event: 'death', name, sentence }),
        });
        const platform = await testBed.startPlatform('Platform', values.programs?.split(','));
        const place = { platform, stripe: testBed.stripe };
        lines.on('line', (line) => void obey(place, JSON.parse(line) as Command));
        reportReady(platform, testBed);
        await closed;
      },
      closed,
    );
    return 0;
  } catch (error) {
    report({ event: 'failed', sentence: describe(error) });
    return 1;
  } finally {
    lines.close();
  }
});

function reportReady(platform: Platform, { mailbox, stripe }: TestBed): void {
  const { gatewayUrl, programs, stores } = platform;
  const services = Object.fromEntries(programs.map((name) => [name, platform.serviceUrl(name)]));
  const { pageUrl: mailboxUrl } = mailbox;
  report({
    event: 'ready',
    gatewayUrl,
    services,
    stores: stores.urls,
    mailboxUrl,
    stripe: stripe && { url: stripe.url, secretKey: stripe.settings.STRIPE_SECRET_KEY },
  });
}

function report(message: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

interface Place {
  readonly platform: Platform;
  readonly stripe: StripeStandIn | undefined;
}

async function obey({ platform, stripe }: Place, message: Command): Promise<void> {
  const { id, command, name, signal } = message;
  try {
    if (name === 'stripe' && command === 'kill') await stripe?.kill();
    else if (name === 'stripe' && command === 'start') await stripe?.start();
    else if (command === 'kill') await platform.kill(name, signal);
    else if (command === 'start') await platform.start(name);
    else if (command.endsWith('-store')) await obeyStore(platform, command, storeName(name));
    else if (command !== 'pid') throw new Error(`There is no command "${command}"`);
    report({ id, ok: true, pid: platform.pid(name) });
  } catch (error) {
    report({ id, error: describe(error) });
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
