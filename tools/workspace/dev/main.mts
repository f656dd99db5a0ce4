import { parseArgs } from 'node:util';
import { Failure, runTool } from '../shared/failure.mts';
import type { Steps } from '../shared/steps.mts';
import { PROGRAMS } from '../stack/environment.mts';
import type { Platform } from '../stack/platform.mts';
import { nextFreePort } from '../stack/ports.mts';
import { runSession } from '../start/session.mts';
import { watchSources } from './changes.mts';
import { Restarts } from './restarts.mts';

const HELP = `Starts the whole platform as \`npm start\` does, and services anew when their files are saved.

  npm run dev -- course              course, on changes of its own files and of the libraries it uses
  npm run dev -- course review       both
  npm run dev -- course --inspect    with a port for a debugger
  npm run dev -- course --only user  with some other services only
  npm run dev -- course --no-seed    without the demo

A file that does not compile is shown, and the service goes on as it was. Types are not checked: your editor does that.
`;

/** Where Node's debuggers look first. */
const FIRST_DEBUG_PORT = 9229;

await runTool(async () => {
  const { services, inspect, only, seed, help } = readOptions();
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  const ports = inspect ? await debugPorts(services) : new Map<string, number>();
  return runSession({
    seed,
    only: only && [...services, ...only],
    nodeArgs: (program) => {
      const port = ports.get(program);
      return port === undefined ? [] : [`--inspect=127.0.0.1:${port}`];
    },
    whileRunning: (platform, steps) => watchServices(platform, steps, services, ports),
  });
});

function readOptions() {
  const { values, positionals } = parse();
  const unknown = positionals.filter((name) => !PROGRAMS.includes(name));
  if (unknown.length > 0) {
    throw new Failure(
      `There is no service called ${unknown.join(', ')}. There are: ${PROGRAMS.join(', ')}.`,
    );
  }
  if (positionals.length === 0 && !values.help) {
    throw new Failure('Name the services you work on. `npm run dev -- --help` tells more.');
  }
  return {
    services: [...new Set(positionals)],
    inspect: values.inspect,
    only: values.only?.split(',').map((name) => name.trim()),
    seed: !values['no-seed'],
    help: values.help,
  };
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        inspect: { type: 'boolean', default: false },
        only: { type: 'string' },
        'no-seed': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('.')[0] ?? '') : '';
    throw new Failure(`${reason}. \`npm run dev -- --help\` tells the options.`);
  }
}

async function debugPorts(services: readonly string[]): Promise<Map<string, number>> {
  const ports = new Map<string, number>();
  let next = FIRST_DEBUG_PORT;
  for (const service of services) {
    const port = await nextFreePort(next);
    ports.set(service, port);
    next = port + 1;
  }
  return ports;
}

async function watchServices(
  platform: Platform,
  steps: Steps,
  services: readonly string[],
  ports: ReadonlyMap<string, number>,
): Promise<() => Promise<void>> {
  // Two programs cannot wait for a debugger at one port.
  const restarts = new Restarts(platform, steps, services, { spares: ports.size === 0 });
  restarts.begin();
  const folders = [...services.map((service) => `apps/${service}/src`), 'libs'];
  const watching = await watchSources(folders, (change) => restarts.add(change));
  for (const [service, port] of ports) {
    steps.print(`  ${`debug ${service}`.padEnd(16)}127.0.0.1:${port}`);
  }
  steps.print(`Watching ${services.join(', ')}.`);
  return async () => {
    await watching.stop();
    await restarts.end();
  };
}
