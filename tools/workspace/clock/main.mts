import { Failure, runTool } from '../shared/failure.mts';
import { GATEWAY, PROGRAMS } from '../stack/environment.mts';
import { findStore } from '../stack/running.mts';
import { liveRuns } from '../stack/run.mts';
import { TestClock } from './clock.mts';
import { distanceOf, durationOf, timeOf } from './times.mts';

const HELP = `Moves the time of the domain in the running platform: sales, quotes, orders, refund windows, quiz deadlines.
Tokens, leases, retries and signatures stay on real time. The move lasts until the next one, also over restarts.

  npm run clock                                what time it is there
  npm run clock -- set 2026-03-29T22:00:00Z    that time
  npm run clock -- advance 31d                 later; also 12h, 90m, 45s, 1d12h
  npm run clock -- reset                       real time
`;

/** What a command makes of the present offset; undefined when it moves nothing. */
const COMMANDS: Readonly<Record<string, (text: string, offsetMs: number) => number | undefined>> = {
  show: () => undefined,
  set: (text) => timeOf(text) - Date.now(),
  advance: (text, offsetMs) => offsetMs + durationOf(text),
  reset: () => 0,
};
const WITH_ARGUMENT = ['set', 'advance'];

await runTool(async () => {
  const [name = 'show', ...args] = process.argv.slice(2);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command || args.length !== (WITH_ARGUMENT.includes(name) ? 1 : 0)) {
    process.stdout.write(HELP);
    return ['help', '--help', '-h'].includes(name) ? 0 : 1;
  }
  const clock = await TestClock.open(findStore('nats'));
  try {
    const before = await clock.offset();
    const wanted = command(args[0] ?? '', before);
    if (wanted !== undefined) await move(clock, wanted);
    print(wanted ?? before);
    return 0;
  } finally {
    await clock.close();
  }
});

/** @throws Failure when a service that runs here has not followed */
async function move(clock: TestClock, offsetMs: number): Promise<void> {
  const followers = new Set((await clock.move(offsetMs)).map(({ service }) => service));
  const silent = running().filter((service) => !followers.has(service));
  if (silent.length > 0) throw new Failure(`Not followed by ${silent.join(', ')}.`);
  if (followers.size === 0) throw new Failure('No service follows; those that start will.');
  process.stdout.write(`Followed by ${[...followers].join(', ')}\n`);
}

/** The services of the running `npm start`; none when the platform runs elsewhere. */
function running(): string[] {
  const addresses = liveRuns('start')[0]?.addresses ?? {};
  return PROGRAMS.filter((program) => program !== GATEWAY && program in addresses);
}

function print(offsetMs: number): void {
  const time = new Date(Date.now() + offsetMs).toISOString();
  process.stdout.write(`${time}  ${distanceOf(offsetMs)}\n`);
}
