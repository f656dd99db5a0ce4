import { parseArgs } from 'node:util';
import { Failure, runTool } from '#workspace/shared/failure.mts';
import { LOG_DIR } from '#workspace/shared/paths.mts';
import { findTraces, readId } from './find.mts';
import { linesWith, logFiles } from './logs.mts';
import { treeOf, treeText } from './tree.mts';

const HELP = `npm run trace -- <id> [--json]

Prints what one request led to, in all services, as a tree: when it began, where, what it was, how it ended, how long it
took. It reads the logs of the stack, so nothing has to be set up before. The id is one of

  a trace id            the traceId of an error response or of a log line
  a traceparent         the header of a response
  a request's id        the spanId of a log line
  an id from an event   an order, an enrollment or another aggregate of events, or the event itself: all of its traces

  --json                for other programs
  --prefix platform-    the logs of the journeys' own platform instead of those of \`npm start\`
`;

await runTool(async () => {
  const { values, positionals } = readLine();
  const [id, ...more] = positionals;
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (id === undefined || more.length > 0) {
    throw new Failure('Name one id. `npm run trace -- --help` tells which.');
  }
  const wanted = readId(id);
  const files = logFiles(LOG_DIR, values.prefix);
  if (files.length === 0) throw new Failure('Nothing has been started yet, so there are no logs.');
  const traceIds = await findTraces(files, wanted);
  const traces = [];
  for (const traceId of traceIds) {
    const units = treeOf(await linesWith(files, [traceId]));
    if (units.length > 0) traces.push({ traceId, units });
  }
  if (traces.length === 0) throw new Failure(`No log of the stack knows of ${id}.`);
  const text = values.json
    ? JSON.stringify(traces, null, 2)
    : traces.map(({ traceId, units }) => treeText(traceId, units)).join('\n\n');
  process.stdout.write(`${text}\n`);
  return 0;
});

function readLine() {
  try {
    return parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        prefix: { type: 'string', default: '' },
        help: { type: 'boolean', short: 'h', default: false },
      },
      allowPositionals: true,
    });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('.')[0] ?? '') : '';
    throw new Failure(`${reason}. \`npm run trace -- --help\` tells the options.`);
  }
}
