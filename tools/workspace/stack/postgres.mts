import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync, chownSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { Failure } from '../shared/failure.mts';
import { LOOPBACK, until } from './ports.mts';
import { type Program, resolvePostgres } from './resolve.mts';
import type { StoreDriver } from './driver.mts';
import { type SystemUser, dataFolder, storeUser } from './user.mts';

const ROLE = 'postgres';
/** Known to everyone: the server listens on the loopback interface only and holds no real data. */
const PASSWORD = 'postgres';

/**
 * Keeps what clients send out of the server's log: an error repeats values in its message, its detail (the row that
 * broke a rule) and its statement. The services log their failures themselves, without values.
 */
export const NO_CLIENT_DATA: readonly string[] = [
  'log_min_messages=log',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
  'log_parameter_max_length=0',
  'log_parameter_max_length_on_error=0',
];

export const postgres: StoreDriver = {
  defaultPort: 5432,
  schemes: ['postgres:', 'postgresql:'],
  resolve: resolvePostgres,
  url: addressOf,
  stopSignal: 'SIGINT',
  patienceMs: 15_000,
  prepare: ({ program, dataDir, port, persistent }) => {
    const user = storeUser();
    const folder = dataFolder(dataDir, user);
    if (!existsSync(path.join(folder, 'PG_VERSION'))) initialise(program, folder, user, persistent);
    // Throw-away data may be lost when the machine stops; it then need not wait for the disk.
    const careless = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];
    const settings = [
      `listen_addresses=${LOOPBACK}`,
      `port=${port}`,
      'unix_socket_directories=',
      'max_connections=300',
      'shared_buffers=128MB',
      'max_wal_size=512MB',
      ...NO_CLIENT_DATA,
      ...(persistent ? [] : [...careless, 'autovacuum_naptime=1h']),
    ];
    return {
      command: path.join(program.file, 'postgres'),
      args: ['-D', folder, ...settings.flatMap((setting) => ['-c', setting])],
      user,
      cwd: '/',
    };
  },
  ready: (port) => until(() => answers(addressOf(port)), 30_000).then((yes) => ({ ready: yes })),
};

function addressOf(port: number): string {
  return `postgresql://${ROLE}:${PASSWORD}@${LOOPBACK}:${port}`;
}

function initialise(
  program: Program,
  folder: string,
  user: SystemUser | undefined,
  persistent: boolean,
): void {
  const secretDir = mkdtempSync(path.join(user ? '/tmp' : os.tmpdir(), 'pg-init-'));
  const secret = path.join(secretDir, 'password');
  try {
    writeFileSync(secret, PASSWORD, { mode: 0o600 });
    if (user) {
      chownSync(secretDir, user.uid, user.gid);
      chownSync(secret, user.uid, user.gid);
    }
    const result = spawnSync(
      path.join(program.file, 'initdb'),
      [
        ...['-D', folder, '-U', ROLE, '--pwfile', secret, '--auth', 'scram-sha-256'],
        ...['--encoding', 'UTF8', '--locale', 'C.UTF-8', ...(persistent ? [] : ['--no-sync'])],
      ],
      { encoding: 'utf8', cwd: '/', env: { ...process.env, LC_ALL: 'C.UTF-8' }, ...(user ?? {}) },
    );
    if (result.status !== 0) {
      const words = result.stderr.trim().split('\n').slice(-3).join(' ');
      throw new Failure(`PostgreSQL could not create its data folder: ${words}`);
    }
  } finally {
    rmSync(secretDir, { recursive: true, force: true });
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    await withClient(url, (client) => client.query('select 1'));
    return true;
  } catch {
    return false;
  }
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: withDatabase(url, 'postgres'),
    connectionTimeoutMillis: 5_000,
  });
  // A server that stops while the client is open must not end the tool.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The URL of one database of a server. */
export function withDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** Creates the databases that are not there; answers which were created. */
export async function createDatabases(
  serverUrl: string,
  names: readonly string[],
): Promise<string[]> {
  try {
    return await withClient(serverUrl, async (client) => {
      const { rows } = await client.query<{ datname: string }>('select datname from pg_database');
      const there = new Set(rows.map((row) => row.datname));
      const missing = names.filter((name) => !there.has(name));
      for (const name of missing) await client.query(`create database "${name}"`);
      return missing;
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure(`The databases could not be created: ${reason}.`);
  }
}
