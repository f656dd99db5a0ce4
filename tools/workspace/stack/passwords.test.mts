import assert from 'node:assert/strict';
import { mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { MongoClient } from 'mongodb';
import { connect } from 'nats';
import pg from 'pg';
import { createClient } from 'redis';
import { brokerUrlFor } from '../broker/users.mts';
import { withDatabase } from './postgres.mts';
import { Run } from './run.mts';
import { type Stores, startStores } from './stores.mts';

describe('the built-in stores', () => {
  let run: Run;
  let dataDir: string;

  before(() => {
    run = new Run('test');
    dataDir = mkdtempSync(path.join(os.tmpdir(), 'passwords-'));
  });

  after(async () => {
    await run.end();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function whileRunning(
    folder: string,
    persistent: boolean,
    work: (urls: Stores['urls']) => Promise<void>,
  ): Promise<void> {
    const stores = await startStores({
      run,
      dataDir: path.join(dataDir, folder),
      brokerUsers: true,
      ports: 'free',
      persistent,
      urlsFrom: 'none',
      logPrefix: 'test-passwords-',
    });
    try {
      await work(stores.urls);
    } finally {
      await stores.stop();
    }
  }

  it('require the generated password from the first start', async () => {
    await whileRunning('new', true, async (urls) => {
      await write(urls, 'kept');
      await assert.rejects(read(withoutPassword(urls.mongodb)), /requires authentication/);
      await assert.rejects(ping(withoutPassword(urls.redis)), /NOAUTH/);
      await assert.rejects(ping(urls.redis.replace(/:[0-9a-f]+@/, ':wrong@')), /WRONGPASS/);
      await assert.rejects(role(withPassword(urls.postgres, 'postgres')), /authentication failed/);
      for (const known of ['operator', 'order']) {
        const servers = new URL(urls.nats).host;
        const stranger = connect({ servers, user: known, pass: known, reconnect: false });
        await assert.rejects(stranger, { code: 'AUTHORIZATION_VIOLATION' });
      }
      assert.deepEqual(await brokerUsers(urls.nats), ['operator', 'order', 'user-progress']);
    });
    for (const file of [
      ...['mongodb/password', 'mongodb/replica-set.key', 'redis/redis.conf'],
      ...['postgres/password', 'nats/password'],
    ]) {
      assert.equal(statSync(path.join(dataDir, 'new', file)).mode & 0o077, 0, file);
    }
    // On another port, with the same password.
    await whileRunning('new', true, async (urls) => {
      assert.deepEqual(await read(urls.mongodb), ['kept']);
      assert.equal(await ping(urls.redis), 'PONG');
      assert.equal(await role(urls.postgres), 'postgres');
      assert.deepEqual(await brokerUsers(urls.nats), ['operator', 'order', 'user-progress']);
    });
  });

  it('start with data created before passwords existed, and require one from then on', async () => {
    await whileRunning('older', false, (urls) => write(urls, 'older'));
    await whileRunning('older', true, async (urls) => {
      assert.deepEqual(await read(urls.mongodb), ['older']);
      assert.equal(await role(urls.postgres), 'postgres');
      await assert.rejects(role(withPassword(urls.postgres, 'postgres')), /authentication failed/);
    });
    // As if it had ended before the file had its name.
    const password = path.join(dataDir, 'older/postgres/password');
    renameSync(password, `${password}.next`);
    await whileRunning('older', true, async (urls) => {
      assert.deepEqual(await read(urls.mongodb), ['older']);
      await assert.rejects(read(withoutPassword(urls.mongodb)), /requires authentication/);
      assert.equal(await role(urls.postgres), 'postgres');
    });
    rmSync(password);
    await assert.rejects(
      whileRunning('older', true, () => Promise.resolve()),
      /The data of PostgreSQL in .* wants a password that is not in password there/,
    );
  });
});

function withoutPassword(url: string): string {
  const plain = new URL(url);
  plain.username = '';
  plain.password = '';
  return plain.href;
}

function withPassword(url: string, password: string): string {
  const other = new URL(url);
  other.password = password;
  return other.href;
}

/** As whom PostgreSQL lets us in. */
async function role(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: withDatabase(url, 'postgres') });
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string }>('select current_user as name');
    return rows[0]?.name;
  } finally {
    await client.end();
  }
}

/** Whom the broker lets in of its operator and two services. */
async function brokerUsers(url: string): Promise<string[]> {
  const users = ['operator', 'order', 'user-progress'];
  for (const user of users) {
    const { host, username, password } = new URL(brokerUrlFor(user, url));
    assert.equal(username, user);
    await (await connect({ servers: host, user, pass: password, reconnect: false })).close();
  }
  return users;
}

async function write({ mongodb }: Stores['urls'], word: string): Promise<void> {
  await withMongo(mongodb, (client) =>
    client.db('trial').collection('word').insertOne({ text: word }),
  );
}

function read(url: string): Promise<unknown[]> {
  return withMongo(url, async (client) => {
    const documents = await client.db('trial').collection('word').find().toArray();
    return documents.map((document): unknown => document['text']);
  });
}

async function withMongo<T>(url: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = new MongoClient(url);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

async function ping(url: string): Promise<string> {
  const client = createClient({ url, socket: { reconnectStrategy: false } });
  // The failure of the connection comes up as that of the call.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await client.ping();
  } finally {
    if (client.isOpen) await client.disconnect();
  }
}
