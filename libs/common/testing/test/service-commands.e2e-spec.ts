import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from 'nats';
import { Client } from 'pg';
import { eventStream, provisionBroker } from '@course-plateform/common/events';
import { newId } from '@course-plateform/common/kernel';
import { eventually, testStores, uniqueName } from '@course-plateform/common/test-kit';
import { startService } from '@course-plateform/common/service';
import { notes } from './notes.service';

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const EVENT = 'evt.other.thing.made.v1';

describe('the commands of a service', () => {
  const databaseName = uniqueName();
  const before = { argv: process.argv, env: process.env };
  let out: string;
  let errors: string;
  let ends: number[];

  beforeAll(async () => {
    const { natsUrl, redisUrl, postgresUrl } = testStores();
    const url = new URL(postgresUrl);
    url.pathname = `/${databaseName}`;
    const natsNamespace = `${uniqueName()}.`;
    process.env = {
      ...process.env,
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      POSTGRES_URL: url.toString(),
      NATS_URL: natsUrl,
      NATS_NAMESPACE: natsNamespace,
      REDIS_URL: redisUrl,
      PORT: String(await freePort()),
      HOST: '127.0.0.1',
      DRAIN_DELAY_MS: '0',
      MIGRATE_ON_START: 'true',
      PROVISION_ON_START: 'true',
    };
    await administer(`create database "${databaseName}"`);
  });

  afterAll(async () => {
    await administer(`drop database "${databaseName}" with (force)`);
    process.env = before.env;
  });

  beforeEach(() => {
    [out, errors, ends] = ['', '', []];
    // In the place of the real one, which would end the tests with it.
    Object.defineProperty(process, 'exitCode', { value: undefined, writable: true });
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      out += String(text);
      return true;
    });
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      errors += String(text);
      return true;
    });
    jest.spyOn(process, 'exit').mockImplementation((code) => {
      ends.push(Number(code));
      return undefined as never;
    });
  });

  afterEach(() => {
    jest.restoreAllMocks();
    process.argv = before.argv;
    // A service that one signal has stopped still listens for the other.
    for (const signal of ['SIGTERM', 'SIGINT']) process.removeAllListeners(signal);
  });

  async function administer(statement: string): Promise<void> {
    const client = new Client({ connectionString: testStores().postgresUrl });
    await client.connect();
    await client.query(statement);
    await client.end();
  }

  async function run(...line: readonly string[]): Promise<void> {
    process.argv = ['node', 'main.js', ...line];
    await startService(notes);
  }

  /** What an operator's command writes. */
  async function events(...line: readonly string[]): Promise<unknown> {
    out = '';
    await run('events', ...line);
    return out === '' ? undefined : JSON.parse(out);
  }

  /** What goes wrong with an operator's command. */
  async function refused(...line: readonly string[]): Promise<string> {
    errors = '';
    expect(await events(...line)).toBeUndefined();
    expect(process.exitCode).toBe(1);
    process.exitCode = undefined;
    return errors;
  }

  /** Whether the database has what the migrations make. */
  async function isMigrated(): Promise<boolean> {
    const client = new Client({ connectionString: process.env['POSTGRES_URL'] });
    await client.connect();
    const { rows } = await client.query("select to_regclass('note') as found");
    await client.end();
    return (rows as { found: string | null }[])[0]?.found === 'note';
  }

  /** Takes the stream of the platform's events away. @returns whether there was one */
  async function deprovision(): Promise<boolean> {
    const broker = await connect({ servers: new URL(testStores().natsUrl).host });
    const { streams } = await broker.jetstreamManager();
    const name = eventStream(process.env['NATS_NAMESPACE'] ?? '');
    const known = await streams.delete(name).catch(() => false);
    await broker.close();
    return known;
  }

  it('serve until the process is stopped, after creating what they need', async () => {
    expect(await isMigrated()).toBe(false);
    await run();
    expect([errors, ends]).toEqual(['', []]);
    process.emit('SIGTERM');
    await eventually('the process ends', () => ends.length > 0);
    expect(ends).toEqual([0]);
    expect([await isMigrated(), await deprovision()]).toEqual([true, true]);
  });

  it('finish requests when they are stopped, once, and report draining first', async () => {
    process.env['DRAIN_DELAY_MS'] = '500';
    await run();
    const url = `http://127.0.0.1:${process.env['PORT'] ?? ''}/health`;
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    process.emit('SIGINT');
    process.emit('SIGTERM');
    // Proxies need a while to notice that it is not ready; what they send meanwhile is served.
    const { status, headers } = await fetch(`${url}/ready`);
    expect([status, headers.get('connection')]).toEqual([503, 'close']);
    expect((await fetch(`${url}/live`)).status).toBe(200);
    expect(ends).toEqual([]);
    await eventually('the process ends', () => ends.length > 1);
    expect([errors, ends]).toEqual(['', [0, 0]]);
    await expect(fetch(`${url}/live`)).rejects.toThrow();
    process.env['DRAIN_DELAY_MS'] = '0';
  });

  it('serve with what exists when they may not create anything', async () => {
    await administer(`drop database "${databaseName}" with (force)`);
    await administer(`create database "${databaseName}"`);
    await deprovision();
    Object.assign(process.env, { MIGRATE_ON_START: 'false', PROVISION_ON_START: 'false' });
    await run();
    process.emit('SIGTERM');
    await eventually('the process ends', () => ends.length > 0);
    Object.assign(process.env, { MIGRATE_ON_START: 'true', PROVISION_ON_START: 'true' });
    expect([errors, ends]).toEqual(['', [0]]);
    expect([await isMigrated(), await deprovision()]).toEqual([false, false]);
  });

  it('migrate the database', async () => {
    await administer(`drop database "${databaseName}" with (force)`);
    await administer(`create database "${databaseName}"`);
    await run('migrate');
    expect([errors, ends]).toEqual(['', []]);
    expect(await isMigrated()).toBe(true);
  });

  it('write the OpenAPI document', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'document-'));
    const file = path.join(folder, 'openapi.json');
    await run('openapi', file);
    const document = JSON.parse(readFileSync(file, 'utf8')) as { paths: object };
    expect(Object.keys(document.paths)).toContain('/api/v1/notes/{id}');
    expect(out).toBe('');
    rmSync(folder, { recursive: true });
  });

  it('report that no migration is missing', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'migrations-'));
    writeFileSync(path.join(folder, 'index.ts'), 'as it was');
    await run('migration', folder);
    expect(out).toBe('The migrations are up to date.\n');
    expect(readFileSync(path.join(folder, 'index.ts'), 'utf8')).toBe('as it was');
    rmSync(folder, { recursive: true });
  });

  it.each([[['dance']], [['dance', 'twice']], [['openapi']], [['migration']], [['events']]])(
    'reject %j, and exit with an error',
    async (line) => {
      await run(...line);
      expect(errors).toContain('The review service stopped: Error: Unknown command');
      expect(ends).toEqual([1]);
    },
  );

  it('list every invalid setting, and exit with an error', async () => {
    const { PORT, ...others } = process.env;
    process.env = { ...others, PORT: 'harbor' };
    await run();
    process.env = { ...others, PORT };
    expect(errors).toMatch(/^The settings of review are not right:\n {2}- PORT/);
    expect(ends).toEqual([1]);
  });

  describe('for operators of its events', () => {
    beforeAll(() => provisionBroker(testStores().natsUrl, process.env['NATS_NAMESPACE'] ?? ''));

    afterAll(deprovision);

    it('list dead letters, and replay them', async () => {
      expect(await events('dead')).toEqual([]);
      expect(await events('dead', '--consumer', 'review__nothing')).toEqual([]);
      expect(await events('show', newId())).toEqual({ event: null, deadLetters: [] });
      expect(await events('replay', '--id', newId())).toEqual([]);
      expect(await events('replay', '--consumer', 'review__nothing')).toEqual([]);
      expect(await events('replay', '--since', '2026-01-01T00:00:00Z')).toBe(0);
      expect([errors, process.exitCode]).toEqual(['', undefined]);
    });

    it('wait until all events are handled, and report progress', async () => {
      expect(await events('drain', '--timeout', '5')).toEqual({ quiet: true });
      expect(await events('drain')).toEqual({ quiet: true });
      expect(await events('models')).toEqual([]);
      expect(await events('republish')).toEqual({ events: 0 });
    });

    it.each([
      [['dance'], 'review: Unknown command "dance": use events dead'],
      [['toString'], 'review: Unknown command "toString"'],
      [['show'], 'review: Name one.'],
      [['show', 'one', 'two'], 'review: Name one.'],
      [['replay'], 'review: Say what to replay'],
      [['replay', '--id', 'x', '--consumer', 'y'], 'review: Say what to replay'],
      [['replay', '--since', 'yesterday'], 'review: "yesterday" is no time: use RFC 3339.'],
      [['drain', '--timeout', 'soon'], 'review: "soon" is no number of seconds.'],
      [['drain', '--timeout', '0'], 'review: "0" is no number of seconds.'],
      [['reset', 'nothing'], 'review: '],
      [['republish', EVENT], 'review: '],
    ])('reject %j with a sentence', async (line, sentence) => {
      expect(await refused(...line)).toContain(sentence);
      expect(ends).toEqual([]);
    });
  });
});
