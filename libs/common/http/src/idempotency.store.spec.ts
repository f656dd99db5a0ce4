import { Writable } from 'node:stream';
import type { EntityManager } from '@mikro-orm/core';
import { FixedClock } from '@course-plateform/common/kernel';
import { type Logger, createLogger } from '@course-plateform/common/observability';
import { IdempotencyInProgress } from './errors';
import { IdempotencyIdentity } from './idempotency.identity';
import { type Claim, IdempotencyStore } from './idempotency.store';

/** The statements of PostgreSQL that the store makes, with the results of a new key. */
class Statements {
  unavailable = false;
  readonly renewed: unknown[] = [];
  /** How long each lease was given for, in seconds. */
  readonly leases: unknown[] = [];
  /** Whose work it is, where that is someone else's. */
  owner: string | undefined;

  /** Stands for the entity manager: the store's SQL goes through its driver. */
  readonly em = {
    getDriver: () => ({ execute: (sql: string, values: unknown[]) => this.execute(sql, values) }),
  } as unknown as EntityManager;

  private execute(sql: string, values: unknown[]): Promise<unknown> {
    if (this.unavailable) return Promise.reject(new Error('Connection terminated'));
    if (sql.startsWith('insert')) {
      const [id, fingerprint, owner, , seconds] = values;
      this.leases.push(seconds);
      const kept = { id, fingerprint, owner: this.owner ?? owner, status: null };
      return Promise.resolve([kept]);
    }
    this.leases.push(values[0]);
    this.renewed.push(values[1]);
    return Promise.resolve([]);
  }
}

describe('leases of requests in flight', () => {
  let statements: Statements;
  let store: IdempotencyStore;
  let lines: unknown[];

  beforeEach(() => {
    jest.useFakeTimers();
    lines = [];
    const destination = new Writable({
      write(chunk: Buffer, _encoding, done) {
        const { level, claims } = JSON.parse(chunk.toString()) as Record<string, unknown>;
        lines.push({ level, claims });
        done();
      },
    });
    const logger: Logger = createLogger({ service: 'test', level: 'info', destination });
    statements = new Statements();
    store = new IdempotencyStore(statements.em, new FixedClock(new Date()), logger);
    store.onApplicationBootstrap();
  });

  afterEach(async () => {
    await store.onApplicationShutdown();
    jest.useRealTimers();
  });

  async function claim(key: string): Promise<Claim> {
    const claimed = await store.claim(new IdempotencyIdentity('me', 'POST /notes', key), {});
    if ('status' in claimed) throw new Error('The key is not new');
    return claimed;
  }

  it('are renewed each second until the request is done', async () => {
    const [slow, quick] = [await claim('slow'), await claim('quick')];
    store.settle(quick);
    await jest.advanceTimersByTimeAsync(2000);
    expect(statements.renewed).toEqual([`{${slow.identity.id}}`, `{${slow.identity.id}}`]);
    store.settle(slow);
    await jest.advanceTimersByTimeAsync(2000);
    expect(statements.renewed).toHaveLength(2);
  });

  it('are not renewed for requests shorter than a second', async () => {
    await jest.advanceTimersByTimeAsync(500);
    await claim('young');
    await jest.advanceTimersByTimeAsync(999);
    expect(statements.renewed).toEqual([]);
  });

  it('are retried and logged when a renewal fails', async () => {
    const { identity } = await claim('slow');
    statements.unavailable = true;
    await jest.advanceTimersByTimeAsync(1000);
    expect(lines).toEqual([{ level: 'warn', claims: 1 }]);
    statements.unavailable = false;
    await jest.advanceTimersByTimeAsync(1000);
    expect(statements.renewed).toEqual([`{${identity.id}}`]);
    expect(lines).toHaveLength(1);
  });

  it('end within five seconds of a crash, and survive three missed renewals', async () => {
    await claim('slow');
    await jest.advanceTimersByTimeAsync(10_000);
    const renewals = statements.renewed.length;
    statements.owner = 'another request';
    const refused: unknown = await claim('slow').catch((error: unknown) => error);
    if (!(refused instanceof IdempotencyInProgress)) throw new Error('The key is free');
    const [longest, shortest] = [Math.max, Math.min].map((of) =>
      of(...statements.leases.map(Number)),
    );
    expect((longest ?? 0) + (refused.occurrence.retryAfter ?? 5)).toBeLessThanOrEqual(5);
    expect(shortest).toBeGreaterThan(3 * (10 / renewals));
  });
});
