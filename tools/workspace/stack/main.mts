import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Failure, runTool } from '../shared/failure.mts';
import { LOG_DIR, ROOT, STACK_DIR } from '../shared/paths.mts';
import { Steps } from '../shared/steps.mts';
import { backup, restore } from './backup.mts';
import { isAlive, signalProcess } from './processes.mts';
import { logLevel } from './log-level.mts';
import { until } from './ports.mts';
import { Run, cleanDeadRuns, liveRuns, onStopRequest } from './run.mts';
import { STORE_NAMES } from './store-names.mts';
import { startStores } from './stores.mts';
import { testEnvironment } from './test-environment.mts';
import { removeDataFolder } from './user.mts';

const HELP = `npm run stack -- <command>

  status            what runs, and where
  log-level <service|all> <level>
                    changes what running services log, in every process of them and until it ends
  logs [service]    the last lines of all logs, or everything one service or store goes on writing
  stop              stops what \`npm start\` runs, and what killed runs have left
  reset             stops, and removes all data of the built-in stores
  backup <folder>   packs the databases of the built-in stores, which must not run
  restore <folder>  unpacks them where there is no data
  exec <command>    runs a command with throw-away stores, their addresses in TEST_POSTGRES_URL, TEST_MONGODB_URL,
                    TEST_NATS_URL, TEST_REDIS_URL and TEST_STORAGE_URL, and a program in TEST_FFMPEG_PATH
`;

const COMMANDS: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  status,
  'log-level': logLevel,
  logs,
  stop,
  reset,
  backup,
  restore,
  exec,
};

await runTool(async () => {
  const [name = 'help', ...args] = process.argv.slice(2);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command) return command(args);
  process.stdout.write(HELP);
  return ['help', '--help', '-h'].includes(name) ? 0 : 1;
});

function status(): Promise<number> {
  const runs = liveRuns();
  if (runs.length === 0) process.stdout.write('Nothing runs. `npm start` starts the platform.\n');
  for (const { kind, owner, processes, addresses } of runs) {
    const alive = processes.filter(isAlive);
    process.stdout.write(`${kind} (process ${owner.pid}), ${alive.length} processes\n`);
    const names = new Set([...Object.keys(addresses), ...processes.map(({ name }) => name)]);
    for (const name of names) {
      const entry = alive.find((candidate) => candidate.name === name);
      const state = entry ? `process ${entry.pid}` : 'not a process of ours';
      process.stdout.write(`  ${name.padEnd(16)}${state.padEnd(24)}${addresses[name] ?? ''}\n`);
    }
  }
  return Promise.resolve(0);
}

function logs([name]: string[]): Promise<number> {
  const there = existsSync(LOG_DIR) ? readdirSync(LOG_DIR).sort() : [];
  const names = there.filter((file) => file.endsWith('.log')).map((file) => file.slice(0, -4));
  if (names.length === 0) throw new Failure('Nothing has been started yet, so there are no logs.');
  if (name && !names.includes(name)) {
    throw new Failure(`There is no log of "${name}". There are: ${names.join(', ')}.`);
  }
  const file = (log: string): string => path.join(LOG_DIR, `${log}.log`);
  const args = name ? ['-n', '200', '-f', file(name)] : ['-n', '5', ...names.map(file)];
  const child = spawn('tail', args, { stdio: 'inherit', cwd: ROOT });
  onStopRequest(() => child.kill());
  return new Promise((resolve, reject) => {
    child.on('error', () => reject(new Failure(`The logs are in ${LOG_DIR}.`)));
    child.on('exit', () => resolve(0));
  });
}

async function stop(): Promise<number> {
  const steps = new Steps();
  const [running] = liveRuns('start');
  if (running) {
    await steps.step('Stop', async () => {
      signalProcess(running.owner.pid, 'SIGTERM');
      const ended = await until(() => Promise.resolve(!isAlive(running.owner)), 60_000);
      if (!ended) throw new Failure(`Process ${running.owner.pid} does not stop.`);
    });
  }
  const cleaned = await cleanDeadRuns();
  if (cleaned > 0) steps.print(`✔ Stopped ${cleaned} processes that a killed run had left`);
  if (!running && cleaned === 0) steps.print('Nothing runs.');
  return 0;
}

async function reset(): Promise<number> {
  await stop();
  for (const store of STORE_NAMES) removeDataFolder(path.join(STACK_DIR, 'data', store));
  // Tests that run now have records there.
  for (const entry of existsSync(STACK_DIR) ? readdirSync(STACK_DIR) : []) {
    if (entry !== 'runs') rmSync(path.join(STACK_DIR, entry), { recursive: true, force: true });
  }
  process.stdout.write('✔ All data of the built-in stores is removed\n');
  return 0;
}

async function exec([command, ...args]: string[]): Promise<number> {
  if (!command) throw new Failure('Name the command to run with throw-away stores.');
  await cleanDeadRuns();
  const run = new Run('test');
  onStopRequest(() => undefined);
  try {
    const stores = await startStores({
      run,
      ports: 'free',
      persistent: false,
      urlsFrom: 'TEST_POSTGRES_URL',
      logPrefix: 'test-',
    });
    const env = { ...process.env, ...testEnvironment(stores) };
    return spawnSync(command, args, { stdio: 'inherit', env }).status ?? 1;
  } finally {
    await run.end();
  }
}
