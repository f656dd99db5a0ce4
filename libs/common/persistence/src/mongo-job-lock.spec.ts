import type { EntityManager } from '@mikro-orm/core';
import { createLogger } from '@course-plateform/common/observability';
import { MongoJobLock } from './mongo-job-lock';

/** The collection of leases, whose server can go away. */
class Leases {
  unavailable = false;
  readonly renewed: unknown[] = [];
  readonly released: unknown[] = [];

  /** What happens to whoever wants the lease; without it everybody gets it. */
  refusal: Error | undefined;

  findOneAndUpdate(_filter: unknown, [stage]: [{ $set: { holder: { $cond: unknown[] } } }]) {
    if (this.refusal) return Promise.reject(this.refusal);
    return Promise.resolve({ holder: stage.$set.holder.$cond[1] });
  }

  updateOne(filter: unknown): Promise<void> {
    if (this.unavailable) return Promise.reject(new Error('Server selection timed out'));
    this.renewed.push(filter);
    return Promise.resolve();
  }

  deleteOne(filter: unknown): Promise<void> {
    this.released.push(filter);
    return Promise.resolve();
  }
}

describe('the lease of a job on MongoDB', () => {
  let leases: Leases;
  let lock: MongoJobLock;
  let lines: unknown[];

  beforeEach(() => {
    jest.useFakeTimers();
    leases = new Leases();
    lines = [];
    const write = (line: string): void => {
      const { level, job } = JSON.parse(line) as Record<string, unknown>;
      lines.push({ level, job });
    };
    const logger = createLogger({ service: 'test', level: 'info', destination: { write } });
    const connection = { getDb: () => ({ collection: () => leases }) };
    const getDriver = () => ({ getConnection: () => connection });
    // What tells an entity manager on MongoDB from one on PostgreSQL.
    const em = { getDriver, getCollection: () => leases };
    lock = new MongoJobLock(em as unknown as EntityManager, logger);
  });

  afterEach(() => jest.useRealTimers());

  it('is renewed by its holder while the work runs', async () => {
    let finish: () => void = () => undefined;
    const running = lock.exclusively('tidy', () => new Promise((resolve) => (finish = resolve)));
    await jest.advanceTimersByTimeAsync(14_999);
    const own = { _id: 'tidy', holder: expect.any(String) };
    expect(leases.renewed).toEqual([own, own]);
    finish();
    expect(await running).toBe(true);
    expect(leases.released).toEqual([leases.renewed[0]]);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(leases.renewed).toHaveLength(2);
  });

  it('is not taken by the second of two concurrent processes', async () => {
    const work = jest.fn(() => Promise.resolve());
    leases.refusal = Object.assign(new Error('duplicate key'), { code: 11_000 });
    expect(await lock.exclusively('tidy', work)).toBe(false);
    leases.refusal = Object.assign(new Error('not primary'), { code: 10_107 });
    await expect(lock.exclusively('tidy', work)).rejects.toThrow('not primary');
    expect(work).not.toHaveBeenCalled();
  });

  it('is retried and logged when a renewal fails', async () => {
    let finish: () => void = () => undefined;
    const running = lock.exclusively('tidy', () => new Promise((resolve) => (finish = resolve)));
    leases.unavailable = true;
    await jest.advanceTimersByTimeAsync(5000);
    expect(lines).toEqual([{ level: 'warn', job: 'tidy' }]);
    leases.unavailable = false;
    await jest.advanceTimersByTimeAsync(5000);
    expect(leases.renewed).toHaveLength(1);
    finish();
    expect(await running).toBe(true);
    expect(lines).toHaveLength(1);
  });
});
