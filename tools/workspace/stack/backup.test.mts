import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { MongoClient } from 'mongodb';
import pg from 'pg';
import { Failure } from '../shared/failure.mts';
import { Steps } from '../shared/steps.mts';
import { backUp, bringBack } from './backup.mts';
import { Run } from './run.mts';
import { type Stores, startStores } from './stores.mts';

// PostgreSQL of a root's test runs as another user, who must be able to enter the folder.
const parent = process.getuid?.() === 0 ? '/tmp' : os.tmpdir();
const steps = Object.assign(new Steps(), { print: () => undefined });

describe('a backup of the built-in stores', () => {
  const run = new Run('test');
  const stack = mkdtempSync(path.join(parent, 'backup-test-'));
  const kept = mkdtempSync(path.join(parent, 'backup-test-'));
  const folder = path.join(kept, 'first');

  before(async () => {
    run.addFolder(stack);
    run.addFolder(kept);
    mkdirSync(path.join(stack, 'data', 'nats'), { recursive: true });
    writeFileSync(path.join(stack, 'demo-accounts.json'), '[]');
    await whileRunning(async (stores) => {
      await add(stores, 'before');
    });
    writeFileSync(path.join(stack, 'data', 'nats', 'old'), '');
    await backUp(folder, stack, steps);
  });
  after(() => run.end());

  it('restores the databases and clears the broker', async () => {
    await whileRunning((stores) => add(stores, 'after'));
    for (const store of ['postgres', 'mongodb', 'storage']) {
      rmSync(path.join(stack, 'data', store), { recursive: true });
    }
    await bringBack(folder, stack, steps);
    assert.throws(() => readFileSync(path.join(stack, 'data', 'nats', 'old')), /ENOENT/);
    assert.equal(readFileSync(path.join(stack, 'demo-accounts.json'), 'utf8'), '[]');
    await whileRunning(async (stores) => {
      assert.deepEqual(await words(stores), {
        postgres: ['before'],
        mongodb: ['before'],
        storage: 'before',
      });
    });
  });

  it('is not restored over existing data', async () => {
    await assert.rejects(
      bringBack(folder, stack, steps),
      new Failure(
        'There is data of PostgreSQL, MongoDB and Object storage already. `npm run stack -- reset` removes it.',
      ),
    );
  });

  it('does not overwrite another backup', async () => {
    await assert.rejects(backUp(folder, stack, steps), /is not empty/);
  });

  it('needs data', async () => {
    const empty = path.join(kept, 'empty');
    await assert.rejects(
      backUp(path.join(kept, 'second'), empty, steps),
      new Failure('There is no data of PostgreSQL, MongoDB and Object storage to back up.'),
    );
  });

  it('is ignored when it is incomplete', async () => {
    const half = path.join(kept, 'half');
    mkdirSync(half);
    writeFileSync(path.join(half, 'postgres.tar.gz'), '');
    await assert.rejects(bringBack(half, path.join(kept, 'new'), steps), /not hold a whole backup/);
  });

  const others: [string, object, RegExp][] = [
    ['of another system', { system: 'other-cpu' }, /made on other-cpu/],
    [
      'of another PostgreSQL',
      { versions: { postgres: '15', mongodb: '6.0', storage: '4' } },
      /of PostgreSQL 15, and 16 is here/,
    ],
  ];
  for (const [title, difference, sentence] of others) {
    it(`${title} is refused`, async () => {
      const other = mkdtempSync(path.join(kept, 'other-'));
      for (const name of ['postgres.tar.gz', 'mongodb.tar.gz', 'storage.tar.gz']) {
        symlinkSync(path.join(folder, name), path.join(other, name));
      }
      const manifest = JSON.parse(readFileSync(path.join(folder, 'backup.json'), 'utf8')) as object;
      writeFileSync(
        path.join(other, 'backup.json'),
        JSON.stringify({ ...manifest, ...difference }),
      );
      await assert.rejects(bringBack(other, path.join(kept, 'new'), steps), sentence);
    });
  }

  async function whileRunning(work: (stores: Stores) => Promise<void>): Promise<void> {
    const stores = await startStores({
      run,
      dataDir: path.join(stack, 'data'),
      only: ['postgres', 'mongodb', 'storage'],
      ports: 'free',
      persistent: true,
      urlsFrom: 'none',
      logPrefix: 'test-backup-',
    });
    try {
      await work(stores);
    } finally {
      await stores.stop();
    }
  }
});

async function add(stores: Stores, word: string): Promise<void> {
  await withBoth(stores, async (postgres, mongodb) => {
    await postgres.query('create table if not exists word (text text)');
    await postgres.query('insert into word values ($1)', [word]);
    await mongodb.db('trial').collection('word').insertOne({ text: word });
    const { bucket: Bucket, client } = bucketOf(stores);
    await client.send(new PutObjectCommand({ Bucket, Key: 'word', Body: word }));
  });
}

async function words(stores: Stores): Promise<Readonly<Record<string, unknown>>> {
  return withBoth(stores, async (postgres, mongodb) => {
    const { rows } = await postgres.query<{ text: string }>('select text from word');
    const documents = await mongodb.db('trial').collection('word').find().toArray();
    const { bucket: Bucket, client } = bucketOf(stores);
    const object = await client.send(new GetObjectCommand({ Bucket, Key: 'word' }));
    return {
      storage: await object.Body?.transformToString(),
      postgres: rows.map(({ text }) => text),
      mongodb: documents.map((document): unknown => document['text']),
    };
  });
}

function bucketOf({ urls }: Stores): { readonly bucket: string; readonly client: S3Client } {
  const {
    host,
    username: accessKeyId,
    password: secretAccessKey,
    pathname,
  } = new URL(urls.storage);
  const client = new S3Client({
    endpoint: `http://${host}`,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
  });
  return { bucket: pathname.slice(1), client };
}

async function withBoth<T>(
  { urls }: Stores,
  work: (postgres: pg.Client, mongodb: MongoClient) => Promise<T>,
): Promise<T> {
  const postgres = new pg.Client({ connectionString: `${urls.postgres}/postgres` });
  const mongodb = new MongoClient(urls.mongodb);
  await postgres.connect();
  try {
    return await work(postgres, mongodb);
  } finally {
    await Promise.all([postgres.end(), mongodb.close()]);
  }
}
