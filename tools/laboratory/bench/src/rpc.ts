import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'nats';
import { RpcClient } from '@course-plateform/common/rpc';
import { messagingEntities, provisionBroker } from '@course-plateform/common/events';
import { ECHO, RAW_ECHO } from './rpc-question';
import { createBenchService } from './service';
import { setting } from './setting';

const ROUNDS = 4;
const ROUND_MS = 1_500;

/** Round trips per second, ours and of the NATS client alone, in turns. */
async function measure(askers: number): Promise<void> {
  const namespace = `rpc${askers}.`;
  await provisionBroker(setting('NATS_URL'), namespace);
  const app = await createBenchService({
    service: 'asker',
    namespace,
    database: { kind: 'postgres', entities: messagingEntities, migrations: [] },
  });
  await app.init();
  const answerer = await startAnswerer(namespace);
  const client = app.get(RpcClient);
  const raw = await connect({ servers: new URL(setting('NATS_URL')).host });
  const packet = JSON.stringify({ id: '1', pattern: RAW_ECHO, data: { text: 'word' } });
  const askOurs = (): Promise<unknown> => client.ask(ECHO, { text: 'word' });
  const askRaw = (): Promise<unknown> => raw.request(RAW_ECHO, packet, { timeout: 5_000 });
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const [a, b] = [await perSecond(askers, askOurs), await perSecond(askers, askRaw)];
    // The first round only warms up.
    if (round === 0) continue;
    ours.push(a);
    theirs.push(b);
  }
  const profiled = await profile(answerer, askers, { ours: askOurs, raw: askRaw });
  answerer.disconnect();
  await raw.close();
  await app.close();
  process.stdout.write(`${JSON.stringify({ ours, raw: theirs, profiled })}\n`);
}

/** One round more of each, when both processes were started under the profiler. */
async function profile(
  answerer: ChildProcess,
  askers: number,
  asks: Readonly<Record<'ours' | 'raw', () => Promise<unknown>>>,
): Promise<object | undefined> {
  const folder = process.env['PROFILE_FOLDER'];
  if (folder === undefined || answerer.pid === undefined) return undefined;
  const pids = [process.pid, answerer.pid];
  const signal = (): void => pids.forEach((pid) => process.kill(pid, 'SIGUSR2'));
  const round = async (number: number, ask: () => Promise<unknown>): Promise<number> => {
    signal();
    const { asked } = await load(askers, ask);
    signal();
    for (const pid of pids) {
      const file = path.join(folder, `${String(pid)}-${String(number)}.cpuprofile`);
      while (!existsSync(file)) await sleep(50);
    }
    return asked;
  };
  const ours = await round(1, asks.ours);
  const raw = await round(2, asks.raw);
  return { asker: process.pid, answerer: answerer.pid, ours, raw };
}

async function startAnswerer(namespace: string): Promise<ChildProcess> {
  const child = fork(path.join(__dirname, 'rpc-answerer.js'), [namespace]);
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw new Error('The answering process ended');
    }),
  ]);
  return child;
}

async function perSecond(askers: number, ask: () => Promise<unknown>): Promise<number> {
  const { asked, seconds } = await load(askers, ask);
  return asked / seconds;
}

async function load(
  askers: number,
  ask: () => Promise<unknown>,
): Promise<{ readonly asked: number; readonly seconds: number }> {
  const began = performance.now();
  let asked = 0;
  const worker = async (): Promise<void> => {
    for (; performance.now() - began < ROUND_MS; asked += 1) await ask();
  };
  await Promise.all(Array.from({ length: askers }, worker));
  return { asked, seconds: (performance.now() - began) / 1000 };
}

measure(Number(process.argv[2] ?? 16)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
  process.exit(1);
});
