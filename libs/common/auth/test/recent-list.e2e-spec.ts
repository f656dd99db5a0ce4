import { Writable } from 'node:stream';
import { Redis } from '@course-plateform/common/cache';
import { newId } from '@course-plateform/common/kernel';
import { type Logger, createLogger } from '@course-plateform/common/observability';
import { eventually, testStores } from '@course-plateform/common/test-kit';
import { EndedSessions } from '../src/ended-sessions';
import { type RecentList, RECENT_LIST_TTL_MS } from '../src/recent-list';
import { RoleVersions } from '../src/role-versions';

const START_MS = Date.parse('2026-01-01T00:00:00Z');

describe('lists that invalidate access tokens early', () => {
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

  it('are known at once to the process that adds to them, and to others after the next read', async () => {
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

  it('are read in the background from the start of a process', async () => {
    const [redis, elsewhere] = [await connected(), await connected()];
    const ended = newId();
    await new EndedSessions(elsewhere, logger).add([ended]);
    const sessions = started(new EndedSessions(redis, logger));
    await eventually('the session is known to be over', () => sessions.has(ended));
    expect(lines).toEqual([]);
  });

  it('keep the newest version of a role, in any order', async () => {
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

  it('expire entries that are older than any access token, and keep newer ones', async () => {
    const redis = await connected();
    const versions = new RoleVersions(redis, logger);
    const userId = newId();
    const outdated = (): boolean => versions.hasOutdated({ userId, roleVersion: 2 });
    at(0);
    await versions.add([{ userId, version: 3 }]);
    at(10);
    await versions.add([{ userId, version: 4 }]);
    await redis.client.zRem('auth:role-versions', [`${userId} 3`, `${userId} 4`]);
    at(RECENT_LIST_TTL_MS);
    await versions.read();
    expect(versions.hasOutdated({ userId, roleVersion: 3 })).toBe(true);
    at(RECENT_LIST_TTL_MS + 9);
    await versions.read();
    expect(outdated()).toBe(true);
    at(RECENT_LIST_TTL_MS + 10);
    await versions.read();
    expect(outdated()).toBe(false);
  });

  it('are kept in Redis no longer than access tokens are valid', async () => {
    const redis = await connected();
    const sessions = new EndedSessions(redis, logger);
    const key = 'auth:ended-sessions';
    const [old, ended] = [newId(), newId()];
    const now = (await redis.client.time()).getTime();
    await redis.client.zAdd(key, { score: now - RECENT_LIST_TTL_MS - 1, value: old });
    await sessions.add([ended]);
    expect(await redis.client.zScore(key, old)).toBeNull();
    expect(await redis.client.zScore(key, ended)).toBeGreaterThanOrEqual(now);
    const left = await redis.client.pTTL(key);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(RECENT_LIST_TTL_MS);
  });

  it('do not fail callers while Redis is unavailable, and log the outage once', async () => {
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
