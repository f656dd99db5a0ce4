import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Db, MongoClient, MongoServerError } from 'mongodb';
import { LOOPBACK, accepts, until } from './ports.mts';
import { resolveProgram } from './resolve.mts';
import type { StoreDriver } from './driver.mts';
import { secretBeside } from './secret.mts';
import { dataFolder } from './user.mts';

const REPLICA_SET = 'rs0';
const NOT_INITIALIZED = 94;
const ALREADY_INITIALIZED = 23;
const NOT_ALLOWED = 13;
const USER_EXISTS = 51_003;
const USER = 'platform';
const PASSWORD_FILE = 'password';
const KEY_FILE = 'replica-set.key';
/**
 * Keeps what clients send out of the server's log. The free edition cannot (`redactClientLogData` is of Enterprise, Atlas
 * and Percona Server): it warns of a find, an aggregation or a findAndModify that was interrupted or has failed with the
 * whole command. Only lines about the server itself keep their attributes; of the others remains what happened and when.
 */
export const NO_CLIENT_DATA: readonly [string, ...string[]] = [
  'sed',
  '-u',
  '-E',
  '/^[{]"t":[{][^}]*[}],"s":"[A-Z0-9]+", *"c":"(ACCESS|CONTROL|ELECTION|NETWORK|RECOVERY|REPL|STORAGE)"/!s/,"attr":.*/}/',
];

/** Is there once the user is. */
const SECURED_FILE = 'has-password';

export const mongodb: StoreDriver = {
  defaultPort: 27017,
  schemes: ['mongodb:', 'mongodb+srv:'],
  resolve: () => resolveProgram('mongodb'),
  url: (port, { securedIn }) =>
    securedIn === undefined
      ? `mongodb://${LOOPBACK}:${port}/?replicaSet=${REPLICA_SET}`
      : `mongodb://${USER}:${secretBeside(securedIn, PASSWORD_FILE)}@${LOOPBACK}:${port}/?replicaSet=${REPLICA_SET}&authSource=admin`,
  stopSignal: 'SIGTERM',
  patienceMs: 20_000,
  prepare: ({ program, dataDir, port, persistent }) => ({
    command: program.file,
    args: [
      ...['--dbpath', dataFolder(dataDir, undefined), '--port', String(port)],
      ...(persistent ? accessControl(dataDir) : []),
      ...['--bind_ip', LOOPBACK, '--nounixsocket', '--replSet', REPLICA_SET],
      ...['--wiredTigerCacheSizeGB', '0.25', '--oplogSize', '128', '--quiet'],
      ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
      // A slow operation would be logged with what someone looks for, or stores.
      ...['--slowOpSampleRate', '0'],
      // The data folder is used by one process at a time; its quick end is worth more than its farewell.
      ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100'],
    ],
    user: undefined,
    cwd: '/',
    logFilter: NO_CLIENT_DATA,
  }),
  ready: async (port, { securedIn }) => {
    const ready = await until(async () => {
      if (!(await accepts(LOOPBACK, port))) return false;
      if (securedIn === undefined || existsSync(path.join(securedIn, SECURED_FILE))) {
        return isPrimary(port, securedIn);
      }
      // Nobody has a password yet: a new server lets one user be made from this machine, an older one everybody in.
      return (
        (await isPrimary(port, undefined, (client) => makeUser(client, securedIn))) &&
        isPrimary(port, securedIn)
      );
    }, 60_000);
    return { ready };
  },
};

/** Members of a replica set know each other by a key, with which the server requires a password from every client. */
function accessControl(dataDir: string): string[] {
  const isOlder = existsSync(path.join(dataDir, 'WiredTiger'));
  secretBeside(dataDir, KEY_FILE);
  const key = ['--keyFile', path.join(dataDir, KEY_FILE)];
  // Data from before there were passwords: open for one more run, in which the user is made.
  return isOlder && !existsSync(path.join(dataDir, SECURED_FILE))
    ? [...key, '--transitionToAuth']
    : key;
}

async function makeUser(client: MongoClient, dataDir: string): Promise<void> {
  const pwd = secretBeside(dataDir, PASSWORD_FILE);
  try {
    await client.db('admin').command({ createUser: USER, pwd, roles: ['root'] });
  } catch (error) {
    if (!(error instanceof MongoServerError) || error.code !== USER_EXISTS) throw error;
  }
  writeFileSync(path.join(dataDir, SECURED_FILE), '');
}

/** Configures the replica set and says whether it takes writes; then something may be done with it. */
async function isPrimary(
  port: number,
  securedIn: string | undefined,
  then: (client: MongoClient) => Promise<void> = () => Promise.resolve(),
): Promise<boolean> {
  const auth =
    securedIn === undefined
      ? {}
      : { auth: { username: USER, password: secretBeside(securedIn, PASSWORD_FILE) } };
  // A client that could not connect at once does not always recover, so each attempt has its own.
  const client = new MongoClient(`mongodb://${LOOPBACK}:${port}/`, {
    directConnection: true,
    serverSelectionTimeoutMS: 2_000,
    ...auth,
  });
  try {
    await configure(client, `${LOOPBACK}:${port}`);
    const hello = await client.db('admin').command({ hello: 1 });
    if (hello['isWritablePrimary'] !== true) return false;
    await then(client);
    return true;
  } catch {
    return false;
  } finally {
    await client.close();
  }
}

interface ReplicaConfig {
  readonly version: number;
  readonly members: readonly { readonly host: string }[];
}

/** Makes the server a replica set of one; a set whose member had another port last time learns its new one. */
async function configure(client: MongoClient, host: string): Promise<void> {
  const admin = client.db('admin');
  try {
    const { config } = (await admin.command({ replSetGetConfig: 1 })) as unknown as {
      config: ReplicaConfig;
    };
    if (config.members[0]?.host === host) return;
    await admin.command({
      replSetReconfig: {
        ...config,
        version: config.version + 1,
        members: [{ ...config.members[0], host }],
      },
      force: true,
    });
  } catch (error) {
    // Without a user a new server says nothing about its set, and lets one be made.
    const isNew =
      error instanceof MongoServerError &&
      [NOT_INITIALIZED, NOT_ALLOWED].includes(Number(error.code));
    if (!isNew) throw error;
    await initiate(admin, host);
  }
}

async function initiate(admin: Db, host: string): Promise<void> {
  try {
    await admin.command({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } });
  } catch (error) {
    if (!(error instanceof MongoServerError) || error.code !== ALREADY_INITIALIZED) throw error;
  }
}
