import { MINUTE_MS, newId } from '@course-plateform/common/kernel';
import { Metrics, createLogger } from '@course-plateform/common/observability';
import { Cache } from './cache';
import { RedisLine } from '../test/redis-line';
import { Redis } from './redis';

let lines: { level: string; msg: string }[] = [];
const write = (line: string): void => {
  lines.push(JSON.parse(line) as { level: string; msg: string });
};
const logger = createLogger({ service: 'test', level: 'info', destination: { write } });
const ttl = MINUTE_MS;

/** Unlike the one of `node:events`, is not put off by an `error` event in between. */
function once(redis: Redis, event: string): Promise<void> {
  return new Promise((resolve) => redis.client.once(event, () => resolve()));
}

function settings(port: number, prefix: string) {
  return { redisUrl: `redis://127.0.0.1:${port}`, redisTimeoutMs: 200, prefix };
}

async function connected(port: number, prefix: string) {
  const redis = new Redis(settings(port, prefix), logger);
  const metrics = new Metrics({ processMetrics: false });
  await redis.onModuleInit();
  return { redis, metrics, cache: new Cache(redis, metrics, logger) };
}

function counting<T>(value: T) {
  return jest.fn(() => Promise.resolve(value));
}

/** Loads that end when they are let. */
function gated(value: number) {
  const waiting: (() => void)[] = [];
  const held = <T>(response: T) =>
    new Promise<T>((resolve) => {
      waiting.push(() => resolve(response));
    });
  return {
    load: () => held(value),
    loadMany: (keys: readonly string[]) => held(new Map(keys.map((key) => [key, value]))),
    open: () => waiting.splice(0).forEach((finish) => finish()),
    async begun(loads: number): Promise<void> {
      while (waiting.length < loads) await new Promise(setImmediate);
    },
  };
}

