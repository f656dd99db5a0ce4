import { MongoClient, MongoServerError } from 'mongodb';
import { LOOPBACK, accepts, until } from './ports.mts';
import { resolveProgram } from './resolve.mts';
import type { StoreDriver } from './driver.mts';
import { dataFolder } from './user.mts';

const REPLICA_SET = 'rs0';
const NOT_INITIALISED = 94;

export const mongodb: StoreDriver = {
  defaultPort: 27017,
  schemes: ['mongodb:', 'mongodb+srv:'],
  resolve: () => resolveProgram('mongodb'),
  url: (port) => `mongodb://${LOOPBACK}:${port}/?replicaSet=${REPLICA_SET}`,
  stopSignal: 'SIGTERM',
  patienceMs: 20_000,
  prepare: ({ program, dataDir, port }) => ({
    command: program.file,
    args: [
      ...['--dbpath', dataFolder(dataDir, undefined), '--port', String(port)],
      ...['--bind_ip', LOOPBACK, '--nounixsocket', '--replSet', REPLICA_SET],
      ...['--wiredTigerCacheSizeGB', '0.25', '--oplogSize', '128', '--quiet'],
      ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
      // A slow operation would be logged with what somebody looks for, or stores.
      ...['--slowOpSampleRate', '0'],
      // The data folder is used by one process at a time; its quick end is worth more than its farewell.
      ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100'],
    ],
    user: undefined,
    cwd: '/',
  }),
  ready: async (port) => {
    const ready = await until(async () => {
      // A client that could not connect at once does not always recover, so each attempt has its own.
      if (!(await accepts(LOOPBACK, port))) return false;
      const client = new MongoClient(`mongodb://${LOOPBACK}:${port}/`, {
        directConnection: true,
        serverSelectionTimeoutMS: 2_000,
      });
      try {
        await configure(client, `${LOOPBACK}:${port}`);
        const hello = await client.db('admin').command({ hello: 1 });
        return hello.isWritablePrimary === true;
      } catch {
        return false;
      } finally {
        await client.close();
      }
    }, 60_000);
    return { ready };
  },
};

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
    if (!(error instanceof MongoServerError) || error.code !== NOT_INITIALISED) throw error;
    await admin.command({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } });
  }
}
