import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { Failure } from '../shared/failure.mts';
import { LOOPBACK, until } from './ports.mts';
import { type Program, resolvePostgres } from './resolve.mts';
import type { StoreDriver } from './driver.mts';
import { keepSecret, newSecret, secretBeside } from './secret.mts';
import { type SystemUser, dataFolder, storeUser } from './user.mts';

const ROLE = 'postgres';
/** Of throw-away data, and of data from before each installation had a password of its own. */
const KNOWN_PASSWORD = 'postgres';
const WRONG_PASSWORD = '28P01';
const PASSWORD_FILE = 'password';
/** Is there while the known password is replaced, so that a process that ends meanwhile can be followed by another. */
const NEXT_PASSWORD_FILE = 'password.next';

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
  url: (port, { securedIn }) => addressOf(port, passwordOf(securedIn)),
  stopSignal: 'SIGINT',
  patienceMs: 15_000,
  prepare: ({ program, dataDir, port, persistent }) => {
    const user = storeUser();
    const folder = dataFolder(dataDir, user);
    if (!existsSync(path.join(folder, 'PG_VERSION'))) initialize(program, folder, user, persistent);
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
  ready: async (port, { securedIn }) => {
    const address = (): string => addressOf(port, passwordOf(securedIn));
    if (!(await until(() => speaks(address()), 30_000))) return { ready: false };
    if (securedIn !== undefined && !existsSync(path.join(securedIn, PASSWORD_FILE))) {
      await replaceKnownPassword(port, securedIn);
    }
    return { ready: await responses(address()) };
  },
};

function addressOf(port: number, password: string): string {
  return `postgresql://${ROLE}:${password}@${LOOPBACK}:${port}`;
}

function passwordOf(securedIn: string | undefined): string {
  const isOwn = securedIn !== undefined && existsSync(path.join(securedIn, PASSWORD_FILE));
  return isOwn ? secretBeside(securedIn, PASSWORD_FILE) : KNOWN_PASSWORD;
}

/** @throws Failure when the data wants neither the known password nor the one that was to replace it */
async function replaceKnownPassword(port: number, folder: string): Promise<void> {
  const next = secretBeside(folder, NEXT_PASSWORD_FILE);
  if (!(await responses(addressOf(port, next)))) {
    try {
      await withClient(addressOf(port, KNOWN_PASSWORD), (client) =>
        client.query(`alter role "${ROLE}" password '${next}'`),
      );
    } catch (error) {
      throw new Failure(
        `The data of PostgreSQL in ${folder} wants a password that is not in ${PASSWORD_FILE} there ` +
          `(${reasonOf(error)}). Put it there, or start anew: npm run stack -- reset.`,
      );
    }
  }
  renameSync(path.join(folder, NEXT_PASSWORD_FILE), path.join(folder, PASSWORD_FILE));
}

function initialize(
  program: Program,
  folder: string,
  user: SystemUser | undefined,
  persistent: boolean,
): void {
  const secretDir = mkdtempSync(path.join(user ? '/tmp' : os.tmpdir(), 'pg-init-'));
  const secret = path.join(secretDir, 'password');
  const password = persistent ? newSecret() : KNOWN_PASSWORD;
  try {
    writeFileSync(secret, password, { mode: 0o600 });
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
    if (persistent) keepSecret(folder, PASSWORD_FILE, password);
  } finally {
    rmSync(secretDir, { recursive: true, force: true });
  }
}

async function responses(url: string): Promise<boolean> {
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

/** Whether the server has started, whatever password it wants. */
async function speaks(url: string): Promise<boolean> {
  try {
    await withClient(url, () => Promise.resolve());
    return true;
  } catch (error) {
    return error instanceof pg.DatabaseError && error.code === WRONG_PASSWORD;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The URL of one database of a server. */
export function withDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** Creates the databases that are not there; returns which were created. */
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
    throw new Failure(`The databases could not be created: ${reasonOf(error)}.`);
  }
}