describe('Cache', () => {
  let line: RedisLine;
  let port: number;
  let prefix: string;
  let open: Redis[];

  async function cache() {
    const made = await connected(port, prefix);
    open.push(made.redis);
    return made;
  }

  beforeEach(async () => {
    open = [];
    lines = [];
    line = new RedisLine();
    port = await line.open();
    // A corner of its own on the server that all tests share.
    prefix = newId();
  });

  afterEach(async () => {
    for (const redis of open) await redis.onApplicationShutdown();
    await line.cut();
  });

  it('loads once, then reads from the cache, and counts both', async () => {
    const { cache: one, metrics } = await cache();
    const load = counting({ name: 'Tree' });
    const region = one.region('tree');
    expect(await region.wrap('all', ttl, load)).toEqual({ name: 'Tree' });
    expect(await region.wrap('all', ttl, load)).toEqual({ name: 'Tree' });
    expect(load).toHaveBeenCalledTimes(1);
    const text = await metrics.render();
    expect(text).toContain('cache_hits_total{cache="tree"} 1');
    expect(text).toContain('cache_misses_total{cache="tree"} 1');
  });

  it('caches null', async () => {
    const { cache: one } = await cache();
    const load = counting(null);
    await one.region('tree').wrap('none', ttl, load);
    expect(await one.region('tree').wrap('none', ttl, load)).toBeNull();
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('shares one load among concurrent misses', async () => {
    const { cache: one } = await cache();
    const load = counting(7);
    const responses = await Promise.all(
      Array.from({ length: 50 }, () => one.region('n').wrap('k', ttl, load)),
    );
    expect(new Set(responses)).toEqual(new Set([7]));
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('passes a failed load to its callers and does not cache it', async () => {
    const { cache: one } = await cache();
    const failing = () => Promise.reject(new Error('no database'));
    await expect(one.region('n').wrap('k', ttl, failing)).rejects.toThrow('no database');
    expect(await one.region('n').wrap('k', ttl, counting(1))).toBe(1);
  });

  it('deletes one value, or clears the region in every process', async () => {
    const first = await cache();
    const second = await cache();
    await first.cache.region('n').wrap('a', ttl, counting(1));
    await first.cache.region('n').wrap('b', ttl, counting(1));
    await first.cache.region('n').delete('a');
    expect(await second.cache.region('n').wrap('a', ttl, counting(2))).toBe(2);
    expect(await second.cache.region('n').wrap('b', ttl, counting(2))).toBe(1);
    await second.cache.region('n').clear();
    expect(await first.cache.region('n').wrap('b', ttl, counting(3))).toBe(3);
  });

  it('does not cache a value whose region was cleared during the load', async () => {
    const { cache: one } = await cache();
    const region = one.region('n');
    let finish = (_: number): void => undefined;
    let begun = (): void => undefined;
    const loading = new Promise<void>((resolve) => (begun = resolve));
    const slow = region.wrap('k', ttl, () => {
      begun();
      return new Promise<number>((resolve) => (finish = resolve));
    });
    await loading;
    await region.clear();
    finish(1);
    expect(await slow).toBe(1);
    expect(await region.wrap('k', ttl, counting(2))).toBe(2);
  });

  it('loads again only what is cleared or deleted during the load', async () => {
    const { cache: one } = await cache();
    const waiting: (() => void)[] = [];
    const slow = () =>
      new Promise<number>((resolve) => {
        waiting.push(() => resolve(1));
      });
    const [region, other] = [one.region('n'), one.region('other')];
    const first = ['cleared', 'deleted'].map((key) => region.wrap(key, ttl, slow));
    const unrelated = other.wrap('k', ttl, slow);
    while (waiting.length < 3) await new Promise(setImmediate);
    await region.delete('deleted');
    expect(await region.wrap('deleted', ttl, counting(2))).toBe(2);
    await region.clear();
    expect(await region.wrap('cleared', ttl, counting(3))).toBe(3);
    const shared = counting(4);
    const second = other.wrap('k', ttl, shared);
    for (const finish of waiting) finish();
    expect(await Promise.all([...first, unrelated, second])).toEqual([1, 1, 1, 1]);
    expect(shared).not.toHaveBeenCalled();
  });

  it('logs the beginning and the end of each outage', async () => {
    const { cache: one, redis } = await cache();
    for (let outage = 1; outage <= 2; outage += 1) {
      const lost = once(redis, 'reconnecting');
      await line.cut();
      await lost;
      await one.region('n').wrap('k', ttl, counting(1));
      const back = once(redis, 'ready');
      await line.open(port);
      await back;
      expect(lines.splice(0).map(({ level }) => level)).toEqual(['warn', 'info']);
    }
  });

  it('reports whether it is connected, and separates the keys of services', async () => {
    const { redis, metrics } = await cache();
    expect(await metrics.render()).toContain('cache_up 1');
    expect(redis.key('n', 'value', 'k')).toBe(`${prefix}:n:value:k`);
    const lost = once(redis, 'reconnecting');
    await line.cut();
    await lost;
    expect(await metrics.render()).toContain('cache_up 0');
  });

  it('works without Redis and uses it again when it is back', async () => {
    const { cache: one, redis } = await cache();
    const lost = once(redis, 'reconnecting');
    await line.cut();
    await lost;
    expect(await one.region('n').wrap('k', ttl, counting(1))).toBe(1);
    expect(await one.region('n').wrap('k', ttl, counting(2))).toBe(2);
    await one.region('n').clear();
    const back = once(redis, 'ready');
    await line.open(port);
    await back;
    await one.region('n').wrap('k', ttl, counting(3));
    expect(await one.region('n').wrap('k', ttl, counting(4))).toBe(3);
  });

  it('does not wait for a hanging Redis', async () => {
    const { cache: one } = await cache();
    line.freeze();
    for (let n = 0; n < 20; n++) {
      expect(await one.region('n').wrap('k', ttl, counting(n))).toBe(n);
    }
    // The first response was waited for; afterwards no call is made for some time.
    expect(lines).toEqual([
      expect.objectContaining({ level: 'warn', msg: expect.any(String), err: expect.anything() }),
    ]);
  });

  it('counts hits in the local cache too', async () => {
    const { cache: one, metrics } = await cache();
    const local = one.region('n', { localMs: ttl });
    for (let time = 0; time < 3; time += 1) await local.wrap('a', ttl, counting(1));
    const both = (ids: readonly string[]) => Promise.resolve(new Map(ids.map((id) => [id, 2])));
    expect(await local.wrapMany(['a', 'b'], ttl, both)).toEqual(
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
    );
    const text = await metrics.render();
    expect(text).toContain('cache_hits_total{cache="n"} 3');
    expect(text).toContain('cache_misses_total{cache="n"} 2');
  });

  it('reads from the local cache for as long as the region allows', async () => {
    const first = await cache();
    const second = await cache();
    const local = first.cache.region('n', { localMs: 100 });
    await local.wrapMany(['a', 'b'], ttl, () => Promise.resolve(new Map([['a', 1]])));
    await second.cache.region('n').clear();
    const load = jest.fn(() => Promise.resolve(new Map([['a', 2]])));
    expect(await local.wrapMany(['a'], ttl, load)).toEqual(new Map([['a', 1]]));
    expect(load).not.toHaveBeenCalled();
    expect(await first.metrics.render()).toContain('cache_hits_total{cache="n"} 1');
    while (load.mock.calls.length === 0) {
      await new Promise(setImmediate);
      await local.wrapMany(['a'], ttl, load);
    }
    expect(await local.wrapMany(['a'], ttl, load)).toEqual(new Map([['a', 2]]));
  });

  it('does not call Redis for a value in the local cache', async () => {
    const [first, second] = [await cache(), await cache()];
    const local = first.cache.region('n', { localMs: ttl });
    await local.wrap('a', ttl, counting(1));
    await second.cache.region('n').clear();
    expect(await local.wrap('a', ttl, counting(2))).toBe(1);
    expect(await second.cache.region('n').wrap('a', ttl, counting(3))).toBe(3);
  });

  it('removes at once what the own process clears or deletes', async () => {
    const { cache: one } = await cache();
    const local = one.region('n', { localMs: ttl });
    await local.wrap('a', ttl, counting(1));
    await local.delete('a');
    expect(await local.wrap('a', ttl, counting(2))).toBe(2);
    await local.clear();
    expect(await local.wrap('a', ttl, counting(3))).toBe(3);
  });

  it('does not keep a value that was loading when the own process cleared it', async () => {
    const { cache: one } = await cache();
    const local = one.region('n', { localMs: ttl });
    const slow = gated(1);
    const both = [local.wrap('a', ttl, slow.load), local.wrapMany(['b'], ttl, slow.loadMany)];
    await slow.begun(2);
    await local.clear();
    slow.open();
    await Promise.all(both);
    expect(await local.wrap('a', ttl, counting(2))).toBe(2);
    const load = (keys: readonly string[]) => Promise.resolve(new Map(keys.map((key) => [key, 2])));
    expect(await local.wrapMany(['b'], ttl, load)).toEqual(new Map([['b', 2]]));
  });

  it('caches nothing with a TTL of 0, not even locally', async () => {
    const { cache: one } = await cache();
    const local = one.region('n', { localMs: ttl });
    expect(await local.wrap('a', 0, counting(1))).toBe(1);
    expect(await local.wrap('a', 0, counting(2))).toBe(2);
  });

  it('keeps a value no longer than it says itself, in both tiers and for those who wait', async () => {
    const { cache: one } = await cache();
    let now = 0;
    const leftOf = ({ until }: { until: number }): number => until - now;
    const untilLater = () => counting({ until: now + 100 });
    for (const region of [one.region('n'), one.region('m', { localMs: ttl })]) {
      const first = untilLater();
      for (const _time of [1, 2]) await region.wrap('k', ttl, first, leftOf);
      expect(first).toHaveBeenCalledTimes(1);
      now += 100;
      const second = untilLater();
      expect(await region.wrap('k', ttl, second, leftOf)).toEqual({ until: now + 100 });
      expect(second).toHaveBeenCalledTimes(1);
      // One that is over when it comes is for whoever has loaded it, and for nobody else.
      const { load, open: finish, begun } = gated(0);
      const over = () => load().then(() => ({ until: now }));
      const loading = region.wrap('over', ttl, over, leftOf);
      await begun(1);
      const third = untilLater();
      const waiting = region.wrap('over', ttl, third, leftOf);
      finish();
      expect(await loading).toEqual({ until: now });
      expect(await waiting).toEqual({ until: now + 100 });
      expect(third).toHaveBeenCalledTimes(1);
    }
  });

  it('starts without Redis', async () => {
    await line.cut();
    const redis = new Redis(settings(port, prefix), logger);
    open.push(redis);
    await redis.onModuleInit();
    const one = new Cache(redis, new Metrics({ processMetrics: false }), logger);
    expect(await one.region('n').wrap('k', ttl, counting(5))).toBe(5);
  });

  it('does not store a loaded value with a TTL of 0', async () => {
    const { cache: one } = await cache();
    expect(await one.region('n').wrap('k', 0, counting(1))).toBe(1);
    expect(await one.region('n').wrap('k', 0, counting(2))).toBe(2);
    const load = jest.fn(() => Promise.resolve(new Map([['k', 3]])));
    for (let time = 1; time <= 2; time += 1) {
      expect(await one.region('n').wrapMany(['k'], 0, load)).toEqual(new Map([['k', 3]]));
      expect(load).toHaveBeenCalledTimes(time);
    }
  });

  describe('reading many values', () => {
    const names = (ids: readonly string[]) => new Map(ids.map((id) => [id, `name of ${id}`]));

    it('loads missing ones once', async () => {
      const { cache: one } = await cache();
      const region = one.region('names');
      const load = jest.fn((ids: readonly string[]) => Promise.resolve(names(ids)));
      expect(await region.wrapMany(['a', 'b'], ttl, load)).toEqual(names(['a', 'b']));
      expect(await region.wrapMany(['b', 'c', 'a'], ttl, load)).toEqual(names(['a', 'b', 'c']));
      expect(load.mock.calls).toEqual([[['a', 'b']], [['c']]]);
      await region.wrapMany(['a', 'c'], ttl, load);
      expect(load).toHaveBeenCalledTimes(2);
    });

    it('does not cache missing values, and loads them again', async () => {
      const { cache: one } = await cache();
      const nothing = (): Promise<Map<string, string>> => Promise.resolve(new Map());
      expect(await one.region('names').wrapMany(['a'], ttl, nothing)).toEqual(new Map());
      const load = jest.fn((ids: readonly string[]) => Promise.resolve(names(ids)));
      expect(await one.region('names').wrapMany(['a'], ttl, load)).toEqual(names(['a']));
    });

    it('loads all values while Redis is unavailable', async () => {
      const { cache: one, redis } = await cache();
      const lost = once(redis, 'reconnecting');
      await line.cut();
      await lost;
      const load = jest.fn((ids: readonly string[]) => Promise.resolve(names(ids)));
      expect(await one.region('names').wrapMany(['a', 'b'], ttl, load)).toEqual(names(['a', 'b']));
      expect(load).toHaveBeenCalledTimes(1);
    });
  });
});
