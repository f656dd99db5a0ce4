import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'nats';
import { RpcClient } from '@course-plateform/common/rpc';
import { messagingEntities, provisionBroker } from '@course-plateform/common/events';
import { ECHO, RAW_ECHO } from './rpc-request';
import { createBenchService } from './service';
import { setting } from './setting';

const ROUNDS = 4;
const ROUND_MS = 1_500;

/** Round trips per second, ours and of the NATS client alone, in turns. */
async function measure(callers: number): Promise<void> {
  const namespace = `rpc${callers}.`;
  await provisionBroker(setting('NATS_URL'), namespace);
  const app = await createBenchService({
    service: 'caller',
    namespace,
    database: { kind: 'postgres', entities: messagingEntities, migrations: [] },
  });
  await app.init();
  const responder = await startResponder(namespace);
  const client = app.get(RpcClient);
  const raw = await connect({ servers: new URL(setting('NATS_URL')).host });
  const packet = JSON.stringify({ id: '1', pattern: RAW_ECHO, data: { text: 'word' } });
  const requestOurs = (): Promise<unknown> => client.request(ECHO, { text: 'word' });
  const requestRaw = (): Promise<unknown> => raw.request(RAW_ECHO, packet, { timeout: 5_000 });
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const [a, b] = [await perSecond(callers, requestOurs), await perSecond(callers, requestRaw)];
    // The first round only warms up.
    if (round === 0) continue;
    ours.push(a);
    theirs.push(b);
  }
  const profiled = await profile(responder, callers, { ours: requestOurs, raw: requestRaw });
  responder.disconnect();
  await raw.close();
  await app.close();
  process.stdout.write(`${JSON.stringify({ ours, raw: theirs, profiled })}\n`);
}

/** One round more of each, when both processes were started under the profiler. */
async function profile(
  responder: ChildProcess,
  callers: number,
  requests: Readonly<Record<'ours' | 'raw', () => Promise<unknown>>>,
): Promise<object | undefined> {
  const folder = process.env['PROFILE_FOLDER'];
  if (folder === undefined || responder.pid === undefined) return undefined;
  const pids = [process.pid, responder.pid];
  const signal = (): void => pids.forEach((pid) => process.kill(pid, 'SIGUSR2'));
  const measured = async (number: number, send: () => Promise<unknown>): Promise<number> => {
    signal();
    const { requested } = await load(callers, send);
    signal();
    for (const pid of pids) {
      const file = path.join(folder, `${String(pid)}-${String(number)}.cpuprofile`);
      while (!existsSync(file)) await sleep(50);
    }
    return requested;
  };
  const ours = await measured(1, requests.ours);
  const raw = await measured(2, requests.raw);
  return { caller: process.pid, responder: responder.pid, ours, raw };
}

async function startResponder(namespace: string): Promise<ChildProcess> {
  const child = fork(path.join(__dirname, 'rpc-responder.js'), [namespace]);
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw new Error('The responder ended');
    }),
  ]);
  return child;
}

async function perSecond(callers: number, send: () => Promise<unknown>): Promise<number> {
  const { requested, seconds } = await load(callers, send);
  return requested / seconds;
}

async function load(
  callers: number,
  send: () => Promise<unknown>,
): Promise<{ readonly requested: number; readonly seconds: number }> {
  const began = performance.now();
  let requested = 0;
  const worker = async (): Promise<void> => {
    for (; performance.now() - began < ROUND_MS; requested += 1) await send();
  };
  await Promise.all(Array.from({ length: callers }, worker));
  return { requested, seconds: (performance.now() - began) / 1000 };
}

measure(Number(process.argv[2] ?? 16)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
  process.exit(1);
});
