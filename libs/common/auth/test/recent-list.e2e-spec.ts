import { Writable } from 'node:stream';
import { Redis } from '@course-plateform/common/cache';
import { newId } from '@course-plateform/common/kernel';
import { type Logger, createLogger } from '@course-plateform/common/observability';
import { eventually, testStores } from '@course-plateform/common/test-kit';
import { EndedSessions } from '../src/ended-sessions';
import { type RecentList, TOLD_FOR_MS } from '../src/recent-list';
import { RoleVersions } from '../src/role-versions';

const START_MS = Date.parse('2026-01-01T00:00:00Z');

describe('the list of what ends access tokens early', () => {
  const open: { stop(): Promise<void> | void }[] = [];
  let lines: { level: string; list: string }[];
  let logger: Logger;

  beforeEach(() => {
    lines = [];
    const destination = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(JSON.parse(chunk.toString()) as { level: string; list: string });
        done();
      },
    });
    logger = createLogger({ service: 'test', level: 'info', destination });
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    for (const one of open.splice(0).reverse()) await one.stop();
  });

  /** A connection of a process of its own. */
  function redisOf(url = testStores().redisUrl): Redis {
    const redis = new Redis({ redisUrl: url, redisTimeoutMs: 2000, prefix: 'test' }, logger);
    open.push({ stop: () => redis.onApplicationShutdown() });
    return redis;
  }

  async function connected(): Promise<Redis> {
    const redis = redisOf();
    await redis.onModuleInit();
    return redis;
  }

  function started<List extends RecentList>(list: List): List {
    list.onApplicationBootstrap();
    open.push({ stop: () => list.onApplicationShutdown() });
    return list;
  }

  function at(afterMs: number): void {
    jest.spyOn(Date, 'now').mockReturnValue(START_MS + afterMs);
  }

  it('is known to the process that adds to it at once, and to another one when it reads', async () => {
    const [one, other] = [
      new EndedSessions(await connected(), logger),
      new EndedSessions(await connected(), logger),
    ];
    const [ended, going] = [newId(), newId()];
    await one.add([ended]);
    expect([one.has(ended), one.has(going)]).toEqual([true, false]);
    expect(other.has(ended)).toBe(false);
    await other.read();
    expect([other.has(ended), other.has(going)]).toEqual([true, false]);
  });

  it('is read in the background as soon as a process starts', async () => {
    const [redis, elsewhere] = [await connected(), await connected()];
    const ended = newId();
    await new EndedSessions(elsewhere, logger).add([ended]);
    const sessions = started(new EndedSessions(redis, logger));
    await eventually('the session is known to be over', () => sessions.has(ended));
    expect(lines).toEqual([]);
  });

  it('keeps the newest version of a role, in whatever order they come', async () => {
    const versions = new RoleVersions(await connected(), logger);
    const elsewhere = new RoleVersions(await connected(), logger);
    const userId = newId();
    await versions.add([{ userId, version: 4 }]);
    await versions.add([{ userId, version: 3 }]);
    await elsewhere.read();
    for (const list of [versions, elsewhere]) {
      expect([3, 4].map((roleVersion) => list.hasOutdated({ userId, roleVersion }))).toEqual([
        true,
        false,
      ]);
    }
    expect(versions.hasOutdated({ userId: newId(), roleVersion: 0 })).toBe(false);
  });

  it('forgets what no access token is as old as, and keeps what came later', async () => {
    const redis = await connected();
    const versions = new RoleVersions(redis, logger);
    const userId = newId();
    const outdated = (): boolean => versions.hasOutdated({ userId, roleVersion: 2 });
    at(0);
    await versions.add([{ userId, version: 3 }]);
    at(10);
    await versions.add([{ userId, version: 4 }]);
    await redis.client.zRem('auth:role-versions', [`${userId} 3`, `${userId} 4`]);
    at(TOLD_FOR_MS);
    await versions.read();
    expect(versions.hasOutdated({ userId, roleVersion: 3 })).toBe(true);
    at(TOLD_FOR_MS + 9);
    await versions.read();
    expect(outdated()).toBe(true);
    at(TOLD_FOR_MS + 10);
    await versions.read();
    expect(outdated()).toBe(false);
  });

  it('is kept in Redis no longer than access tokens are good', async () => {
    const redis = await connected();
    const sessions = new EndedSessions(redis, logger);
    const key = 'auth:ended-sessions';
    const [old, ended] = [newId(), newId()];
    const now = (await redis.client.time()).getTime();
    await redis.client.zAdd(key, { score: now - TOLD_FOR_MS - 1, value: old });
    await sessions.add([ended]);
    expect(await redis.client.zScore(key, old)).toBeNull();
    expect(await redis.client.zScore(key, ended)).toBeGreaterThanOrEqual(now);
    const left = await redis.client.pTTL(key);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(TOLD_FOR_MS);
  });

  it('does not fail its callers when Redis is away: they are known here, and the log says so once', async () => {
    const sessions = started(new EndedSessions(redisOf('redis://127.0.0.1:1'), logger));
    const ended = newId();
    await sessions.add([ended]);
    await sessions.add([]);
    expect(sessions.has(ended)).toBe(true);
    expect(lines).toEqual([
      expect.objectContaining({ level: 'warn', list: 'auth:ended-sessions', entries: [ended] }),
    ]);
  });
});
