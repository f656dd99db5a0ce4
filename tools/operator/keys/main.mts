import { type NatsConnection, NatsError, connect } from 'nats';
import { findStore } from '#workspace/stack/running.mts';
import { Failure, runTool } from '#workspace/shared/failure.mts';
import { columns } from '../events/table.mts';

const HELP = `npm run keys -- <command>

  status    the keys of access tokens, and from when on they may be rotated
  rotate    lets the next key sign and makes a new next one; tokens that were signed before stay good

It calls the auth service through the broker, as its operator: of what \`npm start\` runs, or where NATS_URL says.
`;

const STATUS = 'auth.signing-key.get-status';
const ROTATE = 'auth.signing-key.rotate';
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  status: [STATUS],
  rotate: [ROTATE, STATUS],
};

/** How long auth may take to respond, in milliseconds. */
const REPLY_MS = 5000;

interface Status {
  readonly keys: readonly {
    readonly id: string;
    readonly state: string;
    readonly createdAt: string;
    readonly retiredAt: string | null;
  }[];
  readonly rotatableFrom: string;
}

interface Response {
  readonly response?: unknown;
  readonly err?: { readonly title: string; readonly detail?: string };
}

await runTool(async () => {
  const [name = 'help', ...rest] = process.argv.slice(2);
  if (['help', '--help', '-h'].includes(name)) {
    process.stdout.write(HELP);
    return 0;
  }
  const subjects = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!subjects || rest.length > 0) {
    throw new Failure('There is no such command. `npm run keys -- help` tells the commands.');
  }
  const connection = await open(findStore('nats'));
  try {
    let response: unknown;
    for (const subject of subjects) response = await send(connection, subject);
    process.stdout.write(`${describeKeys(response as Status)}\n`);
  } finally {
    await connection.close();
  }
  return 0;
});

function describeKeys({ keys, rotatableFrom }: Status): string {
  const rows = keys.map(({ id, state, createdAt, retiredAt }) => [
    state,
    id,
    createdAt,
    retiredAt ?? '',
  ]);
  const table = columns([['state', 'id', 'made', 'signed until'], ...rows]);
  return `${table}\nThe keys may be rotated from ${rotatableFrom} on.`;
}

/** @throws Failure when auth is unavailable, or refuses */
async function send(connection: NatsConnection, subject: string): Promise<unknown> {
  const packet = JSON.stringify({ id: '1', pattern: subject, data: {} });
  try {
    const message = await connection.request(subject, packet, { timeout: REPLY_MS });
    const { response, err } = message.json<Response>();
    if (err) throw new Failure(err.detail ?? err.title);
    return response;
  } catch (error) {
    if (!(error instanceof NatsError)) throw error;
    throw new Failure(
      error.code === '503'
        ? 'No process of the auth service runs.'
        : `The auth service did not respond: ${error.message}.`,
    );
  }
}

/** @throws Failure when the broker is unavailable */
async function open(url: string): Promise<NatsConnection> {
  const { host, username, password } = new URL(url);
  try {
    return await connect({
      servers: host,
      reconnect: false,
      ...(username ? { user: username, pass: password } : {}),
    });
  } catch {
    throw new Failure(`The broker at ${host} cannot be reached.`);
  }
}
