import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
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
  answerer.disconnect();
  await raw.close();
  await app.close();
  process.stdout.write(`${JSON.stringify({ ours, raw: theirs })}\n`);
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
  const began = performance.now();
  let asked = 0;
  const worker = async (): Promise<void> => {
    for (; performance.now() - began < ROUND_MS; asked += 1) await ask();
  };
  await Promise.all(Array.from({ length: askers }, worker));
  return asked / ((performance.now() - began) / 1000);
}

measure(Number(process.argv[2] ?? 16)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
  process.exit(1);
});
